#include "compiler/graph/build.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "compiler/diagnostics/catalogue/graph.hpp"
#include "compiler/graph/naming.hpp"
#include "compiler/source/name.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

/// Comparing a name with all others takes time, so that only the first mistakes get a suggestion.
constexpr std::size_t most_suggestions = 10;

}  // namespace

Graph Builder::build() {
  add_nodes();
  add_edges();
  connect();
  sort_revisions();
  report_cycles();
  find_ends();
  return std::move(graph_);
}

void Builder::add_nodes() {
  const std::size_t size = headers_.size();
  graph_.nodes_.resize(size);
  graph_.by_folded_id_.reserve(size);
  broken_.assign(size, false);
  for (Index revision = 0; revision < size; ++revision) add_id(revision);

  ranked_.resize(size);
  std::iota(ranked_.begin(), ranked_.end(), Index{0});
  std::stable_sort(ranked_.begin(), ranked_.end(),
                   [&](Index a, Index b) { return graph_.id(a) < graph_.id(b); });
  rank_.resize(size);
  for (std::size_t i = 0; i < size; ++i) rank_[ranked_[i]] = i;
  std::sort(graph_.by_id_.begin(), graph_.by_id_.end(),
            [&](Index a, Index b) { return rank_[a] < rank_[b]; });
  for (Index revision = 0; revision < size; ++revision) add_labels(revision);
}

void Builder::add_id(Index revision) {
  const ir::Name& name = headers_[revision].id;
  graph_.nodes_[revision].id = name.text;
  graph_.nodes_[revision].written = name.written;
  if (const auto why = why_illegal(name.text)) {
    diagnostics_.report(kind::illegal_revision_id, name.written, name.text, *why);
    broken_[revision] = true;
  }
  const auto [first, is_new] = graph_.by_folded_id_.try_emplace(source::fold(name.text), revision);
  if (is_new) {
    graph_.by_id_.push_back(revision);
    return;
  }
  broken_[revision] = true;
  const std::string& other = graph_.id(first->second);
  diagnostics::Diagnostic& complaint =
      other == name.text
          ? diagnostics_.report(kind::duplicate_revision, name.written, name.text)
          : diagnostics_.report(kind::revisions_differ_in_case, name.written, name.text, other);
  complaint.note(graph_.written(first->second), fmt::format("`{}` is defined here", other))
      .note("give one of them another id, also in the `revises` of the revisions after it");
}

void Builder::add_labels(Index revision) {
  for (const ir::Name& label : headers_[revision].labels) {
    if (const auto why = why_illegal(label.text)) {
      diagnostics_.report(kind::illegal_label, label.written, label.text, *why);
      continue;
    }
    const auto namesake = graph_.find(label.text);
    if (namesake && *namesake != revision) {
      diagnostics_.report(kind::label_is_revision, label.written, label.text)
          .note(graph_.written(*namesake), "the revision is here")
          .note("choose another label, so that addresses are unambiguous");
      continue;
    }
    const auto [first, is_new] = graph_.by_label_.try_emplace(label.text, revision);
    if (is_new)
      graph_.nodes_[revision].labels.push_back(label.text);
    else
      diagnostics_.report(kind::duplicate_label, label.written, label.text)
          .note(graph_.written(first->second),
                fmt::format("revision `{}` has it already", graph_.id(first->second)))
          .note("remove one: all revisions after a labelled one are on its branch");
  }
}

void Builder::add_edges() {
  for (Index revision = 0; revision < graph_.size(); ++revision) {
    add_parents(revision);
    add_dependencies(revision);
  }
}

void Builder::add_parents(Index revision) {
  const std::string& id = graph_.id(revision);
  for (const ir::Name& name : headers_[revision].parents) {
    if (name.text == "base") continue;  // the empty state: `revises base` says that there is none
    const auto parent = graph_.find(name.text);
    if (parent && *parent != revision) {  // a second `a` may follow the first: it is told once
      graph_.nodes_[revision].parents.push_back(*parent);
      continue;
    }
    broken_[revision] = true;
    if (name.text == id)
      diagnostics_.report(kind::revises_itself, name.written, id)
          .note("write the id of the previous revision; a first revision has no `revises`");
    else
      report_missing(revision, name);
  }
  tidy(graph_.nodes_[revision].parents);
}

