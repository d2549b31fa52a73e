#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/table.hpp"
#include "compiler/schema/schema.hpp"

/// What the names in expressions, queries and data statements refer to.
///
/// Tokens are read as far as scopes need it: WITH, FROM and its aliases, subqueries, compound
/// selects, the targets of INSERT, UPDATE and DELETE, NEW and OLD. Where that leaves a doubt (a
/// source whose columns are not known, a double-quoted word that SQLite takes for a string) nothing
/// is reported.
namespace migc::schema {

/// A token that names a relation, or a column of one.
struct Use {
  std::size_t token = 0;  ///< Index in the expression's tokens.
  std::string relation;   ///< Key of the table or view.
  std::string column;     ///< Key of the column; empty when the token names the relation itself.
};

/// A name that nothing answers to.
struct Unresolved {
  enum class What { relation, column } what = What::relation;
  Name name;
  std::string relation;  ///< For a column: where it was looked for; empty if in several.
  std::vector<std::string> candidates;  ///< What could have been meant, for "did you mean".
};

struct Resolution {
  std::vector<Use> uses;
  std::vector<Unresolved> unresolved;
};

/// A check, default, generated column, index term or index predicate of `table`.
[[nodiscard]] Resolution resolve_in_table(const ir::Expression& expression, const ir::Table& table);

/// A query or a data statement. Also an expression that stands alone (the condition of an assert):
/// its subqueries are resolved.
[[nodiscard]] Resolution resolve_statement(const ir::Expression& statement, const Schema& schema);

/// `update T set c = <expression>`, the `using` and `fill` of an alteration: the columns of `table`
/// and subqueries.
[[nodiscard]] Resolution resolve_over_table(const ir::Expression& expression,
                                            const ir::Table& table, const Schema& schema);

/// Uses in a trigger: `when` and `body`, each over its own tokens.
struct TriggerResolution {
  Resolution when, body;
};
[[nodiscard]] TriggerResolution resolve_trigger(const ir::Trigger& trigger, const Schema& schema);

/// Keys of all relations that a query or a sequence of statements names, existing or not, each
/// once; names that WITH defines left out. Needs no schema.
[[nodiscard]] std::vector<std::string> relations_named(const ir::Expression& statements);

/// The names of a view's columns, or nothing where they cannot be known.
[[nodiscard]] std::optional<std::vector<std::string>> view_columns(const ir::View& view,
                                                                   const Schema& schema);

/// Everything in `object` that does not resolve against `schema`: columns of its own expressions,
/// relations and columns in queries and bodies, tables and columns of foreign keys.
[[nodiscard]] std::vector<Unresolved> unresolved_in(const Object& object, const Schema& schema);

/// Whether `object` names the column: in a key, an index, a check, a foreign key from or to the
/// table, a generated column, a query, a trigger (SET and INSERT lists included). What stands at
/// the column itself goes with it and does not count, but for its primary key.
[[nodiscard]] bool names_column(const Object& object, const Name& table, const Name& column,
                                const Schema& schema);

/// `object` as it reads after the table or view `from` is called `to`. `schema` is the one before.
[[nodiscard]] Object with_relation_renamed(Object object, const Name& from, const Name& to,
                                           const Schema& schema);
/// `object` as it reads after the column `from` of `table` is called `to`. For the table itself,
/// the column, its keys and expressions; for others what they say of it. `schema` is the one
/// before.
[[nodiscard]] Object with_column_renamed(Object object, const Name& table, const Name& from,
                                         const Name& to, const Schema& schema);

}  // namespace migc::schema
