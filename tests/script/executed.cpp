#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/row_checks.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/drivers/sqlite/connection.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/pipeline/compile.hpp"
#include "tests/histories/history.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/script/script_test.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"
#include "tests/support/sql_tokens.hpp"

namespace migc::script_test {

namespace {

struct Statement {
  std::string sql;  ///< In one spelling, without comments.
  bool reads = false;
};
using Statements = std::vector<Statement>;

std::string spelled(const std::string& sql) {
  support::SqlTokens tokens = support::sql_tokens(sql);
  while (!tokens.empty() && tokens.back().is(";")) tokens.pop_back();
  return support::normal(tokens);
}

/// Every statement that a connection runs; triggers and foreign key actions come as comments.
class Trace {
 public:
  explicit Trace(sqlite3* database) : database_(database) {
    sqlite3_trace_v2(database, SQLITE_TRACE_STMT, &Trace::add, this);
  }
  ~Trace() { sqlite3_trace_v2(database_, 0, nullptr, nullptr); }
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  [[nodiscard]] const Statements& all() const { return all_; }

 private:
  static int add(unsigned, void* self, void* statement, void* text) {
    const std::string unexpanded = static_cast<const char*>(text);
    if (unexpanded.starts_with("-- ")) return 0;
    auto* prepared = static_cast<sqlite3_stmt*>(statement);
    static_cast<Trace*>(self)->all_.push_back(
        {spelled(sqlite3_sql(prepared)), sqlite3_stmt_readonly(prepared) != 0});
    return 0;
  }

  sqlite3* database_;
  Statements all_;
};

/// All revisions, from base.
std::vector<backends::Plan> plans_of(memory::Compilation& made) {
  const graph::Graph& graph = made.project.graph;
  const auto path = graph::upgrade(graph, {}, {graph.heads()}, made.diagnostics);
  if (!path) throw std::runtime_error(made.complaints());
  std::vector<backends::Plan> plans =
      pipeline::plans(made.project, *path, {}, pipeline::Grouping::by_revision, made.diagnostics);
  if (!made.diagnostics.ok()) throw std::runtime_error(made.complaints());
  for (backends::Plan& plan : plans) backends::allow_data_loss(plan);
  return plans;
}

/// What the shell runs behind the latch.
std::vector<std::string> statements_of_script(const std::string& script) {
  std::vector<std::string> statements;
  for (const std::string& statement : support::statements_of(script)) {
    const std::string sql = spelled(statement);
    if (!sql.starts_with("pragma query_only")) statements.push_back(sql);
  }
  return statements;
}

/// The script's statements are all run, in their order; between them nothing changes anything.
std::string difference(const std::vector<std::string>& script, const Statements& run) {
  if (script.empty()) return "the script has no statements";
  std::size_t at = 0;
  for (const Statement& statement : run) {
    if (at < script.size() && statement.sql == script[at]) ++at;
    // Settings are put back, and what is the connection's own goes, at the end.
    else if (!statement.reads && at > 0 && at < script.size())
      return "runs\n  " + statement.sql + "\nwhere the script has\n  " + script[at];
  }
  if (at < script.size()) return "does not run\n  " + script[at];
  return "";
}

using Files = std::vector<memory::TextFile>;

Files files_of_case(const std::string& path) {
  Files files;
  for (const support::Section& section : support::parse_case(support::read_file(path)).sections)
    if (section.title.ends_with(".mig")) files.push_back({section.title, section.body});
  return files;
}

Files files_of_folder(const std::string& folder) {
  Files files;
  for (const std::string& path : support::files_in(folder, ".mig"))
    files.push_back({path, support::read_file(path)});
  return files;
}

Files files_of_history(const std::string& folder) {
  Files files;
  for (const support::RevisionText& revision : histories::revisions_of(histories::steps_of(folder)))
    files.push_back({revision.id + ".mig", support::mig_file(revision)});
  return files;
}

std::string compare(const Files& files) {
  memory::Compilation made = memory::compile(files, memory::Form::bare);
  const std::vector<backends::Plan> plans = plans_of(made);
  const backends::Backend& backend = *backends::find_backend("sqlite");
  backends::FrameOptions options;
  options.tool = "migc";
  options.own_prefix = backend.own_prefix(made.sources.texts());
  options.place_of = [](source::Span) { return backends::FileLine{"a -- b; c.mig", 7}; };
  const std::string script = emit::print(plans, {"0", "base", "head", true}, options, backend).text;

  const support::TemporaryDirectory folder;
  config::Url url;
  url.dialect = "sqlite";
  url.database = folder.path("db");
  drivers::sqlite::Connection database(url, database::Access::create);
  const Trace trace(database.handle());
  try {
    exec::run(plans, backend, options, database);
  } catch (const database::Error& error) {
    return "it fails: " + error.diagnostic.text;
  }
  return difference(statements_of_script(script), trace.all());
}

}  // namespace

void check_executed(const std::string& cases, const std::string& history, support::Tally& tally) {
  for (const std::string& path : support::files_in(cases, ".case")) {
    const std::string name = std::filesystem::relative(path, cases).string();
    if (name.find("fail_") != std::string::npos) continue;
    tally.check("executed: " + name, [&] { return compare(files_of_case(path)); });
  }
  tally.check("executed: migrations/", [] { return compare(files_of_folder("migrations")); });
  if (std::filesystem::exists(history))
    tally.check("executed: " + history, [&] { return compare(files_of_history(history)); });
}

}  // namespace migc::script_test
