#include "compiler/cli/range.hpp"

namespace migc::cli {

namespace {

bool counts_down(const std::string& word) {
  return graph::is_step(word) && word.find('-') != word.npos;
}

bool counts_up(const std::string& word) {
  return graph::is_step(word) && word.find('+') != word.npos;
}

/// Steps from an end that is on a branch stay on that branch: `lib@base:+2`.
std::string on_branch_of(const std::string& end, const std::string& step) {
  const std::size_t at = end.find('@');
  return at == end.npos || step.find('@') != step.npos ? step : end.substr(0, at + 1) + step;
}

}  // namespace

bool counts_from_lower(const graph::Range& range) {
  return counts_up(range.to) && !graph::is_step(range.from);
}

bool counts_from_upper(const graph::Range& range) {
  return counts_down(range.from) && !graph::is_step(range.to);
}

Ends ends_of(Session& session, const pipeline::History& history, const graph::Range& range,
             bool several, bool rows_wanted) {
  const bool from_upper = counts_from_upper(range), from_lower = counts_from_lower(range);
  Ends ends;
  ends.rows = rows_for(
      session, history,
      {from_upper ? "" : range.from, from_lower ? "" : range.to, rows_wanted ? "current" : ""});
  graph::AddressContext context{ends.rows, graph::Use::other, several};
  const auto resolve_lower = [&] {
    const std::string word = from_upper ? on_branch_of(range.to, range.from) : range.from;
    ends.from = resolve(session, history, word.empty() ? "base" : word, context);
  };
  const auto resolve_upper = [&] {
    const std::string word = from_lower ? on_branch_of(range.from, range.to) : range.to;
    const std::string all = several ? "heads" : "head";
    ends.to = resolve(session, history, word.empty() ? all : word, context);
  };
  if (from_upper) {
    resolve_upper();
    context.from = ends.to.revisions;
    resolve_lower();
  } else {
    resolve_lower();
    if (from_lower) context.from = ends.from.revisions;
    resolve_upper();
  }
  return ends;
}

graph::Target resolve_in_files(Session& session, const pipeline::History& history,
                               const std::string& word) {
  graph::AddressContext context{{}, graph::Use::other, true};
  if (!graph::is_step(word)) {
    const std::vector<std::string> rows = rows_for(session, history, {word});
    context.current = rows;
    return resolve(session, history, word, context);
  }
  context.from = counts_down(word) ? history.graph.heads() : std::vector<graph::Index>{};
  return resolve(session, history, word, context);
}

}  // namespace migc::cli
