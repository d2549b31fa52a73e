#include "compiler/drivers/sqlite/stored.hpp"

#include <utility>
#include <variant>
#include <vector>

#include "compiler/drivers/sqlite/table_list.hpp"
#include "compiler/schema/edit/texts.hpp"
#include "compiler/source/name.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::drivers::sqlite {

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

schema::Space space_of(const std::string& type) {
  if (type == "index") return schema::Space::index;
  if (type == "trigger") return schema::Space::trigger;
  return schema::Space::relation;
}

}  // namespace

std::optional<schema::Object> stored_object(const std::string& statement) {
  source::SourceSet sources;
  diagnostics::Diagnostics said;
  const std::uint32_t file = sources.add("stored", statement + ";");
  const ast::Statements statements = syntax::parse_statements(sources, file, said);
  if (!said.ok() || statements.size() != 1) return std::nullopt;
  const auto* operations = std::get_if<std::vector<ir::Operation>>(&statements[0].content);
  if (operations == nullptr || operations->size() != 1) return std::nullopt;
  std::optional<schema::Object> object = created(operations->front());
  // What was made elsewhere can have texts in double quotes. A table tells itself what is one.
  if (object) object = schema::with_texts_as_strings(*std::move(object), {});
  return object;
}

namespace {

std::string folded_beginning(const std::string& text, std::size_t size) {
  return source::fold(std::string_view(text).substr(0, size));
}

}  // namespace

Stored read_stored(database::Connection& database) {
  constexpr std::string_view is_virtual = "create virtual";
  Stored stored;
  bool has_virtual_tables = false;
  for (database::Connection::Row& row : database.query(
           "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT "
           "LIKE 'sqlite\\_%' ESCAPE '\\'")) {
    has_virtual_tables |= folded_beginning(*row[2], is_virtual.size()) == is_virtual;
    stored[{space_of(*row[0]), source::fold(*row[1])}] = std::move(*row[2]);
  }
  // To ask for these makes SQLite work out the columns of all views.
  if (has_virtual_tables)
    for (const database::Connection::Row& row :
         database.query("SELECT name FROM " + table_list() + " WHERE type = 'shadow'"))
      stored.erase({schema::Space::relation, source::fold(*row[0])});
  return stored;
}

bool same_statement(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::optional<schema::Object> left = stored_object(a), right = stored_object(b);
  if (!left || !right) return false;
  // The model has texts in single quotes always. What is in double quotes in the one and in single
  // ones in the other is such a text that was made elsewhere.
  return schema::same_definition(*left, *right) ||
         schema::same_definition(schema::with_quotes_as_strings(*left),
                                 schema::with_quotes_as_strings(*right));
}

}  // namespace migc::drivers::sqlite
