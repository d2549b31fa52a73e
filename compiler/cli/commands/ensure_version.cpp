#include "compiler/cli/commands.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

int ensure_version(Session& session, const EnsureVersionOptions& options) {
  if (!options.sql) session.state = "nothing was changed";
  const pipeline::History history = load_history(session);
  const backends::Backend& backend = backend_of(session, history);
  const std::string& table = history.settings.version_table.value;
  backends::Plan plan = exec::stamp_plan({});
  plan.path = "the version table " + table;
  if (options.sql) {
    ScriptOutput script(session, history, backend, false, {});
    script.add(plan);
    return std::move(script).finish({});
  }

  Change change;
  change.creates = true;
  change.line = [&](const backends::Plan&) {
    return diagnostics::printable("Creating the version table " + table);
  };
  change.plan = [&](const Recorded& recorded) {
    return recorded.table ? std::vector<backends::Plan>{} : std::vector{plan};
  };
  return execute(session, history, backend, change);
}

}  // namespace migc::cli
