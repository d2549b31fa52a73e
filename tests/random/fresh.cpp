#include "tests/random/fresh.hpp"

#include <algorithm>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/catalogue/backends.hpp"
#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/verify/fresh.hpp"
#include "tests/memory/compilation.hpp"

namespace migc::random {
namespace {

/// The revisions that the rows allow. The rows are part of the first one, as raw SQL, since they
/// may have no parents.
std::vector<memory::TextFile> files_of(const History& history) {
  std::vector<memory::TextFile> files;
  const std::size_t revisions = history.stations.size() - 1;
  for (std::size_t at = 0; at < revisions; ++at) {
    support::RevisionText revision = history.revisions[at];
    for (std::size_t i = 0; at == 0 && i < history.inserts.size(); ++i)
      revision.upgrade += "  execute $$ " + history.inserts[i] + " $$;\n";
    revision.downgrade = "downgrade irreversible 'it need not be';";
    files.push_back({revision.id + ".mig", mig_file(revision)});
  }
  return files;
}

/// Whether the history is one that cannot be made in one step: since it cannot be made revision by
/// revision either, for values that a new type would change; or for a full-text index that is
/// filled once and knows nothing of later changes of its table, so that what it finds is in no
/// table.
bool is_rightly_refused(const memory::Compilation& made, const History& history) {
  namespace kind = diagnostics::kind;
  const diagnostics::Diagnostic& said = made.diagnostics.all().front();
  const std::string_view id = said.id, index = made.sources.text(said.place);
  // Rows without parents are refused, whoever inserts them.
  if (id == kind::condition_failed.id && said.text.find("orphan rows") != said.text.npos)
    return true;
  if (id == kind::rows_altered.id || id == kind::rows_too_long.id) return true;
  const auto& fulltexts = history.stations.back().model.fulltexts;
  return id == kind::fresh_differs.id &&
         std::any_of(fulltexts.begin(), fulltexts.end(), [&](const Fulltext& fulltext) {
           return index == fulltext.name || index == support::quoted(fulltext.name);
         });
}

}  // namespace

std::string make_fresh(const History& history, support::FactsReader& reader) {
  memory::Compilation made = memory::compile(files_of(history), memory::Form::lossy);
  if (!made.diagnostics.ok()) return made.complaints();
  const graph::Graph& graph = made.project.graph;
  const auto path = graph::upgrade(graph, {}, {graph.heads(), {}}, made.diagnostics);
  const auto plan = verify::fresh_plan(made.project, *path, made.diagnostics);
  if (!plan) return is_rightly_refused(made, history) ? "" : made.complaints();
  const backends::Backend& backend = *backends::find_backend("sqlite");
  const support::Database database;
  if (const auto refusal = database.try_run(memory::script_of(*plan, backend)))
    return "refused: " + *refusal;
  const Station& last = history.stations.back();
  return difference(last.facts, reader.read(database.handle())) +
         difference(last.rows, support::read_rows(database.handle(), {"migc_version", "migc_log"}));
}

}  // namespace migc::random
