#include "compiler/cli/schema_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "compiler/cli/program.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/import/dump.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/source/read_file.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
namespace fs = std::filesystem;

namespace {

std::string content_of(Session& session, const std::string& path) {
  auto text = source::read_file(path);
  if (!text)
    stop(session, exits::usage, kind::cannot_read, path,
         fs::exists(path) ? "it is not a readable file" : "there is no such file");
  return import::without_mark(*std::move(text));
}

bool is_file(const std::string& word) { return word.ends_with(".sql") || word.ends_with(".mig"); }

/// Whether a schema is all right but for names in it that lead nowhere. SQLite takes such a schema,
/// and nobody means it.
bool is_about_names(const diagnostics::Diagnostics& diagnostics) {
  const auto& all = diagnostics.all();
  return std::all_of(all.begin(), all.end(), [](const diagnostics::Diagnostic& one) {
    return one.severity != diagnostics::Severity::error || schema::is_dangling(one);
  });
}

/// Whether types and defaults in it are a database's own.
bool is_stored_text(const std::string& path) { return path.ends_with(".sql"); }

}  // namespace

SchemaSources::SchemaSources(Session& session, LoadScope about)
    : session_(session), about_(std::move(about)), settings_(load_settings(session)) {
  dialect_ = config::effective_dialect(settings_, session.diagnostics).value_or("sqlite");
  if (!session.diagnostics.ok()) throw Stop{exits::usage};
}

const dialect::Dialect& SchemaSources::rules() const { return backends::rules_of(dialect_); }

SchemaSource SchemaSources::read(const std::string& word) {
  constexpr std::string_view prefix = "schema:";
  if (word == prefix) return wanted();
  if (word.starts_with(prefix)) return file(word.substr(prefix.size()));
  if (word.find("://") != std::string::npos) {
    const auto url = config::parse_url(word, "the command line", {}, session_.diagnostics);
    if (!url) throw Stop{exits::usage};
    return database(*url);
  }
  if (is_file(word)) return file(word);
  const std::vector<std::string> rows = rows_for(session_, project(), {word});
  const graph::Target target = resolve(session_, project(), word, {rows, graph::Use::other, true});
  return revision(ids_of(project(), target), word);
}

SchemaSource SchemaSources::file(const std::string& path) {
  return text(path, content_of(session_, path), is_stored_text(path));
}

SchemaSource SchemaSources::text(const std::string& name, std::string text, bool stored) {
  if (stored) text = import::without_tables(std::move(text), {}).text;
  diagnostics::Diagnostics reported;
  auto schema = pipeline::read_schema(session_.sources, session_.sources.add(name, text),
                                      pipeline::lower_options(settings_, rules()), reported);
  if (!schema && stored && !is_about_names(reported)) schema = schema_of_script(name, text);
  if (!schema || reported.ok())
    for (const diagnostics::Diagnostic& one : reported.all()) session_.diagnostics.add(one);
  if (!schema) throw Stop{exits::sources};
  return {*std::move(schema), name, stored};
}

SchemaSource SchemaSources::printed() {
  const auto& [words, origin] = settings_.schema_command;
  const std::string command = shown_command(words);
  const auto refuse = [&](const std::string& why, const std::string& said) {
    auto& complaint =
        session_.diagnostics.report(kind::schema_command_failed, origin.place, command, why);
    for (std::string& line : last_lines(said, 5)) complaint.note(std::move(line));
    throw Stop{exits::usage};
  };
  Ran ran;
  try {
    ran = run_program(words, settings_.root);
  } catch (const std::system_error& error) {
    refuse("it cannot be started: " + error.code().message(), "");
  }
  if (ran.status != 0) refuse(ran.ending(), ran.err);
  if (last_lines(ran.out, 1).empty()) refuse("it printed nothing", ran.err);
  if (!last_lines(ran.err, 1).empty()) {
    auto& complaint =
        session_.diagnostics.report(kind::schema_command_warns, origin.place, command);
    for (std::string& line : last_lines(ran.err, 5)) complaint.note(std::move(line));
  }
  const std::string name = fmt::format("the output of `{}`", command);
  try {
    return text(name, import::without_mark(std::move(ran.out)), true);
  } catch (const Stop&) {
    session_.diagnostics.report(kind::schema_command_failed, origin.place, command,
                                "what it printed is not a schema in SQL alone");
    throw;
  }
}

