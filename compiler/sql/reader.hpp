#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/sql/keyword.hpp"
#include "compiler/sql/relation_columns.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/scope.hpp"

namespace migc::sql {

/// One term of a result list.
struct Output {
  ColumnName name{};                  ///< What the column is called.
  bool given = false;                 ///< By AS.
  bool unnamed = false;               ///< By the text of its expression.
  bool starred = false;               ///< By `*`.
  const FromItem* source = nullptr;   ///< The term is nothing but a column of this source …
  std::string column{};               ///< … with this key.
  std::size_t token = 0;              ///< Where it begins, unless it comes by `*`.
  std::optional<std::string> type{};  ///< If readers ask for it and it is known.
};

/// One SELECT of a compound: what it reads from and what it gives.
struct SelectCore {
  Scope scope{};
  std::vector<Output> outputs{};
  bool complete = true;   ///< False: `*` of a source that is not known whole.
  std::size_t token = 0;  ///< Where it begins.
};

/// Reads queries, data statements and expressions as far as the scopes of names need it: recursive
/// descent over clauses and brackets. Within an expression it only tells operands from operators.
///
/// It reads a range of tokens and never past its end: a bracket's content is a range of its own.
class Reader {
 public:
  /// `shapes` may be shared by readers of one schema; all three outlive the reader.
  Reader(const std::vector<ir::Token>& tokens, RelationLookup& lookup, Resolution& found);

  /// Statements, each up to a `;`. What begins like none of them is left alone.
  void statements(const Scope& outer);
  /// A query with WITH, compounds, ORDER BY and LIMIT; gives the columns of its first SELECT.
  const RelationColumns& query(const Scope& outer) { return query(outer, nullptr); }
  /// Expressions up to the end of the range.
  void expressions(const Scope& scope);
  /// The query of a view whose columns are called by a list of names.
  void query_under(const std::vector<ColumnName>& names);
  /// Whether the range begins with a statement rather than with an expression.
  [[nodiscard]] bool at_statement() const;

 private:
  struct Range;
  struct Nested;
  struct With;
  struct Cte;
  struct Expression;

  // reader.cpp: where we are
  [[nodiscard]] bool done() const { return at_ >= end_; }
  [[nodiscard]] Keyword word(std::size_t ahead = 0) const;
  [[nodiscard]] const ir::Token& token(std::size_t ahead = 0) const;
  [[nodiscard]] bool symbol(std::string_view mark, std::size_t ahead = 0) const;
  /// A bare or quoted word; `string` ones too, where only a name can stand.
  [[nodiscard]] bool is_at_name(std::size_t ahead = 0) const;
  [[nodiscard]] bool at_name_or_string(std::size_t ahead = 0) const;
  bool accept(Keyword expected);
  bool accept(std::string_view mark);
  void skip();  ///< A token, or a bracket with its content.
  [[nodiscard]] std::size_t find_ahead(bool (*stops)(Keyword)) const;
  [[nodiscard]] bool inside_expression(std::size_t place) const;

  // reader.cpp: what is found
  void use(std::size_t token, std::string relation, std::string column);
  void miss_relation(std::size_t token, std::vector<std::string> candidates);
  void miss_relation(Name name, std::vector<std::string> candidates);
  void miss_column(std::size_t token, const FromItem* where, const Scope* scope);
  void misuse(Unresolved::What what, std::size_t token, const FromItem& where, std::string other);
  void miscount(Unresolved::What what, std::size_t token, std::string relation,
                std::size_t expected, std::size_t given);
  void bind(std::size_t token, Binding::What what, const FromItem* source);
  [[nodiscard]] bool wants_suggestions() const;
  const RelationColumns& keep(RelationColumns shape);

  const RelationColumns& query(const Scope& outer, Cte* self);

  // read_expression.cpp
  void expression(const Scope& scope);
  bool operand(const Scope& scope, Expression& state);
  bool word_operand(const Scope& scope, Expression& state);
  bool operation(const Scope& scope, Expression& state);
  bool word_operation(const Scope& scope, Expression& state);
  bool trailing_clause(const Scope& scope);
  void in_operand(const Scope& scope);
  void type_name();
  void bracket(const Scope& scope);
  bool call(const Scope& scope);
  void arguments(const Scope& scope, const std::string& function);
  void window(const Scope& scope);
  void name_operand(const Scope& scope);

  // read_name.cpp
  void bare_name(const Scope& scope, std::size_t token);
  /// `qualifier.column`, or `database.qualifier.column` from `first` on.
  void qualified_name(const Scope& scope, std::size_t first, std::size_t column);
  void column_of(const FromItem& source, std::size_t token);
  [[nodiscard]] bool may_be_text(const ir::Token& written) const;
  [[nodiscard]] bool may_be_no_column(const Scope& scope, std::size_t token) const;
  void other_name(const FromItem& source, std::size_t token);
  void no_column(const Scope& scope, std::size_t token);

