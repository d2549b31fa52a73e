#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::syntax {

/// What has been read of the statement so far, each thing under the role it was read in. Empty
/// again at the next statement.
struct Parts {
  // Names and texts
  ir::Name name;  ///< The last one read, in whatever role.
  std::optional<ir::Name> qualifier;
  ir::Name table, referenced, object, target, column, collation, method, module, rule, outer;
  std::optional<ir::Name> constraint, previous, renamed_from, table_renamed_from;
  std::string match, type_dialect;
  std::vector<ir::Name> names;
  ir::Span names_written;
  std::string text;
  ir::Span text_written;
  std::vector<std::string> texts;

  // Words that are there or not
  bool if_exists = false, if_not_exists = false, temporary = false, or_replace = false;
  bool unique = false, concurrently = false, cascade = false, first = false;
  bool autoincrement = false, without_rowid = false, strict = false, for_each_row = false;
  ir::Conflict conflict = {};
  ir::Order order = {};
  ir::Nulls nulls = {};
  ir::Storage storage = {};
  ir::Action action = {};
  std::optional<ir::Action> on_delete, on_update;
  std::optional<ir::Deferral> deferral;

  // Expressions
  ir::Expression condition, value;
  std::optional<ir::Expression> where, query;
  std::vector<ir::Term> terms;

  // Definitions
  ir::Type type;
  std::size_t type_words = 0;
  std::optional<ir::References> references;
  std::optional<decltype(ir::ColumnConstraint::rule)> column_rule;
  std::optional<decltype(ir::TableConstraint::rule)> table_rule;
  ir::Column definition;
  std::vector<ir::Column> columns;
  std::vector<ir::TableConstraint> constraints;
  std::vector<ir::Name> foreign_columns, update_of, include;
};

/// Puts names, types, columns and constraints together.
class DefinitionReader : public TokenReader {
 public:
  using TokenReader::TokenReader;

  Parts now;

  void bare_name(std::string_view written);
  void quoted_name(std::string_view written);
  /// The name just read turns out to be the schema before a dot.
  void name_dot() { now.qualifier = std::move(now.name); }
  [[nodiscard]] ir::Name take_name();
  /// Says that a name is in a schema.
  void put_into(ir::Name& name, const ir::Name& schema) const;
  void listed_name() { now.names.push_back(take_name()); }
  void names(std::string_view written) { now.names_written = trimmed_span(written); }
  [[nodiscard]] std::vector<ir::Name> take_names() { return std::exchange(now.names, {}); }

  void plain_string(std::string_view written);
  void dollar_string(std::string_view written);
  void listed_text() { now.texts.push_back(std::move(now.text)); }

  void type_word(std::string_view written);
  void quoted_type();
  void type_arguments(std::string_view written);
  void array_mark(std::string_view written) { now.type.name += written; }
  void type_dialect() { now.type_dialect = take_name().text; }
  void for_dialect();
  void type(std::string_view written) { now.type.written = trimmed_span(written); }
  [[nodiscard]] ir::Type take_type();

  void term();
  void references();
  void match_name() { now.match = take_name().text; }

  void primary_key();
  void not_null() { now.column_rule = ir::NotNull{take_conflict()}; }
  void null();
  void unique() { now.column_rule = ir::Unique{take_conflict()}; }
  void check() { now.column_rule = ir::Check{std::move(now.condition), take_conflict()}; }
  void default_value() { now.column_rule = ir::Default{take()}; }
  void collate() { now.column_rule = ir::Collate{std::move(now.collation)}; }
  void generated() { now.column_rule = take_generated(); }
  void identity(bool always) { now.column_rule = ir::Identity{always}; }
  /// Gives the last `references` of the column what was read apart from it.
  void late_deferral();
  void column_constraint(std::string_view written);

  void defined_column();
  void column_type() { now.definition.type = take_type(); }
  void column_comment() { now.definition.comment = std::move(now.text); }
  void column(std::string_view written);

  void table_was() { now.table_renamed_from = std::exchange(now.renamed_from, std::nullopt); }
  void table_primary_key();
  void table_unique();
  void table_check();
  void foreign_key();
  void table_constraint(std::string_view written);

  [[nodiscard]] ir::Conflict take_conflict() { return std::exchange(now.conflict, {}); }
  [[nodiscard]] ir::Generated take_generated();

 private:
  [[nodiscard]] std::vector<ir::Term> take_terms() { return std::exchange(now.terms, {}); }
};

}  // namespace migc::syntax
