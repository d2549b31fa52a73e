#include "tests/inject/scripts.hpp"

#include <filesystem>
#include <optional>
#include <stdexcept>

#include "tests/histories/history.hpp"
#include "tests/histories/records.hpp"
#include "tests/inject/client.hpp"
#include "tests/inject/contents.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/files.hpp"
#include "tests/support/script.hpp"
#include "tests/support/sql_tokens.hpp"

namespace migc::inject {

namespace fs = std::filesystem;
using support::Database;

namespace {

/// The contents after each statement of a script that is committed.
std::set<std::string> states_between(const Database& start,
                                     const std::vector<std::string>& statements) {
  const Database database;
  support::copy_into(database, start);
  std::set<std::string> states;
  for (const std::string& statement : statements) {
    database.run(statement);
    if (sqlite3_get_autocommit(database.handle()) != 0) states.insert(contents(database.handle()));
  }
  return states;
}

/// Rows for every table that takes such values, so that statements have something to change.
void fill(const Database& database) {
  for (const support::Row& table :
       support::query(database.handle(),
                      "select name from " + support::table_list() +
                          " where type = 'table' and name not like 'migc\\_%' escape '\\' and name "
                          "not like 'sqlite\\_%' escape '\\'"))
    for (const char* value : {"1", "2", "3"}) {
      std::string columns, values;
      for (const support::Row& column : support::query(
               database.handle(),
               "select name, type like '%int%' or type like '%real%' or type like '%num%' "
               "from pragma_table_xinfo(?1) where hidden = 0",
               {*table[0]})) {
        columns += (columns.empty() ? "" : ", ") + support::quoted(*column[0]);
        values += (values.empty() ? "" : ", ") +
                  (*column[1] == "1" ? std::string(value) : support::quoted(value, '\''));
      }
      static_cast<void>(database.try_run("insert or ignore into " + support::quoted(*table[0]) +
                                         " (" + columns + ") values (" + values + ")"));
    }
}

/// Whether a script writes something else each time, beyond the day and the time of day.
bool is_different_each_time(const std::string& text) {
  const std::string folded = support::lower_case(text);
  for (const char* part :
       {"random(", "randomblob(", "strftime('%s'", "unixepoch(", "pragma optimize"})
    if (folded.find(part) != std::string::npos) return true;
  return false;
}

/// The folders of scripts that a project compiles to: `shell`, and `any` where migc writes it.
void compile(const Options& options, const std::string& name, const std::string& folder,
             const std::string& out) {
  const auto made = [&](const std::string& runner, const std::string& to) {
    return support::run(
        {options.migc, "compile", "--allow-data-loss", "--runner", runner, "-o", to}, "", folder);
  };
  const support::Outcome shell = made("sqlite3", out + "/shell");
  if (shell.exit != 0) throw std::runtime_error(name + ": " + shell.errors);
  static_cast<void>(made("exec", out + "/any"));
}

std::string text_if_there(const std::string& file) {
  return fs::exists(file) ? support::read_file(file) : "";
}

}  // namespace

bool Script::is_uncoupled(std::size_t statement) const {
  const std::string sql = support::normal(support::sql_tokens(statements[statement]));
  if (sql.starts_with("with ")) return true;
  const bool inserts = sql.starts_with("insert ") || sql.starts_with("replace ");
  const bool counted = statement + 1 < statements.size() &&
                       statements[statement + 1].find(". rows of ") != std::string::npos;
  return inserts && !counted && sql.find("select *") != std::string::npos;
}

std::string contents_of(const Database& database) { return contents(database.handle()); }

std::shared_ptr<const Database> copy_of(const Database& source) {
  auto database = std::make_shared<const Database>();
  support::copy_into(*database, source);
  return database;
}

void Scripts::of_cases(const std::string& cases) {
  for (const std::string& file : support::files_in(cases, ".case")) {
    const std::string name = fs::relative(file, cases).replace_extension().string();
    if (name.find("fail_") != std::string::npos) continue;
    const support::TemporaryDirectory folder;
    fs::create_directory(folder.path("migrations"));
    for (const support::Section& section : support::parse_case(support::read_file(file)).sections)
      if (section.is_input())
        support::write_file(
            folder.path(section.title.find('/') == std::string::npos ? "migrations/" + section.title
                                                                     : section.title),
            section.body);
    of_project(name, folder.path());
  }
}

void Scripts::of_corpus(const std::string& corpus) {
  for (const std::string& file : support::files_in(corpus, "/steps.json")) {
    const std::string folder = fs::path(file).parent_path().string();
    of_history(fs::path(folder).filename().string(),
               histories::revisions_of(histories::steps_of(folder)));
  }
  if (!fs::exists(corpus + "/greenstack")) return;
  std::vector<support::RevisionText> revisions;
  for (const histories::Recorded& recorded : histories::read_records(corpus + "/greenstack"))
    revisions.push_back(recorded.revision);
  of_history("greenstack", revisions);
}

void Scripts::of_project(const std::string& name, const std::string& folder) {
  const support::TemporaryDirectory out;
  compile(options_, name, folder, out.path());
  Way way = beginning();
  for (const std::string& file : support::files_in(out.path("shell"), ".up.sql"))
    of_revision(name, out.path(), fs::path(file).stem().stem().string(), way);
  const auto fresh = [&](const char* runner) {
    return support::run({options_.migc, "upgrade", "heads", "--fresh", "--sql", "--runner", runner},
                        "", folder);
  };
  Way at_once = beginning();
  if (const support::Outcome made = fresh("sqlite3"); made.exit == 0)
    add(name + "/fresh", made.output, fresh("exec").output, at_once);
}

void Scripts::of_history(const std::string& name,
                         const std::vector<support::RevisionText>& revisions) {
  const support::Project project(options_.migc);
  for (const support::RevisionText& revision : revisions) project.add(revision);
  const support::TemporaryDirectory out;
  compile(options_, name, project.root(), out.path());
  Way way = beginning();
  for (const support::RevisionText& revision : revisions)
    of_revision(name, out.path(), revision.id, way);
}

Scripts::Way Scripts::beginning() {
  const auto nothing = std::make_shared<const Database>();
  return {nothing, nothing};
}

void Scripts::of_revision(const std::string& name, const std::string& out,
                          const std::string& revision, Way& way) {
  const auto text = [&](const char* runner, const char* direction) {
    return text_if_there(out + "/" + runner + "/sqlite/" + revision + "." + direction + ".sql");
  };
  add(name + "/" + revision + "/up", text("shell", "up"), text("any", "up"), way);
  Way back = way;
  if (const std::string down = text("shell", "down"); !down.empty())
    add(name + "/" + revision + "/down", down, text("any", "down"), back);
}

void Scripts::add(const std::string& name, const std::string& text, const std::string& for_any,
                  Way& way) {
  const std::string plain = without_commands(text);
  const auto full = copy_of(*way.filled);
  fill(*full);
  std::shared_ptr<const Database> start, end;
  std::optional<std::string> error;
  for (const auto& candidate : {full, way.filled, way.bare}) {
    start = candidate;
    end = copy_of(*start);
    error = end->try_run(plain);
    if (!error) break;
  }
  if (error) throw std::runtime_error(name + ": " + *error);
  const auto bare = copy_of(*way.bare);
  way = {end, bare->try_run(plain) ? end : bare};
  if (is_different_each_time(plain)) return;
  all_.push_back(
      {name, text, start, contents_of(*start), contents_of(*end), support::statements_of(for_any)});
  if (text.find("\n-- not one transaction") != text.npos)
    all_.back().between = states_between(*start, support::statements_of(plain));
}

}  // namespace migc::inject
