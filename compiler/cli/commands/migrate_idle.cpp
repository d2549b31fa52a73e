#include "compiler/cli/edited.hpp"
#include "compiler/cli/migrate.hpp"
#include "compiler/database/error.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/graph/version_rows.hpp"

namespace migc::cli {

namespace {

/// Whether an upgrade leads nowhere from what is recorded. Throws when that cannot be told from
/// headers alone, or when there is something to complain of.
bool leads_nowhere(Session& session, const pipeline::History& history, const Recorded& recorded,
                   const std::string& target) {
  const graph::Graph& graph = history.graph;
  if (recorded.rows.empty() || graph::rows_here(graph, recorded.rows) != recorded.rows)
    return false;
  const auto rows = graph::known_rows(graph, recorded.rows, session.diagnostics);
  if (!rows) return false;
  const auto context = context_of(Direction::up, recorded.rows);
  const auto path = graph::upgrade(graph, recorded.rows, resolve(session, history, target, context),
                                   session.diagnostics);
  if (!path || !path->steps.empty()) return false;
  return edited_revisions(
             graph, graph.with_ancestors(*rows), recorded.log,
             [&](graph::Index one) { return pipeline::checksum(history, one, session.sources); })
      .empty();
}

}  // namespace

std::optional<int> upgrade_idle(Session& session, const MigrateOptions& options,
                                const LoadScope& what) {
  if (options.sql || options.fresh || graph::is_range(options.revision)) return std::nullopt;
  Session look(session.options);  // what it complains of, the whole upgrade says better
  try {
    const pipeline::History history = load_history(look, what);
    const config::Url url = database_of(look, history.settings);
    if (url.in_memory() || !drivers::database_exists(url)) return std::nullopt;
    if (!leads_nowhere(look, history, recorded_by(look, url, history.settings), options.revision) ||
        !look.diagnostics.all().empty())
      return std::nullopt;
    Change nothing;
    nothing.plan = [](const Recorded&) { return std::vector<backends::Plan>(); };
    return execute(session, history, backend_of(look, history), nothing);
  } catch (const Stop&) {
  } catch (const database::Error&) {
  }
  return std::nullopt;
}

}  // namespace migc::cli
