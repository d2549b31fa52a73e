#include "compiler/database/statement.hpp"

#include <utility>
#include <variant>
#include <vector>

#include "compiler/schema/edit/texts.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::database {

namespace {

/// The object that a statement creates, or nothing where it is another kind of statement.
std::optional<schema::Object> created(const ir::Operation& operation) {
  if (const auto* op = std::get_if<ir::CreateTable>(&operation)) return op->table;
  if (const auto* op = std::get_if<ir::CreateIndex>(&operation)) return op->index;
  if (const auto* op = std::get_if<ir::CreateView>(&operation)) return op->view;
  if (const auto* op = std::get_if<ir::CreateTrigger>(&operation)) return op->trigger;
  if (const auto* op = std::get_if<ir::CreateVirtualTable>(&operation)) return op->table;
  return std::nullopt;
}

}  // namespace

std::optional<schema::Object> stored_object(const std::string& statement,
                                            const dialect::Dialect& dialect) {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  const std::uint32_t file = sources.add("stored", statement + ";");
  const ast::Statements statements =
      syntax::parse_statements(sources, file, diagnostics, dialect.naming);
  if (!diagnostics.ok() || statements.size() != 1) return std::nullopt;
  const auto* operations = std::get_if<std::vector<ir::Operation>>(&statements[0].content);
  if (operations == nullptr || operations->size() != 1) return std::nullopt;
  std::optional<schema::Object> object = created(operations->front());
  // What was made elsewhere can have texts in double quotes. A table tells itself what is one.
  if (object) object = schema::with_texts_as_strings(*std::move(object), schema::Schema(dialect));
  return object;
}

bool same_statement(const std::string& a, const std::string& b, const dialect::Dialect& dialect) {
  if (a == b) return true;
  const std::optional<schema::Object> left = stored_object(a, dialect),
                                      right = stored_object(b, dialect);
  if (!left || !right) return false;
  // The model has texts in single quotes always. What is in double quotes in the one and in single
  // ones in the other is such a text that was made elsewhere.
  return schema::same_definition(*left, *right) ||
         schema::same_definition(schema::with_quotes_as_strings(*left),
                                 schema::with_quotes_as_strings(*right));
}

}  // namespace migc::database
