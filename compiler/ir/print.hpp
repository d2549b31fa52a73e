#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/operation.hpp"

/// What the IR says, in the language: parsing a text that is printed here gives the same again.
namespace migc::ir {

/// Bare where it was written bare and no rule of the grammar takes it for a keyword.
[[nodiscard]] std::string print(const Name& name);
/// `a, b`
[[nodiscard]] std::string print(const std::vector<Name>& names);
/// Tokens with the white space and comments they were written with; line ends are one kind.
[[nodiscard]] std::string print(const Expression& expression);
[[nodiscard]] std::string print(const Type& type);
/// As it stands in `create table` and behind `add column`.
[[nodiscard]] std::string print(const Column& column);
[[nodiscard]] std::string print(const TableConstraint& constraint);
/// ` not null`, ` on conflict ignore`, ` on delete cascade` and the like: with the space before.
[[nodiscard]] std::string conflict_text(Conflict conflict);
[[nodiscard]] std::string action_text(std::string_view event, Action action);
[[nodiscard]] std::string deferral_text(const Deferral& deferral);
[[nodiscard]] std::string generated_text(const Generated& generated);

// The statement that creates each, without its `;`.
[[nodiscard]] std::string print(const Table& table, bool if_not_exists = false);
[[nodiscard]] std::string print(const Index& index, bool if_not_exists = false);
[[nodiscard]] std::string print(const View& view, std::string_view how = "create");
[[nodiscard]] std::string print(const Trigger& trigger, bool if_not_exists = false);
[[nodiscard]] std::string print(const VirtualTable& table, bool if_not_exists = false);
[[nodiscard]] std::string print(const Enum& type);
[[nodiscard]] std::string print(const Sequence& sequence);

/// One operation as a statement, without its `;`. Empty for what nothing in the language says.
[[nodiscard]] std::string print(const Operation& operation);

/// A statement with its `;`, and what is allowed for it before it, a line each.
struct Statement {
  std::string text;
  std::size_t steps = 1;  ///< How many it says: changes of one table in a row are one statement.
};
[[nodiscard]] std::vector<Statement> print(std::span<const Step> steps);

}  // namespace migc::ir
