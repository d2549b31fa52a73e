#include "compiler/pipeline/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/sql/columns_written.hpp"

namespace migc::pipeline {

namespace kind = diagnostics::kind;
using graph::Index;

namespace {

/// The first revision that changes each column.
using Writes = std::map<sql::ColumnKey, Index>;

/// What the revisions of one branch change that the other branches do not have.
Writes written_on(const Project& project, Index head, std::span<const Index> others) {
  const Index from[] = {head};
  const graph::Set below = project.graph.with_ancestors(from);
  const graph::Set shared = project.graph.with_ancestors(others);
  Writes writes;
  for (const Index one : project.graph.order()) {
    if (!below[one] || shared[one]) continue;
    for (const ir::Step& step : project.revisions[one].upgrade)
      for (const sql::ColumnKey& key : sql::columns_written_by(step.operation))
        writes.try_emplace(key, one);
  }
  return writes;
}

/// Whether a database at the end of one branch can take the others: they follow in another order
/// there than on a new database.
void check_from(const Project& project, Index head, std::span<const Index> heads,
                diagnostics::Diagnostics& diagnostics) {
  diagnostics::Diagnostics reported;
  const std::vector<std::string> start = {project.graph.id(head)};
  const auto path = graph::upgrade(project.graph, start,
                                   {std::vector<Index>(heads.begin(), heads.end()), {}}, reported);
  if (path && go_together(project, *path, start, reported)) return;
  auto& complaint = diagnostics.report(kind::merge_from_branch, {}, project.graph.id(head));
  for (const diagnostics::Diagnostic& one : reported.all())
    if (one.severity == diagnostics::Severity::error) complaint.note(one.place, one.text);
}

}  // namespace

std::vector<BothWrite> written_by_both(const Project& project, std::span<const Index> heads) {
  std::vector<BothWrite> found;
  Writes seen;
  for (const Index head : heads) {
    std::vector<Index> others(heads.begin(), heads.end());
    std::erase(others, head);
    for (const auto& [key, revision] : written_on(project, head, others)) {
      const auto [first, is_new] = seen.try_emplace(key, revision);
      if (!is_new) found.push_back({key.first, key.second, first->second, revision});
    }
  }
  return found;
}

void check_merge(const Project& project, std::span<const Index> heads,
                 diagnostics::Diagnostics& diagnostics) {
  check(project, diagnostics);
  if (!diagnostics.ok()) return;
  for (const Index head : heads) check_from(project, head, heads, diagnostics);
}

}  // namespace migc::pipeline
