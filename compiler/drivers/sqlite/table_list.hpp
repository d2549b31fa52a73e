#pragma once

#include <string>

#include "compiler/database/connection.hpp"

namespace migc::drivers::sqlite {

/// The main schema's tables and views, to stand behind FROM: `name`, `type` (`table`, `view`,
/// `virtual` or `shadow`) and `wr`, whether it is WITHOUT ROWID. From SQLite 3.37 on that is
/// `PRAGMA table_list`; an older one is asked for the same in other ways.
[[nodiscard]] std::string table_list(database::Connection& database);

/// A query: whether the table of a name, which stands as a literal, is WITHOUT ROWID.
[[nodiscard]] std::string is_without_rowid(const std::string& name);

}  // namespace migc::drivers::sqlite
