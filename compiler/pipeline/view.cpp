#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/pipeline/project.hpp"

namespace migc::pipeline {

namespace {

template <class T>
void keep(std::vector<T>& all, const std::vector<bool>& wanted) {
  std::size_t at = 0;
  std::erase_if(all, [&](const T&) { return !wanted[at++]; });
}

/// Revisions say the names that others have in this view, in the places where they were written.
void rename(std::vector<ir::Name>& names, const std::map<std::string, std::string>& others) {
  for (ir::Name& name : names)
    if (const auto other = others.find(name.text); other != others.end()) name.text = other->second;
}

/// Leaves out what is not in the view, and makes the others follow what stands in its place.
void take_view(History& history, graph::View view) {
  keep(history.headers, view.has);
  keep(history.paths, view.has);
  keep(history.files, view.has);
  std::map<std::string, std::string> others;
  for (const graph::Absent& absent : view.absent)
    if (absent.same) others.emplace(absent.id, absent.by);
  for (ir::Header& header : history.headers) {
    rename(header.parents, others);
    rename(header.depends_on, others);
  }
}

/// `and_keep` keeps what is parallel to the headers besides.
template <class AndKeep>
void make_view(History& history, const graph::NamedRevisions& named,
               diagnostics::Diagnostics& diagnostics, AndKeep and_keep) {
  const graph::Replacements replacements(history.headers);
  if (!replacements.any()) {
    history.graph = graph::Graph::build(history.headers, diagnostics);
    return;
  }
  const std::size_t errors = diagnostics.errors();
  replacements.check(diagnostics);
  if (diagnostics.errors() > errors) return;  // a view would have mistakes that the files have not
  graph::View view = replacements.view(named, diagnostics);
  std::vector<graph::Absent> absent = view.absent;
  and_keep(view.has);
  take_view(history, std::move(view));
  history.graph = graph::Graph::build(history.headers, diagnostics);
  history.graph.set_absent(std::move(absent));
}

}  // namespace

History view(Files<History> files, const graph::NamedRevisions& named,
             diagnostics::Diagnostics& diagnostics) {
  make_view(files.all, named, diagnostics, [](const std::vector<bool>&) {});
  return std::move(files.all);
}

Project view(Files<Project> files, const graph::NamedRevisions& named,
             diagnostics::Diagnostics& diagnostics) {
  make_view(files.all, named, diagnostics, [&](const std::vector<bool>& wanted) {
    keep(files.all.revisions, wanted);
    keep(files.all.checksums, wanted);
  });
  return std::move(files.all);
}

}  // namespace migc::pipeline
