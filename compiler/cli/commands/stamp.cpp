#include <fmt/format.h>

#include <utility>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/graph/version_rows.hpp"

namespace migc::cli {

namespace {

using Rows = std::vector<std::string>;

/// The rows that the table has afterwards.
Rows stamped(Session& session, const pipeline::History& history, const StampOptions& options,
             const Rows& recorded) {
  const Rows before = graph::rows_here(history.graph, recorded);
  std::vector<graph::Target> targets;
  for (const std::string& word : options.revisions)
    targets.push_back(resolve(session, history, word, {before, graph::Use::other, true}));
  if (!graph::check_stamps(history.graph, targets, session.diagnostics)) throw Stop{exits::usage};
  auto rows =
      graph::stamp(history.graph, options.purge ? Rows{} : before, targets, session.diagnostics);
  if (!rows) throw Stop{exits::history};
  return std::move(*rows);
}

std::string rows_or_nothing(const Rows& rows) {
  return rows.empty() ? "" : backends::rows_text(rows);
}

/// The log gets what is stamped, with the checksums that the files have now: whatever they said
/// before is settled by it.
std::vector<backends::LogEntry> entries(Session& session, const pipeline::History& history,
                                        const Rows& after) {
  std::vector<backends::LogEntry> log;
  for (const std::string& id : after)
    log.push_back(
        {id, "stamp", pipeline::checksum(history, *history.graph.find(id), session.sources)});
  if (log.empty()) log.push_back({"base", "stamp"});
  return log;
}

backends::Plan plan_of(Session& session, const pipeline::History& history, Rows before,
                       Rows after) {
  backends::Plan plan = exec::stamp_plan({std::move(before), std::move(after)});
  plan.log = entries(session, history, plan.version.after);
  plan.path = "the version table " + history.settings.version_table.value;
  return plan;
}

int offline(Session& session, const pipeline::History& history, const backends::Backend& backend,
            StampOptions options) {
  Rows before;
  if (options.revisions.size() == 1 && graph::is_range(options.revisions[0])) {
    const auto range = graph::parse_range(options.revisions[0], session.diagnostics);
    if (!range) throw Stop{exits::usage};
    if (!range->from.empty())
      before =
          ids_of(history, resolve(session, history, range->from, {{}, graph::Use::other, true}));
    options.revisions = {range->to.empty() ? "heads" : range->to};
  }
  const Rows after = stamped(session, history, options, before);
  ScriptOutput script(session, history, backend, false,
                      {.tag = options.tag, .runner = options.runner});
  script.add(plan_of(session, history, before, after));
  return std::move(script).finish({before, after});
}

}  // namespace

int stamp(Session& session, const StampOptions& options) {
  if (!options.sql) session.state = "nothing was changed";
  check_tag(session, options.tag);
  if (!options.sql && options.runner != "sqlite3")
    stop(session, exits::usage, diagnostics::kind::option_needs_sql, "--runner");
  const pipeline::History history = load_history(
      session, {.words = options.revisions, .database = !options.sql && !options.purge});
  const backends::Backend& backend = backend_of(session, history);
  if (options.sql) return offline(session, history, backend, options);

  Change change;
  change.creates = true;
  change.tag = options.tag;
  change.line = [](const backends::Plan& plan) {
    return diagnostics::printable(fmt::format("Running stamp_revision {} -> {}",
                                              rows_or_nothing(plan.version.before),
                                              rows_or_nothing(plan.version.after)));
  };
  change.plan = [&](const Recorded& version) -> std::vector<backends::Plan> {
    Rows after = stamped(session, history, options, version.rows);
    if (version.table && after == version.rows) return {};
    return {plan_of(session, history, version.rows, std::move(after))};
  };
  return execute(session, history, backend, change);
}

}  // namespace migc::cli
