#include <filesystem>

#include "compiler/dialects/dialects.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "tests/corpus/corpus.hpp"
#include "tests/histories/history.hpp"
#include "tests/histories/records.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/meaning.hpp"
#include "tests/support/project.hpp"
#include "tests/support/tally.hpp"

namespace migc::corpus {
namespace {

using support::Database;

/// Real databases have views and foreign keys that lead nowhere.
const std::string allowed = "allow unresolved_name 'so it is';\n";

/// The statements that a database keeps, in an order in which they can be run.
std::string statements_of(const Database& database) {
  std::string text;
  for (const support::Row& row : support::query(
           database.handle(),
           "select sql from sqlite_master where sql is not null and name not like 'sqlite\\_%' "
           "escape '\\' and tbl_name not in (select name from pragma_table_list where type = "
           "'shadow') order by type <> 'table', type <> 'index', type <> 'view', rowid"))
    text += allowed + row.at(0).value() + ";\n";
  return text;
}

schema::Schema schema_of(const std::string& statements) {
  source::SourceSet sources;
  diagnostics::Diagnostics said;
  auto schema = pipeline::read_schema(sources, sources.add("schema.sql", statements),
                                      {backends::rules_of("sqlite")}, said);
  if (!schema) throw std::runtime_error("the schema: " + said.all().at(0).text);
  return *std::move(schema);
}

std::string difference_of(const std::string& first, const std::string& second) {
  diagnostics::Diagnostics said;
  const auto changes = schema::diff(schema_of(first), schema_of(second), said);
  if (!said.ok()) throw std::runtime_error("diff: " + said.all().at(0).text);
  std::string text;
  for (const pipeline::ChangeText& change : pipeline::change_texts(changes))
    text += allowed + change.statement + "\n";
  return text;
}

std::string compare(const std::string& first, const Database& second,
                    support::FactsReader& reader) {
  const std::string statements = difference_of(first, statements_of(second));
  const auto made = memory::compile(
      {{"a.mig", "revision a; upgrade {\n" + first + "} downgrade irreversible 'test';"},
       {"b.mig",
        "revision b; revises a; upgrade {\n" + statements + "} downgrade irreversible 'test';"}},
      memory::Form::lossy);
  if (made.scripts.size() != 2) return made.complaints() + statements;
  const Database real;
  for (const memory::Scripts& script : made.scripts) real.run(script.up);
  return support::difference(support::meaning(reader.read(second.handle())),
                             support::meaning(reader.read(real.handle())));
}

/// A history on its way: each step's schema against that before it.
class Neighbours {
 public:
  explicit Neighbours(support::Tally& pairs) : pairs_(pairs) {}

  void reach(const std::string& title, const Database& now, bool compared) {
    if (compared)
      pairs_.check(title, [&] { return support::head(compare(before_, now, reader_), 12); });
    before_ = statements_of(now);
  }

 private:
  support::Tally& pairs_;
  support::FactsReader reader_{{"migc_version", "migc_log", "alembic_version"}};
  std::string before_;
};

/// Each step is what its SQL does.
void walk(const std::string& folder, std::size_t every, support::Tally& pairs) {
  const Database database;
  Neighbours neighbours(pairs);
  std::size_t at = 0;
  for (const histories::Step& step : histories::steps_of(folder)) {
    database.run(support::read_file(step.path));
    neighbours.reach(step.path, database, at++ % every == 0);
  }
}

/// Each step is what `.schema` printed, with the tables that SQLite makes itself.
void walk_recorded(const std::string& folder, support::Tally& pairs) {
  Neighbours neighbours(pairs);
  for (const histories::Recorded& record : histories::read_records(folder)) {
    const Database database;
    histories::make_recorded(database, record);
    neighbours.reach(record.schema_path, database, true);
  }
}

}  // namespace

bool check_pairs(const Settings& settings) {
  namespace fs = std::filesystem;
  const auto wanted = [&](const std::string& path) {
    return path.find(settings.only) != std::string::npos && fs::is_directory(path);
  };
  support::Tally pairs("neighbouring steps, from one to the next by their difference");
  for (const auto& entry : fs::directory_iterator(settings.folder + "/histories"))
    if (wanted(entry.path().string())) walk(entry.path().string(), settings.every, pairs);
  if (const std::string recorded = settings.folder + "/greenstack"; wanted(recorded))
    walk_recorded(recorded, pairs);
  return pairs.print();
}

}  // namespace migc::corpus
