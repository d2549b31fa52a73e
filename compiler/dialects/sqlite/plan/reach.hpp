#pragma once

#include <optional>
#include <vector>

#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// The tables whose rows the author's statement may change, its target's triggers and what those
/// fire included. Nothing where that cannot be known.
using Reach = std::optional<std::vector<source::Name>>;

[[nodiscard]] Reach reach_of(const ir::Expression& statement, const schema::Schema& schema);
/// Of raw SQL, which may be several statements.
[[nodiscard]] Reach reach_of_sql(const ir::Expression& text, const schema::Schema& schema);

}  // namespace migc::backends::sqlite
