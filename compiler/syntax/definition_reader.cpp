#include "compiler/syntax/definition_reader.hpp"

#include "compiler/ir/text.hpp"

namespace migc::syntax {

namespace {

constexpr std::string_view white = " \t\n\v\f\r";

std::string_view without_white(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(white);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

}  // namespace

void DefinitionReader::bare_name(std::string_view written) {
  now.name = {std::string(written), false, span(written), {}};
}

void DefinitionReader::quoted_name(std::string_view written) {
  now.name = {unquote(written), true, span(written), {}, naming().keeps_quoted};
}

ir::Name DefinitionReader::take_name() {
  ir::Name name = std::move(now.name);
  if (const auto qualifier = std::exchange(now.qualifier, std::nullopt)) put_into(name, *qualifier);
  return name;
}

void DefinitionReader::put_into(ir::Name& name, const ir::Name& schema) const {
  const std::string key = schema.own_key();
  const bool is_other = naming().has_schemas && key != naming().usual_schema;
  name.schema = is_other ? key : schema.text;
  if (is_other) name.within = source::Within::schema;
  name.written = source::join(schema.written, name.written);
}

void DefinitionReader::plain_string(std::string_view written) {
  now.text = unquote(written);
  now.text_written = span(written);
}

void DefinitionReader::dollar_string(std::string_view written) {
  now.text = undollar(written);
  now.text_written = span(written);
}

// --- Types -------------------------------------------------------------------------------------

void DefinitionReader::type_word(std::string_view written) {
  if (std::exchange(now.type.quoted, false)) now.type.name = ir::quoted(now.type.name, '"');
  if (now.type_words++ > 0) now.type.name += ' ';
  now.type.name += written;
}

/// A quoted word among others keeps its quotes, or it would be read as something else.
void DefinitionReader::quoted_type() {
  std::string text = take_name().text;
  const bool alone = now.type_words == 0;
  type_word(alone ? std::move(text) : ir::quoted(text, '"'));
  now.type.quoted = alone;
  now.type.exact = alone && naming().keeps_quoted;
}

void DefinitionReader::type_arguments(std::string_view written) {
  (void)take();  // read for its balance only
  now.type.arguments = without_white(written);
}

void DefinitionReader::for_dialect() {
  now.type.for_dialect.emplace_back(std::move(now.type_dialect), without_white(now.text));
}

ir::Type DefinitionReader::take_type() {
  now.type_words = 0;
  return std::exchange(now.type, {});
}

// --- Constraints -------------------------------------------------------------------------------

void DefinitionReader::term() {
  now.terms.push_back({take(), std::exchange(now.order, {}), std::exchange(now.nulls, {})});
}

void DefinitionReader::references() {
  now.references = ir::References{.table = std::move(now.referenced),
                                  .columns = take_names(),
                                  .match = std::exchange(now.match, {}),
                                  .on_delete = now.on_delete.value_or(ir::Action::unspecified),
                                  .on_update = now.on_update.value_or(ir::Action::unspecified),
                                  .deferral = now.deferral.value_or(ir::Deferral{})};
  now.on_delete.reset();
  now.on_update.reset();
  now.deferral.reset();
}

void DefinitionReader::primary_key() {
  now.column_rule = ir::PrimaryKey{std::exchange(now.order, {}),
                                   std::exchange(now.autoincrement, false), take_conflict()};
}

void DefinitionReader::null() {
  now.column_rule = ir::Null{};
  now.conflict = {};
}

ir::Generated DefinitionReader::take_generated() {
  return {std::move(now.value), std::exchange(now.storage, {})};
}

void DefinitionReader::late_deferral() {
  std::vector<ir::ColumnConstraint>& constraints = now.definition.constraints;
  for (auto constraint = constraints.rbegin(); constraint != constraints.rend(); ++constraint)
    if (auto* references = std::get_if<ir::References>(&constraint->rule)) {
      references->deferral = *now.deferral;
      break;
    }
  now.deferral.reset();
}

void DefinitionReader::column_constraint(std::string_view written) {
  if (now.references) now.column_rule = *std::exchange(now.references, std::nullopt);
  const auto name = std::exchange(now.constraint, std::nullopt);
  if (auto rule = std::exchange(now.column_rule, std::nullopt))
    now.definition.constraints.push_back({name, std::move(*rule), trimmed_span(written)});
}

void DefinitionReader::defined_column() {
  now.definition = {.name = take_name(), .type = {}, .constraints = {}};
}

void DefinitionReader::column(std::string_view written) {
  now.definition.renamed_from = std::exchange(now.renamed_from, std::nullopt);
  now.definition.written = trimmed_span(written);
  now.columns.push_back(std::move(now.definition));
}

void DefinitionReader::table_primary_key() {
  now.table_rule =
      ir::TablePrimaryKey{take_terms(), std::exchange(now.autoincrement, false), take_conflict()};
}

void DefinitionReader::table_unique() {
  now.table_rule = ir::TableUnique{take_terms(), take_conflict()};
}

void DefinitionReader::table_check() {
  now.table_rule = ir::Check{std::move(now.condition), take_conflict()};
}

void DefinitionReader::foreign_key() {
  now.table_rule = ir::ForeignKey{std::exchange(now.foreign_columns, {}),
                                  *std::exchange(now.references, std::nullopt)};
}

void DefinitionReader::table_constraint(std::string_view written) {
  const auto name = std::exchange(now.constraint, std::nullopt);
  if (auto rule = std::exchange(now.table_rule, std::nullopt))
    now.constraints.push_back({name, std::move(*rule), trimmed_span(written)});
}

}  // namespace migc::syntax
