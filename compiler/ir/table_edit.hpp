#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/ir/table.hpp"

/// Looking at and changing the constraints of one table, whether they stand at a column or at the
/// table's end.
namespace migc::ir {

/// Where a constraint stands in a table; of the column when `column` says one.
struct ConstraintAt {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t column = none;  ///< Index of the column; `none` for one at the table's end.
  std::size_t index = 0;      ///< Among the constraints of the column, or of the table.

  auto operator<=>(const ConstraintAt&) const = default;
  [[nodiscard]] bool at_column() const { return column != none; }
};

/// What a column's primary key, unique, check or references says, as a constraint of the table.
/// Nothing for what only a column can have (not null, default, …).
[[nodiscard]] std::optional<TableConstraint> as_table_constraint(
    const Column& column, const ColumnConstraint& constraint);

/// A constraint, and where it stands.
struct LocatedConstraint {
  TableConstraint constraint;
  ConstraintAt at;
};
/// All that the table's columns and the table itself promise, columns first.
[[nodiscard]] std::vector<LocatedConstraint> constraints_of(const Table& table);
/// The same, of one kind: TablePrimaryKey, TableUnique, ForeignKey or Check.
template <class Rule>
[[nodiscard]] std::vector<LocatedConstraint> constraints_of(const Table& table);

[[nodiscard]] std::optional<LocatedConstraint> primary_key_of(const Table& table);
/// The constraint of that name, among them those that only a column can have.
[[nodiscard]] std::optional<ConstraintAt> find_named(const Table& table, const Name& name);
[[nodiscard]] std::vector<std::string> constraint_names(const Table& table);
/// The name a constraint bears, for it to be changed.
[[nodiscard]] std::optional<Name>& name_at(Table& table, const ConstraintAt& at);
[[nodiscard]] bool is_foreign_key(const Table& table, const ConstraintAt& at);
[[nodiscard]] References& references_at(Table& table, const ConstraintAt& at);

/// Unique constraints over exactly these columns, in this order.
[[nodiscard]] std::vector<LocatedConstraint> uniques_over(const Table& table,
                                                          std::span<const Name> columns);
/// Foreign keys over exactly these columns; if `to` is given, only those to that table.
[[nodiscard]] std::vector<LocatedConstraint> foreign_keys_over(const Table& table,
                                                               std::span<const Name> columns,
                                                               const std::optional<Name>& to = {});
[[nodiscard]] std::vector<LocatedConstraint> checks_like(const Table& table,
                                                         const Expression& condition);

/// The operation that drops a constraint of `table`: by its name, or by what it is over.
[[nodiscard]] Alteration drop_of(const TableConstraint& constraint);

void remove(Table& table, const ConstraintAt& at);
/// Writes a constraint of the table at its only column, where it stood before.
void add_to_column(Column& column, const TableConstraint& constraint);

/// Removes every constraint of one kind from a column.
template <class Rule>
void remove_rules(Column& column) {
  std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
    return std::holds_alternative<Rule>(constraint.rule);
  });
}
/// Gives a column the rule, in the place of the one of the same kind that it may have; keeps that
/// one's name.
template <class Rule>
void set_rule(Column& column, Rule rule) {
  for (ColumnConstraint& constraint : column.constraints)
    if (Rule* old = std::get_if<Rule>(&constraint.rule)) {
      *old = std::move(rule);
      return;
    }
  column.constraints.push_back({std::nullopt, std::move(rule), {}});
}

/// The columns of a key's terms; empty if a term is no column.
[[nodiscard]] std::vector<Name> columns_of(const std::vector<Term>& terms);
/// A term that is this column and nothing else.
[[nodiscard]] Term term_of(const Name& column);
[[nodiscard]] bool same_names(std::span<const Name> a, std::span<const Name> b);
[[nodiscard]] bool contains(std::span<const Name> names, const Name& name);
/// `a, b`, for messages.
[[nodiscard]] std::string listed(std::span<const Name> names);
/// A type as written, for messages: `varchar(200)`.
[[nodiscard]] std::string type_text(const Type& type);
/// What a type is to a dialect: its text for that one if it has it.
[[nodiscard]] std::string type_text_for(std::string_view dialect, const Type& type);

}  // namespace migc::ir