void Builder::report_missing(Index revision, const ir::Name& parent) {
  auto& complaint =
      diagnostics_.report(kind::missing_parent, parent.written, parent.text, graph_.id(revision));
  suggest_longer(complaint, revision, parent);
  complaint.note("correct the id, or restore its file in a version folder");
}

void Builder::add_dependencies(Index revision) {
  for (const ir::Name& name : headers_[revision].depends_on) {
    const auto needed = dependency(revision, name);
    if (!needed) {
      broken_[revision] = true;
    } else if (*needed == revision) {
      broken_[revision] = true;
      diagnostics_.report(kind::depends_on_itself, name.written, graph_.id(revision))
          .note("write a revision of another branch, or remove it");
    } else {
      graph_.nodes_[revision].depends_on.push_back(*needed);
    }
  }
  tidy(graph_.nodes_[revision].depends_on);
}

/// A dependency is a full id or a label, as a parent is a full id: the beginning of one would mean
/// another revision, or none, once more files begin so.
std::optional<Index> Builder::dependency(Index revision, const ir::Name& name) {
  if (const auto exact = graph_.find(name.text)) return exact;
  if (const auto labelled = graph_.labelled(name.text)) return labelled;
  auto& complaint =
      diagnostics_.report(kind::missing_dependency, name.written, name.text, graph_.id(revision));
  suggest_longer(complaint, revision, name);
  complaint.note("write the whole id or label, or restore its file in a version folder");
  return std::nullopt;
}

/// Labels a complaint with the only id that begins with `name`, else with the nearest name.
void Builder::suggest_longer(diagnostics::Diagnostic& complaint, Index revision,
                             const ir::Name& name) {
  const std::vector<Index> longer =
      name.text.empty() ? std::vector<Index>{} : graph_.starting_with(name.text);
  if (longer.size() == 1 && longer.front() != revision)
    complaint.label = fmt::format("did you mean `{}`?", graph_.id(longer.front()));
  else
    suggest(complaint, revision, name);
}

/// Labels a complaint about `name` in the header of `revision` with the nearest other name.
void Builder::suggest(diagnostics::Diagnostic& complaint, Index revision, const ir::Name& name) {
  if (++suggestions_ > most_suggestions) return;
  std::vector<std::string> names = graph_.names();
  std::erase(names, graph_.id(revision));
  complaint.suggest(name.text, names);
}

/// Ascending by id, each once.
void Builder::tidy(std::vector<Index>& neighbours) const {
  if (neighbours.size() < 2) return;
  std::sort(neighbours.begin(), neighbours.end(),
            [&](Index a, Index b) { return rank_[a] < rank_[b]; });
  neighbours.erase(std::unique(neighbours.begin(), neighbours.end()), neighbours.end());
}

/// Turns the edges round as well; going by id makes the lists ascend.
void Builder::connect() {
  for (const Index revision : ranked_) {
    for (const Index parent : graph_.parents(revision))
      graph_.nodes_[parent].children.push_back(revision);
    for (const Index needed : graph_.depends_on(revision))
      graph_.nodes_[needed].dependents.push_back(revision);
  }
}

/// Kahn's algorithm with a stack: what a revision makes ready comes right behind it, so a line is
/// finished before the next begins. A child goes before a mere dependent, and a smaller id first.
void Builder::sort_revisions() {
  std::vector<std::size_t> waiting(graph_.size());
  std::vector<Index> ready;
  for (auto at = ranked_.rbegin(); at != ranked_.rend(); ++at) {
    waiting[*at] = graph_.parents(*at).size() + graph_.depends_on(*at).size();
    if (waiting[*at] == 0 && !broken_[*at]) ready.push_back(*at);
  }
  const auto release = [&](std::span<const Index> followers) {
    for (auto at = followers.rbegin(); at != followers.rend(); ++at)
      if (--waiting[*at] == 0 && !broken_[*at]) ready.push_back(*at);
  };
  while (!ready.empty()) {
    const Index revision = ready.back();
    ready.pop_back();
    graph_.nodes_[revision].position = graph_.order_.size();
    graph_.order_.push_back(revision);
    release(graph_.dependents(revision));
    release(graph_.children(revision));
  }
}

void Builder::find_ends() {
  for (const Index revision : ranked_) {
    if (!graph_.sound(revision)) continue;
    if (graph_.is_head(revision)) graph_.heads_.push_back(revision);
    if (graph_.is_base(revision)) graph_.bases_.push_back(revision);
  }
}

}  // namespace migc::graph
