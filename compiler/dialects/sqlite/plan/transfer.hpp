#pragma once

#include "compiler/ir/table.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// Whether `INSERT INTO after SELECT * FROM before` moves whole rows without taking them apart,
/// which SQLite does when it finds that they cannot differ: several times faster where UNIQUE
/// constraints stay. It keeps everything: tables with hidden rowids, which it would renumber, are
/// none of these. https://www.sqlite.org/src/file/src/insert.c, "xferOptimization"
[[nodiscard]] bool transfers_whole_rows(const ir::Table& before, const ir::Table& after,
                                        const schema::Schema& schema);

}  // namespace migc::backends::sqlite
