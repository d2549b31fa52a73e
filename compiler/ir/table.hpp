#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/ir/type.hpp"

namespace migc::ir {

// --- What columns and tables promise -----------------------------------------------------------

/// SQLite's ON CONFLICT clause. https://www.sqlite.org/lang_conflict.html
enum class Conflict : std::uint8_t { unspecified, rollback, abort, fail, ignore, replace };
enum class Order : std::uint8_t { unspecified, ascending, descending };
enum class Nulls : std::uint8_t { unspecified, first, last };
enum class Action : std::uint8_t {
  unspecified,
  no_action,
  restrict,
  cascade,
  set_null,
  set_default
};
enum class Storage : std::uint8_t { unspecified, stored, virtual_ };
/// `[not] deferrable [initially deferred|immediate]`; `unspecified` prints nothing.
struct Deferral {
  enum class Mode : std::uint8_t { unspecified, deferrable, not_deferrable } mode = {};
  enum class Initially : std::uint8_t { unspecified, deferred, immediate } initially = {};
};

/// One term of an index, or of a primary key's or unique constraint's list. `collate C` stays part
/// of the expression, since it may stand anywhere in one.
struct Term {
  Expression expression;
  Order order = Order::unspecified;
  Nulls nulls = Nulls::unspecified;

  /// The column, when the term is nothing but a column, or a column with a collation.
  [[nodiscard]] std::optional<Name> column() const;
  /// The collation the term names at its end, if any.
  [[nodiscard]] std::optional<Name> collation() const;
};

struct PrimaryKey {
  Order order = Order::unspecified;
  bool autoincrement = false;
  Conflict conflict = Conflict::unspecified;
};
struct NotNull {
  Conflict conflict = Conflict::unspecified;
};
struct Null {};  ///< The explicit `null`, which SQLite accepts and ignores.
struct Unique {
  Conflict conflict = Conflict::unspecified;
};
struct Check {
  Expression condition;  ///< Without the parentheses around it.
  Conflict conflict = Conflict::unspecified;
};
struct Default {
  Expression value;  ///< With its parentheses, where it has them.
};
struct Collate {
  Name collation;
};
/// The right side of a foreign key.
struct References {
  Name table;
  std::vector<Name> columns;  ///< Empty: the primary key of `table`.
  std::string match;          ///< Empty without MATCH.
  Action on_delete = Action::unspecified;
  Action on_update = Action::unspecified;
  Deferral deferral = {};
};
struct Generated {
  Expression value;  ///< Without the parentheses around it.
  Storage storage = Storage::unspecified;
};
struct Identity {
  bool always = false;
};

/// A column's constraint, in the order in which they were written.
struct ColumnConstraint {
  std::optional<Name> name;
  std::variant<PrimaryKey, NotNull, Null, Unique, Check, Default, Collate, References, Generated,
               Identity>
      rule;
  Span written = {};
};

struct Column {
  Name name;
  std::optional<Type> type;
  std::vector<ColumnConstraint> constraints;
  std::optional<std::string> comment{};
  std::optional<Name> renamed_from{};  ///< What a target schema says it was called before.
  /// What the check of an enum's values is called where that is a check, if not as the column is
  /// now: a rename keeps the name.
  std::optional<Name> values_check{};
  Span written = {};

  /// The first constraint of a kind, or null.
  template <class Rule>
  [[nodiscard]] const Rule* find() const {
    for (const ColumnConstraint& constraint : constraints)
      if (const Rule* rule = std::get_if<Rule>(&constraint.rule)) return rule;
    return nullptr;
  }
  template <class Rule>
  [[nodiscard]] bool has() const {
    return find<Rule>() != nullptr;
  }
};

/// What the check of the values of a column of an enum is called, in databases that have no enums.
[[nodiscard]] Name values_check_of(const Column& column, const Name& type);

struct TablePrimaryKey {
  std::vector<Term> terms;
  bool autoincrement = false;
  Conflict conflict = Conflict::unspecified;
};
struct TableUnique {
  std::vector<Term> terms;
  Conflict conflict = Conflict::unspecified;
};
struct ForeignKey {
  std::vector<Name> columns;
  References references;
};
struct TableConstraint {
  std::optional<Name> name;
  std::variant<TablePrimaryKey, TableUnique, ForeignKey, Check> rule;
  Span written = {};
};

// --- What a database holds ---------------------------------------------------------------------

struct Table {
  Name name;
  bool temporary = false;
  std::vector<Column> columns;
  std::vector<TableConstraint> constraints{};
  bool without_rowid = false;
  bool strict = false;
  std::optional<std::string> comment{};
  /// `with (mariadb.engine = 'InnoDB')`: the key and the value of each.
  std::vector<std::pair<std::string, std::string>> options{};
  std::optional<Name> renamed_from{};  ///< As a column's.
  Span written = {};

  [[nodiscard]] const Column* find(const Name& column) const;
  [[nodiscard]] Column* find(const Name& column);
  [[nodiscard]] std::vector<std::string> column_names() const;
};

struct Index {
  Name name;
  Name table;
  bool unique = false;
  bool concurrently = false;
  std::string method{};
  std::vector<Term> terms;
  std::vector<Name> include{};
  std::optional<Expression> where{};
  Span written = {};
};

struct View {
  Name name;
  bool temporary = false;
  std::vector<Name> columns{};
  Expression query;
  Span written = {};
  /// Something in double quotes may be a column or a text: not all that it reads was known.
  bool has_doubtful_quotes = false;
};

struct Trigger {
  enum class Time : std::uint8_t { unspecified, before, after, instead_of };
  enum class Event : std::uint8_t { insert, delete_, update };

  Name name;
  Name table;  ///< Or the view, for `instead of`.
  bool temporary = false;
  Time time = Time::unspecified;
  Event event = Event::insert;
  std::vector<Name> update_of{};  ///< Empty: any column.
  bool for_each_row = false;      ///< Whether it was written; SQLite knows no other kind.
  std::optional<Expression> when{};
  Expression body;  ///< The statements between `begin` and `end`, each with its `;`.
  Span written = {};
  bool has_doubtful_quotes = false;  ///< As a view's.
};

struct VirtualTable {
  Name name;
  Name module;
  std::string arguments{};   ///< Raw text between the parentheses; meaning is the module's.
  bool parentheses = false;  ///< Whether they were written: `using fts5` and `using fts5()`.
  bool temporary = false;
  Span written = {};
};

struct Enum {
  Name name;
  std::vector<std::string> values;
  Span written = {};
};

struct Sequence {
  Name name;
  Expression options{};
  Span written = {};
};

}  // namespace migc::ir