  // read_with.cpp
  void read_with(With& with);
  void read_cte(Cte& cte, With& with);
  void list_fits(std::size_t token, const std::vector<ColumnName>& names,
                 const RelationColumns& query);
  /// What the name of a common table expression stands for here; null when it is none.
  const RelationColumns* cte_shape(const std::string& key);

  // read_select.cpp
  const RelationColumns& compound(const Scope& outer, Cte* self);
  void core(SelectCore& core);
  void values(SelectCore& core);
  void results(SelectCore& core);
  void result(SelectCore& core);
  void qualified_star(SelectCore& core, std::size_t qualifier);
  void star(SelectCore& core, const FromItem& source);
  void alias(Output& output);
  [[nodiscard]] Output output_of(const Scope& scope, std::size_t begin, std::size_t end) const;
  /// result_types.cpp: of a term between two tokens.
  [[nodiscard]] std::optional<std::string> type_of(const Scope& scope, std::size_t begin,
                                                   std::size_t end) const;
  [[nodiscard]] std::optional<std::string> type_of(const Scope& scope, const Output& column) const;
  void clauses(const Scope& scope);
  void windows(const Scope& scope);
  void limits(const Scope& outer);
  [[nodiscard]] static std::string origin_of(const Output& output);
  static RelationColumns shape_of(const SelectCore& core);
  void compare(const SelectCore& first, const SelectCore& next);

  // read_order.cpp
  void orderings(const Scope& scope);
  void direction();
  void order_by(const std::deque<SelectCore>& cores);
  void order_by_place(const SelectCore& core);
  void order_term(const std::deque<SelectCore>& cores);
  struct LoneName;
  [[nodiscard]] LoneName lone_name() const;
  void order_by_name(const std::deque<SelectCore>& cores, std::size_t token);
  void order_by_expression(const std::deque<SelectCore>& cores);

  // read_from.cpp
  /// Ranges of tokens that can be read only when all sources are known: ON, function arguments.
  using Conditions = std::vector<std::pair<std::size_t, std::size_t>>;
  [[nodiscard]] Conditions from(Scope& scope);
  void read(const Conditions& conditions, const Scope& scope);
  void joins(Scope& scope, Conditions& conditions);
  void more_joins(Scope& scope, std::size_t left, Conditions& conditions);
  void member(Scope& scope, Conditions& conditions);
  void bracketed_member(Scope& scope, const Scope& outer, Conditions& conditions);
  [[nodiscard]] RelationColumns joined_shape(const Scope& scope, std::size_t first);
  void named_member(Scope& scope, Conditions& conditions);
  void member_alias(FromItem& source);
  [[nodiscard]] bool at_alias(std::size_t ahead = 0) const;
  void indexed_by(const FromItem& source);
  void constraint(Scope& scope, std::size_t left, std::size_t right, Conditions& conditions);
  void natural(Scope& scope, std::size_t left, std::size_t right);
  void using_columns(Scope& scope, std::size_t left, std::size_t right);
  void use_joined(Scope& scope, std::size_t begin, std::size_t end, std::size_t token);
  [[nodiscard]] std::size_t condition_end() const;
  [[nodiscard]] bool at_join(std::size_t position) const;
  bool accept_join(bool& natural);
  void add_source(Scope& scope, FromItem source) const;
  [[nodiscard]] Name relation_name(std::size_t first, std::size_t last) const;
  /// The relation that a name, perhaps qualified by a database, stands for.
  [[nodiscard]] FromItem relation(bool may_be_function);

  // read_change.cpp
  void statement(const Scope& outer);
  void insert(const Scope& outer);
  struct Written;
  void fits(const FromItem& target, const Written& written, const RelationColumns& values);
  void conflicts(const Scope& outer, const FromItem& target);
  void conflict(const Scope& target_only, const Scope& with_excluded);
  void conflict_target(const FromItem& target);
  void update(const Scope& outer);
  void erase(const Scope& outer);
  void assignments(const Scope& scope, const FromItem& target);
  void assigned(const Scope& scope, const FromItem& target);
  std::vector<std::string> target_columns(const FromItem& target);
  void target_column(const FromItem& target, std::size_t token);
  void rest_of_change(const Scope& scope);
  void returning(const Scope& scope);

  const std::vector<ir::Token>& tokens_;
  RelationLookup& lookup_;
  const dialect::Dialect& dialect_;
  Resolution& found_;
  std::vector<Keyword> words_;
  std::vector<std::size_t> close_;  ///< For an opening bracket, the closing one.
  std::size_t at_ = 0, end_ = 0;
  std::deque<RelationColumns> kept_;
  /// The queries in brackets, by the bracket; only if types are asked for.
  std::unordered_map<std::size_t, const RelationColumns*> bracketed_;
  With* with_ = nullptr;
};

/// The columns of a query, for a view. Unknown where they cannot be found out.
[[nodiscard]] RelationColumns read_query(const ir::Expression& query, RelationLookup& lookup);

}  // namespace migc::sql
