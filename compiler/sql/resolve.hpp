#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/sql/relations.hpp"

/// What the names in expressions, queries and data statements refer to.
///
/// Tokens are read as far as scopes need it: WITH, FROM and its aliases, subqueries, compound
/// selects, the targets of INSERT, UPDATE and DELETE, NEW and OLD. Where that leaves a doubt (a
/// source whose columns are not known, a double-quoted word that SQLite takes for a string) nothing
/// is reported.
namespace migc::sql {

/// A token that names a relation, or a column of one.
struct Use {
  std::size_t token = 0;  ///< Index in the expression's tokens.
  std::string relation;   ///< Key of the table or view.
  std::string column;     ///< Key of the column; empty when the token names the relation itself.
};

/// A name that nothing answers to, or something else that cannot be or is not what it was.
struct Unresolved {
  enum class What {
    relation,
    column,
    ambiguous,        ///< A column that `relation` has, and `other`, too.
    values,           ///< `given` values where `relation` takes `expected`.
    rows,             ///< VALUES with rows of `expected` and of `given` values.
    compound,         ///< SELECTs of `expected` and of `given` columns in one compound.
    column_list,      ///< A list of `expected` names for `given` columns.
    generated,        ///< A generated column of `relation` that a value is written to.
    conflict_target,  ///< No key of `relation` is over the columns `other`.
    index,            ///< No such index on `relation`.
    partial_index,    ///< An index that has come to cover some rows only.
    captured,         ///< A name that meant `relation`'s column and means `other`'s.
    moved,            ///< Columns of `relation` taken by their place, which is another's now.
    joined,           ///< A natural join of `relation` with `other` over other columns than before.
  } what = What::relation;
  Name name;
  std::string relation;  ///< For a column: where it was looked for; empty if in several.
  std::vector<std::string> candidates;  ///< What could have been meant, for "did you mean".
  std::string other{};
  std::size_t expected = 0, given = 0;
  std::string key{};  ///< Of `relation`, where that is known.
};

/// What a name was found to be.
struct Binding {
  enum class What { column, rowid, alias, relation, with, nothing, doubt } what = What::nothing;
  std::size_t source = 0;  ///< The token that brings in what it is a column of.
  std::string relation{};  ///< For people.
};

/// A column as one of a list that is not written out.
struct Listed {
  std::string name;    ///< Key.
  std::string origin;  ///< As in a Shape.
};

/// Two columns that belong together by their place in two lists, or by their name in a NATURAL
/// JOIN.
struct Pairing {
  enum class What { place, joined } what = What::place;
  std::size_t token = 0;  ///< Whose list it is.
  Listed to, from;
  std::string relation{}, other{};  ///< For people.
};

struct Resolution {
  std::vector<Use> uses{};
  std::vector<Unresolved> unresolved{};
  std::vector<std::size_t> texts{};   ///< Tokens in double quotes that no column answers to.
  std::vector<std::size_t> rowids{};  ///< Tokens that say the rowid of a table by its common names.
  bool has_doubtful_quotes = false;   ///< One could be either.
  std::vector<std::pair<std::size_t, Name>> indexes{};      ///< INDEXED BY: the table's token.
  bool traces = false;                                      ///< Whether the rest is collected.
  std::vector<std::pair<std::size_t, Binding>> bindings{};  ///< By token.
  std::vector<Pairing> pairings{};
};

/// A check, default, generated column, index term or index predicate of `table`.
[[nodiscard]] Resolution resolve_in_table(const ir::Expression& expression, const ir::Table& table,
                                          const Relations& schema);

/// A query or a data statement. Also an expression that stands alone (the condition of an assert):
/// its subqueries are resolved.
[[nodiscard]] Resolution resolve_statement(const ir::Expression& statement,
                                           const Relations& schema);

/// `update T set c = <expression>`, the `using` and `fill` of an alteration: the columns of `table`
/// and subqueries.
[[nodiscard]] Resolution resolve_over_table(const ir::Expression& expression,
                                            const ir::Table& table, const Relations& schema);

/// The query of a view, which has as many columns as the view has names for them.
[[nodiscard]] Resolution resolve_view(const ir::View& view, const Relations& schema);

/// Uses in a trigger: `when` and `body`, each over its own tokens.
struct TriggerResolution {
  Resolution when{}, body{};
};
[[nodiscard]] TriggerResolution resolve_trigger(const ir::Trigger& trigger,
                                                const Relations& schema);

/// Keys of all relations that a query or a sequence of statements names, existing or not, each
/// once; names that WITH defines left out. Needs no schema.
[[nodiscard]] std::vector<std::string> relations_named(const ir::Expression& statements,
                                                       const dialect::Dialect& dialect);

/// The names of a view's columns, or nothing where they cannot be known.
[[nodiscard]] std::optional<std::vector<Name>> view_column_names(const ir::View& view,
                                                                 const Relations& schema);
/// The same as texts.
[[nodiscard]] std::optional<std::vector<std::string>> view_columns(const ir::View& view,
                                                                   const Relations& schema);

/// Everything in `object` that does not resolve against `schema`: columns of its own expressions,
/// relations and columns in queries and bodies, tables and columns of foreign keys.
[[nodiscard]] std::vector<Unresolved> unresolved_in(const ir::Object& object,
                                                    const Relations& schema);

/// `object` as it reads after the table or view `from` is called `to`. `schema` is the one before.
[[nodiscard]] ir::Object with_relation_renamed(ir::Object object, const Name& from, const Name& to,
                                               const Relations& schema);
/// `object` as it reads after the column `from` of `table` is called `to`. For the table itself,
/// the column, its keys and expressions; for others what they say of it. `schema` is the one
/// before.
[[nodiscard]] ir::Object with_column_renamed(ir::Object object, const Name& table, const Name& from,
                                             const Name& to, const Relations& schema);

}  // namespace migc::sql
