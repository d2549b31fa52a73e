#include "compiler/pipeline/squash.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <system_error>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/cli/new_revision.hpp"
#include "compiler/cli/range.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/squash.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using graph::Index;
using pipeline::Project;

namespace {

/// The revisions of the range, oldest first.
std::vector<Index> revisions_of(Session& session, const Project& project, const std::string& word) {
  const auto range = graph::parse_range(word, session.diagnostics);
  if (!range) throw Stop{exits::usage};
  const Ends ends = ends_of(session, project, *range, false);
  auto found = graph::between(project.graph, ends.from, ends.to, session.diagnostics);
  if (!found) throw Stop{exits::usage};
  std::reverse(found->begin(), found->end());
  return std::move(*found);
}

/// Only what follows each other without a branch can become one.
void check_range(Session& session, const Project& project, const std::vector<Index>& range,
                 const std::string& word) {
  if (range.size() < 2) stop(session, exits::usage, kind::nothing_to_squash, word, range.size());
  const graph::Graph& graph = project.graph;
  for (std::size_t at = 0; at < range.size(); ++at) {
    const Index one = range[at];
    const auto parents = graph.parents(one);
    if (at > 0 && (parents.size() != 1 || parents.front() != range[at - 1]))
      stop(session, exits::usage, kind::squash_no_line, word,
           parents.size() > 1
               ? fmt::format("`{}` is a merge", graph.id(one))
               : fmt::format("`{}` does not follow `{}`", graph.id(one), graph.id(range[at - 1])));
    if (!project.headers[one].transactional)
      stop(session, exits::usage, kind::squash_transaction, graph.id(one));
    if (const auto& parameters = project.headers[one].parameters; !parameters.empty())
      stop(session, exits::usage, kind::squash_parameter, graph.id(one), parameters[0].name.text);
  }
}

std::string description_of(const Project& project, const std::vector<Index>& range) {
  std::string text = "Replaces these revisions:\n";
  for (const Index one : range) {
    const std::string& message = project.headers[one].message;
    const bool shown = !message.empty() && message.find('$') == message.npos;
    text +=
        fmt::format("  {}{}{}\n", project.graph.id(one), shown ? ": " : "", shown ? message : "");
  }
  return text;
}

NewRevision wanted(const Project& project, const std::vector<Index>& range,
                   const SquashOptions& options) {
  NewRevision wanted;
  wanted.message = options.message;
  wanted.id = options.rev_id;
  wanted.replaces = range;
  wanted.description = description_of(project, range);
  const auto parents = project.graph.parents(range.front());
  wanted.parents.assign(parents.begin(), parents.end());
  for (const Index one : range) {
    for (const ir::Name& label : project.headers[one].labels) wanted.labels.push_back(label.text);
    for (const Index needed : project.graph.depends_on(one)) {
      const std::string& id = project.graph.id(needed);
      std::vector<std::string>& words = wanted.depends_on;
      if (std::find(range.begin(), range.end(), needed) == range.end() &&
          std::find(words.begin(), words.end(), id) == words.end())
        words.push_back(id);
    }
  }
  return wanted;
}

/// The text of the first way to write it that does the same; stops when there is none, with what
/// the last one does.
std::string proven_text(Session& session, const pipeline::Files<Project>& files,
                        const Project& project, const std::vector<Index>& range,
                        const RevisionFile& file) {
  diagnostics::Diagnostics last;
  for (const std::string& blocks : pipeline::squashed_blocks(project, range, session.sources)) {
    diagnostics::Diagnostics reported;
    const std::string text = file.header + blocks;
    pipeline::Files<Project> more = files;
    pipeline::add_file(more, file.path, text, session.sources, reported);
    Project with, without;
    if (reported.ok()) with = pipeline::view(more, {}, reported);
    if (reported.ok())
      without = pipeline::view(more, {.words = {project.graph.id(range.back())}}, reported);
    for (Project* one : {&with, &without})
      if (reported.ok()) {
        limit_to_engine(one->settings);
        pipeline::check(*one, reported);
      }
    if (reported.ok() && verify::does_the_same(with, without, file.id, reported)) return text;
    last = std::move(reported);
  }
  for (const diagnostics::Diagnostic& one : last.all()) session.diagnostics.add(one);
  throw Stop{exits::sources};
}

/// The files that are not needed any more when no database is in the middle.
std::vector<std::string> replaced_files(const pipeline::Files<Project>& files,
                                        const Project& project, const std::vector<Index>& range) {
  std::vector<std::string> paths;
  const graph::Replacements replacements(files.all.headers);
  for (const Index one : range) {
    paths.push_back(project.files[one]);
    for (Index other = 0; other < files.all.headers.size(); ++other)
      if (files.all.headers[other].id.text == project.graph.id(one))
        for (const Index inner : replacements.behind(other))
          paths.push_back(files.all.files[inner]);
  }
  return paths;
}

/// A database in the middle would have no way on.
void check_database(Session& session, const pipeline::Files<Project>& files, const Project& project,
                    const std::vector<Index>& range) {
  diagnostics::Diagnostics diagnostics;
  const auto url = config::database_url(project.settings, diagnostics);
  if (!url) return;
  std::set<std::string> inside;
  const graph::Replacements replacements(files.all.headers);
  for (Index other = 0; other < files.all.headers.size(); ++other) {
    const std::string& id = files.all.headers[other].id.text;
    const auto found = project.graph.find(id);
    if (!found || std::find(range.begin(), range.end(), *found) == range.end()) continue;
    inside.insert(id);
    for (const Index inner : replacements.behind(other))
      inside.insert(files.all.headers[inner].id.text);
  }
  inside.erase(project.graph.id(range.back()));
  for (const std::string& row : version_of(session, *url, project.settings).rows)
    if (inside.contains(row)) stop(session, exits::history, kind::delete_inside, row);
}

void remove_files(const std::vector<std::string>& paths) {
  for (const std::string& path : paths)
    if (::unlink(path.c_str()) != 0)
      throw std::system_error(errno, std::generic_category(), "cannot delete `" + path + "`");
}

}  // namespace

int squash(Session& session, const SquashOptions& options) {
  session.state = "nothing was changed";
  const pipeline::Files<Project> files = load_files(session);
  const Project project = view_of(session, files, {.words = {options.range}});
  check_project(session, project);
  static_cast<void>(backend_of(session, project));
  const std::vector<Index> range = revisions_of(session, project, options.range);
  check_range(session, project, range, options.range);
  if (options.remove) check_database(session, files, project, range);

  const RevisionFile file = revision_file(session, project, wanted(project, range, options));
  write_new(session, file.path, proven_text(session, files, project, range, file));
  session.state = "the file is written";
  const std::string first = project.graph.id(range.front()), last = project.graph.id(range.back());
  session.tell(diagnostics::printable(fmt::format("{} replaces {} to {}", file.id, first, last)));
  const std::vector<std::string> replaced = replaced_files(files, project, range);
  if (options.remove)
    remove_files(replaced);
  else
    session.tell(fmt::format("the {} old files can be deleted once every database is past them",
                             replaced.size()));
  nlohmann::ordered_json ids = nlohmann::ordered_json::array();
  for (const Index one : range) ids.push_back(project.graph.id(one));
  session.print(
      session.options.json
          ? document({{"revision", file.id},
                      {"path", file.path},
                      {"replaces", ids},
                      {"deleted", options.remove ? replaced : std::vector<std::string>{}}})
          : diagnostics::printable(file.path) + "\n");
  run_post_write(session, project.settings, file.path);
  session.state.clear();
  return exits::done;
}

}  // namespace migc::cli
