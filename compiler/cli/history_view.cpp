#include "compiler/cli/history_view.hpp"

#include <algorithm>
#include <string_view>

#include "compiler/cli/load.hpp"
#include "compiler/cli/range.hpp"
#include "compiler/graph/drawing.hpp"
#include "compiler/graph/path.hpp"

namespace migc::cli {

using graph::Index;

namespace {

/// Lines of text with the drawing to the left. Text that is longer stands beside the lanes that go
/// on, a drawing that is longer stands alone.
std::string beside(const graph::DrawnRevision& drawn, std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < drawn.rows.size() || !text.empty(); ++at) {
    const std::string& row = at < drawn.rows.size() ? drawn.rows[at] : drawn.below;
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    result += row;
    if (!line.empty()) result.append(drawn.width + 1 - row.size(), ' ').append(line);
    result += '\n';
  }
  return result;
}

}  // namespace

Listed list_revisions(Session& session, const pipeline::History& history,
                      const std::optional<std::string>& range, bool rows_wanted) {
  Listed listed;
  if (!range) {
    const std::vector<Index>& order = history.graph.order();
    listed.revisions.assign(order.rbegin(), order.rend());
    listed.rows = rows_for(session, history, {rows_wanted ? "current" : ""});
    return listed;
  }
  const auto words = graph::parse_range(*range, session.diagnostics);
  if (!words) throw Stop{exits::usage};
  Ends ends = ends_of(session, history, *words, true, rows_wanted);
  auto revisions = graph::between(history.graph, ends.from, ends.to, session.diagnostics);
  if (!revisions) throw Stop{exits::usage};
  listed.revisions = std::move(*revisions);
  listed.rows = std::move(ends.rows);
  return listed;
}

std::string history_text(const graph::Graph& graph, const Listing& listing,
                         std::span<const Index> revisions, Lines lines, bool verbose) {
  const graph::Drawing drawing =
      lines == Lines::never ? graph::Drawing{} : graph::draw(graph, revisions);
  const bool drawn = lines == Lines::always || !drawing.is_line;
  const Shown shown{.parents = true, .labels = true, .joints = true, .message = true};
  std::string text;
  for (std::size_t at = 0; at < revisions.size(); ++at) {
    const std::string one =
        verbose ? listing.block(revisions[at]) : listing.line(revisions[at], shown) + "\n";
    text += drawn ? beside(drawing.revisions[at], one) : one;
  }
  return text;
}

}  // namespace migc::cli
