#pragma once

#include <string_view>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// A column that comes back without a value for the rows that are there.
struct Valueless {
  const ir::Table& table;
  const ir::Column& column;
  std::string_view rows;  ///< How many the table may have all the same: "no rows".
  std::string_view why;   ///< What the column is: "has no value for them".
};

/// The columns that steps add to tables that stay, and whose rules refuse what rows then have in
/// them. `after`: the schema behind the steps, which are expanded and found possible.
[[nodiscard]] std::vector<Valueless> valueless(const std::vector<ir::Step>& steps,
                                               const Schema& after);

}  // namespace migc::schema
