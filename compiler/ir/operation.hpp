#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ir/alteration.hpp"
#include "compiler/ir/table.hpp"

namespace migc::ir {

// Every operation names things as they are called when it runs. One struct per operation, declared
// once; `Operation` below lists them. Optional members carry `= {}` for designated initialisers.

struct CreateTable {
  Table table;
  bool if_not_exists = false;
};
/// `create table T as select …`: SQLite derives names and types from the query.
struct CreateTableAs {
  Name table;
  bool temporary = false;
  bool if_not_exists = false;
  Expression query;
};
struct DropTable {
  Name table;
  bool if_exists = false;
};
struct RenameTable {
  Name table, to;
};

/// One action of `alter table T …`; a statement of several is several steps.
struct AlterTable {
  Name table;
  Alteration alteration;
};

struct CreateIndex {
  Index index;
  bool if_not_exists = false;
};
struct DropIndex {
  Name index;
  bool if_exists = false;
};
struct RenameIndex {
  Name index, to;
};
struct CreateView {
  View view;
  bool if_not_exists = false;
  bool or_replace = false;
};
struct DropView {
  Name view;
  bool if_exists = false;
};
struct CreateTrigger {
  Trigger trigger;
  bool if_not_exists = false;
};
struct DropTrigger {
  Name trigger;
  bool if_exists = false;
  std::optional<Name> table = {};  ///< Where each table has names of its own for its triggers.
};
struct CreateVirtualTable {
  VirtualTable table;
  bool if_not_exists = false;
};

struct CreateEnum {
  Enum type;
};
struct DropEnum {
  Name type;
};
struct AddEnumValue {
  Name type;
  std::string value;
  std::optional<std::string> before = {}, after = {};
};
struct RenameEnumValue {
  Name type;
  std::string from, to;
};
/// Undoes AddEnumValue; nothing in the language says it.
struct DropEnumValue {
  Name type;
  std::string value;
};
struct CreateSequence {
  Sequence sequence;
};
struct DropSequence {
  Name sequence;
};

/// `insert`, `replace`, `update`, `delete`, or one of them behind `with`.
struct Data {
  Expression statement;  ///< Without the closing `;`.
};
/// Stops the migration, with nothing changed, unless the condition is true.
struct Assert {
  Expression condition;
  std::string otherwise;
};
/// SQL that we do not read, and what it does to the schema, as its author declares it.
struct Execute {
  std::string sql;
  Span written = {};
};

/// Everything that a statement can be.
using Operations =
    std::variant<CreateTable, CreateTableAs, DropTable, RenameTable, AlterTable, CreateIndex,
                 DropIndex, RenameIndex, CreateView, DropView, CreateTrigger, DropTrigger,
                 CreateVirtualTable, CreateEnum, DropEnum, AddEnumValue, RenameEnumValue,
                 DropEnumValue, CreateSequence, DropSequence, Data, Assert, Execute>;

/// What one statement of a migration does. Consumers visit it without a catch-all, so a new
/// alternative does not compile until replay, inversion, the printer and every backend have said
/// what it means to them.
///
/// A class of its own, so that copying, moving and destroying are compiled once: of so many
/// alternatives they are thousands of functions, in every file that has a Step.
struct Operation : Operations {
  using Operations::Operations;
  Operation(const Operation&);
  Operation(Operation&&) noexcept;
  Operation& operator=(const Operation&);
  Operation& operator=(Operation&&) noexcept;
  ~Operation();
};

/// The alteration of that kind that the operation makes, or null.
template <class Kind>
[[nodiscard]] const Kind* alteration_in(const Operation& operation) {
  const auto* alter = std::get_if<AlterTable>(&operation);
  return alter == nullptr ? nullptr : std::get_if<Kind>(&alter->alteration);
}

/// `allow RULE 'why'` before a statement.
struct Allow {
  Name rule;
  std::string why;
};

/// One operation of a migration in its place.
struct Step {
  Operation operation;
  Span written = {};  ///< The whole statement; the database's refusals point here.
  std::vector<Allow> allows{};
  /// Part of the `declares` of an Execute before it: changes the model, emits nothing.
  bool declared = false;
  /// With its IF EXISTS, or IF NOT EXISTS, there is nothing to do by the model, which it leaves as
  /// it is. It is emitted all the same: a database may be another than its model.
  bool moot = false;
  /// Another action of the same statement follows: what a table has to be as a whole is judged at
  /// the last.
  bool more = false;
};

/// What drops a trigger. It says the table where the name alone is not enough.
[[nodiscard]] DropTrigger drop_of(const Trigger& trigger);

/// Whether `allow RULE` stands before the step.
[[nodiscard]] bool allows(const Step& step, std::string_view rule);

}  // namespace migc::ir
