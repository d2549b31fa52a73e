#include "compiler/drivers/sqlite/introspect.hpp"

#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/drivers/sqlite/scratch.hpp"
#include "compiler/drivers/sqlite/table_list.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/schema/edit/texts.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/source/name.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::drivers::sqlite {

namespace {

bool is_among(const std::string& name, const std::vector<std::string>& names) {
  for (const std::string& one : names)
    if (source::same(name, one)) return true;
  return false;
}

/// The statements of all objects, each with its `;`: tables first, then what stands on them, since
/// a rebuild may have left them in any order.
std::string stored_text(database::Connection& database, const std::vector<std::string>& left_out) {
  std::string text;
  for (const database::Connection::Row& row : database.query(
           "SELECT sql, tbl_name FROM sqlite_master WHERE sql IS NOT NULL "
           "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
           "AND tbl_name NOT IN (SELECT name FROM " +
           table_list(database) +
           " WHERE type = 'shadow') "
           "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 "
           "END, rowid"))
    if (!is_among(*row[1], left_out)) text += *row[0] + ";\n";
  return text;
}

}  // namespace

std::optional<schema::Schema> introspect(database::Connection& database,
                                         const database::Inspection& what,
                                         source::SourceSet& sources,
                                         diagnostics::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  const std::uint32_t file = sources.add(what.name, stored_text(database, what.left_out));
  const dialect::Dialect& rules = backends::sqlite::rules();
  schema::Schema schema(rules);
  for (const ir::Step& step :
       lower::lower(syntax::parse_statements(sources, file, diagnostics, rules.naming), {rules},
                    diagnostics))
    static_cast<void>(schema::apply(step, schema, diagnostics));
  if (diagnostics.errors() != errors) return std::nullopt;
  schema::write_texts_as_strings(schema);
  schema.forget_journal();
  return schema;
}

std::optional<schema::Schema> introspect_scripts(const std::vector<std::string>& scripts,
                                                 const database::Inspection& what,
                                                 source::SourceSet& sources,
                                                 diagnostics::Diagnostics& diagnostics) {
  const auto scratch = scratch_database();
  for (const std::string& script : scripts) scratch->run(script);
  // What was written into the schema table itself is known once that is read.
  scratch->run("PRAGMA writable_schema = RESET");
  return introspect(*scratch, what, sources, diagnostics);
}

}  // namespace migc::drivers::sqlite
