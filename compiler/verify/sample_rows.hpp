#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/ir/table.hpp"

namespace migc::verify {

/// Values that queries ask for, as literals: rows that have them make answers differ.
using Literals = std::vector<std::string>;

/// The literals that a text compares with.
void add_literals(const ir::Expression& text, Literals& literals);

/// The statement that inserts the `number`th of a table's rows, each column's value being what
/// `value` says. The second row is NULL wherever it may be.
[[nodiscard]] std::string insertion(const ir::Table& table, int number,
                                    const std::function<std::string(const ir::Column&)>& value);

/// Statements that insert the `number`th of a table's sample rows, counted from 1, to be tried in
/// turn until one is taken. All values of keys are the number, so that a foreign key refers to the
/// row of that number; the second row is NULL wherever it may be.
[[nodiscard]] std::vector<std::string> sample_row(const ir::Table& table, int number,
                                                  const Literals& literals);

}  // namespace migc::verify
