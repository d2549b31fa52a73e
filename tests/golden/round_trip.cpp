#include "compiler/pipeline/compile.hpp"
#include "tests/golden/golden.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/project.hpp"

namespace migc::golden {
namespace {

using support::Database;
using support::Facts;

Facts facts_of(const Database& database) {
  return support::read_facts(database.handle(), {"migc_version", "migc_log"});
}

Facts model_at(const memory::Compilation& made, const std::string& revision) {
  const Database database;
  for (const std::string& statement : pipeline::create_statements(
           pipeline::schema_at(made.project, {revision}), made.project.dialect->name))
    database.run(statement);
  return facts_of(database);
}

std::string where(const std::string& what, const std::string& difference) {
  return difference.empty() ? "" : what + "\n" + support::head(difference, 10);
}

/// One revision up, down and up again.
std::string try_revision(const memory::Compilation& made, const memory::Scripts& scripts,
                         const Database& database) {
  const Facts before = facts_of(database);
  database.run(scripts.up);
  const Facts after = facts_of(database);
  std::string wrong = where(scripts.revision + " is not what the model says",
                            difference(model_at(made, scripts.revision), after));
  if (!wrong.empty() || !scripts.down) return wrong;
  database.run(*scripts.down);
  wrong = where(scripts.revision + " does not come back", difference(before, facts_of(database)));
  database.run(scripts.up);
  return wrong.empty() ? where(scripts.revision + " differs the second time",
                               difference(after, facts_of(database)))
                       : wrong;
}

}  // namespace

std::string round_trip(const support::CaseFile& file) {
  const memory::Compilation made = memory::compile(inputs(file), memory::Form::lossy);
  const Database database;
  for (const memory::Scripts& scripts : made.scripts) {
    if (scripts.up.find(" STRICT") != std::string::npos && !support::has_strict_tables()) return {};
    std::string wrong = try_revision(made, scripts, database);
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace migc::golden
