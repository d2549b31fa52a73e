#include <filesystem>

#include "tests/corpus/corpus.hpp"
#include "tests/histories/allowances.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/project.hpp"
#include "tests/support/tally.hpp"

namespace migc::corpus {
namespace {

using support::Database;
using support::Facts;

const std::vector<std::string> bookkeeping = {"migc_version", "migc_log"};

Facts facts_of(const Database& database) {
  return support::read_facts(database.handle(), bookkeeping);
}

/// Feeds a script to SQLite's own shell.
void feed(const std::string& file, const std::string& script) {
  const support::Outcome outcome = support::run({"sqlite3", file}, script);
  if (outcome.exit != 0 || !outcome.errors.empty())
    throw std::runtime_error("sqlite3: " + support::head(outcome.errors, 5));
}

std::string check_schema(const Settings& settings, const std::string& path) {
  const std::string text = support::read_file(path);
  const Database original;
  original.run(text);

  const support::Project project(settings.migc);
  project.add({.id = "001_pasted", .upgrade = histories::with_allowances(path, text)});
  const std::string file = project.path("real.db");
  feed(file, project.output_of({"upgrade", "head", "--sql"}));
  const Database real(file);
  const std::string lost = difference(facts_of(original), facts_of(real));
  if (!lost.empty()) return "after the upgrade\n" + support::head(lost, 20);

  feed(file, project.output_of({"downgrade", "head:base", "--sql", "--allow-data-loss"}));
  const std::string left = difference({}, facts_of(real));
  if (!left.empty()) return "after the downgrade\n" + support::head(left, 20);
  const auto health = support::query(real.handle(), "pragma integrity_check");
  return health[0][0] == "ok" ? "" : "integrity_check: " + *health[0][0];
}

}  // namespace

bool check_schemas(const Settings& settings) {
  support::Tally tally("schemas, up and down");
  for (const std::string& path : support::files_in(settings.folder + "/schemas", ".sql"))
    if (path.find(settings.only) != std::string::npos)
      tally.check(std::filesystem::path(path).filename().string(),
                  [&] { return check_schema(settings, path); });
  return tally.print();
}

}  // namespace migc::corpus