/// What a dump is, with rows and pragmas in it: more than definitions, but SQLite knows what it
/// makes.
std::optional<schema::Schema> SchemaSources::schema_of_script(const std::string& path,
                                                              const std::string& text) {
  if (dialect_ != "sqlite") return std::nullopt;
  try {
    diagnostics::Diagnostics reported;
    auto schema =
        drivers::find_driver(dialect_)->inspect_scripts({text}, {path}, session_.sources, reported);
    if (!schema) return std::nullopt;
    diagnostics::Diagnostics about_names;
    schema::Schema made(
        schema->dialect());  // with a journal of its own, so that all of it is judged
    for (const schema::Entry* entry : schema->all()) made.put(entry->object);
    schema::check_block({}, made, 0, about_names);
    for (diagnostics::Diagnostic one : about_names.all()) {
      one.place = {};  // in what SQLite made of the file
      one.notes.clear();
      session_.diagnostics.add(std::move(one));
    }
    if (!session_.diagnostics.ok()) throw Stop{exits::sources};
    return schema;
  } catch (const database::Error&) {
    return std::nullopt;
  }
}

bool SchemaSources::has_wanted() const {
  return !settings_.schema_command.value.empty() ||
         fs::exists(settings_.resolve(settings_.schema.value));
}

SchemaSource SchemaSources::wanted() {
  if (!settings_.schema_command.value.empty()) return printed();
  const std::string path = settings_.resolve(settings_.schema.value).string();
  if (has_wanted()) return file(path);
  session_.diagnostics.report(kind::no_wanted_schema, {}, path)
      .note(fmt::format("create it with the schema of the head: `migc schema > {}`", path))
      .note("to use another file, set `schema` in migc.toml");
  throw Stop{exits::usage};
}

SchemaSource SchemaSources::database(const config::Url& url) {
  const auto database = connect(session_, url, database::Access::read);
  auto schema =
      drivers::find_driver(url.dialect)
          ->inspect(*database,
                    {url.masked(), {settings_.version_table.value, settings_.log_table.value}},
                    session_.sources, session_.diagnostics);
  if (!schema) throw Stop{exits::no};
  return {*std::move(schema), url.masked(), true};
}

SchemaSource SchemaSources::revision(const std::vector<std::string>& rows, std::string name) {
  return {pipeline::schema_at(project(), rows), std::move(name), false};
}

SchemaSource SchemaSources::heads() {
  return revision(ids_of(project(), {project().graph.heads(), {}}), "the head");
}

const pipeline::Project& SchemaSources::project() {
  if (!project_) {
    project_ = load_project(session_, about_);
    check_project(session_, *project_);
  }
  return *project_;
}

schema::Difference difference(Session& session, SchemaSource& from, SchemaSource& to,
                              const SchemaSources& sources, bool column_order) {
  const bool stored = from.stored || to.stored;
  if (stored) static_cast<void>(backend_of(session, sources.dialect()));
  for (SchemaSource* source : {&from, &to}) {
    if (stored)
      source->schema = pipeline::as_stored(source->schema, sources.rules(), session.sources);
    source->schema = pipeline::included(std::move(source->schema), sources.settings());
  }
  schema::Difference found =
      schema::difference(from.schema, to.schema,
                         column_order ? schema::ColumnOrder::counts : schema::ColumnOrder::ignored,
                         session.diagnostics);
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
  return found;
}

void tell_order(Session& session, const schema::Difference& found) {
  std::string tables;
  for (const source::Name& name : found.in_other_order)
    tables += (tables.empty() ? "" : ", ") + name.text;
  if (!tables.empty())
    session.tell(fmt::format(
        "note: the columns are in another order in {}; --column-order compares the order, too",
        tables));
}

nlohmann::ordered_json changes_json(const std::vector<schema::Change>& changes) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const pipeline::ChangeText& change : pipeline::change_texts(changes))
    json.push_back({{"statement", change.statement}, {"remarks", change.remarks}});
  return json;
}

}  // namespace migc::cli
