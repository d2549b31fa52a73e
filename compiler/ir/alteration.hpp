#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ir/table.hpp"

namespace migc::ir {

// One action of `alter table`, or a comment on the table or a column of it: what changes one table
// without touching others. Names are those when it runs; the table's own is in AlterTable.

struct AddColumn {
  Column column;
  bool first = false;
  std::optional<Name> after = {};
  std::optional<Expression> fill = {};  ///< What the rows that are there get; no default stays.
};
struct DropColumn {
  Name column;
  bool cascade = false;
};
struct RenameColumn {
  Name from, to;
};
struct MoveColumn {
  Name column;
  std::optional<Name> after = {};  ///< None: the column comes first.
};
struct SetType {
  Name column;
  Type type = {};                             ///< Without a name: no type, as SQLite has columns.
  std::optional<Expression> conversion = {};  ///< `using`: what each row's new value is.
};
struct SetNotNull {
  Name column;
  std::optional<Expression> fill = {};  ///< What replaces the NULLs already there.
  std::optional<Name> constraint = {};
  Conflict conflict = Conflict::unspecified;
};
struct DropNotNull {
  Name column;
};
struct SetDefault {
  Name column;
  Expression value;
};
struct DropDefault {
  Name column;
};
struct SetCollation {
  Name column, collation;
};
struct DropCollation {
  Name column;
};
struct SetGenerated {
  Name column;
  Generated generated;
};
struct DropGenerated {
  Name column;  ///< The column becomes an ordinary one and keeps its values.
};
struct SetAutoincrement {
  Name column;
};
struct DropAutoincrement {
  Name column;
};
struct SetTableComment {
  std::optional<std::string> comment;  ///< None removes it.
};
struct SetColumnComment {
  Name column;
  std::optional<std::string> comment;
};

struct AddConstraint {
  TableConstraint constraint;
  /// Written at this column, where it stood before a drop that is undone.
  std::optional<Name> column = {};
};
struct DropConstraint {
  Name constraint;
};
struct DropPrimaryKey {};
struct DropUnique {
  std::vector<Name> columns;
  Span written = {};
};
struct DropForeignKey {
  std::vector<Name> columns;
  Span written = {};
  std::optional<Name> to = {};  ///< Of several over these columns, the one to this table.
};
struct DropCheck {
  Expression condition;
};
struct RenameConstraint {
  Name from, to;
};
/// Changes what a foreign key does, found by its name or by its columns.
struct AlterForeignKey {
  std::optional<Name> constraint = {};
  std::vector<Name> columns = {};
  std::optional<Action> on_delete = {};
  std::optional<Action> on_update = {};
  std::optional<Deferral> deferral = {};
  Span written = {};
};
struct SetStrict {
  bool strict = true;
};
struct SetWithoutRowid {
  bool without_rowid = true;
};
struct ReorderColumns {
  std::vector<Name> columns;  ///< All of them.
  Span written = {};
};

/// Everything that an action of `alter table` can be.
using Alterations =
    std::variant<AddColumn, DropColumn, RenameColumn, MoveColumn, SetType, SetNotNull, DropNotNull,
                 SetDefault, DropDefault, SetCollation, DropCollation, SetGenerated, DropGenerated,
                 SetAutoincrement, DropAutoincrement, SetTableComment, SetColumnComment,
                 AddConstraint, DropConstraint, DropPrimaryKey, DropUnique, DropForeignKey,
                 DropCheck, RenameConstraint, AlterForeignKey, SetStrict, SetWithoutRowid,
                 ReorderColumns>;

/// Consumers that treat all alterations alike have one case for AlterTable. The others visit this
/// without a catch-all, so a new alternative does not compile until each has said what it means.
///
/// A class of its own for the reason that Operation is one.
struct Alteration : Alterations {
  using Alterations::Alterations;
  Alteration(const Alteration&);
  Alteration(Alteration&&) noexcept;
  Alteration& operator=(const Alteration&);
  Alteration& operator=(Alteration&&) noexcept;
  ~Alteration();
};

/// The text of a statement. For one action of `alter table` it is in two halves, so that further
/// actions can join it.
struct StatementText {
  std::string head;
  std::string action{};

  [[nodiscard]] bool alters() const { return !action.empty(); }
};
/// An action of `alter table`.
[[nodiscard]] StatementText action_of(const Name& table, std::string action);
/// The action that makes the alteration, or the comment that is one.
[[nodiscard]] StatementText print(const Name& table, const Alteration& alteration);

/// What an alteration does to its table, as far as more than one consumer asks.
struct AlterationEffect {
  std::vector<Name> columns{};  ///< Those that it declares, changes or drops, by all their names.
  bool changes_names = false;   ///< These columns are added, dropped or renamed.
  bool changes_order = false;   ///< Columns after another get another place.
  bool changes_values =
      false;              ///< Rows may hold other values, or compare otherwise, or be left out.
  bool may_lose = false;  ///< Something that rows or the database keep may be lost.
};
[[nodiscard]] AlterationEffect effect_of(const Alteration& alteration);

/// The expressions that it holds.
[[nodiscard]] std::vector<Expression*> expressions_of(Alteration& alteration);

}  // namespace migc::ir
