#include "compiler/cli/new_revision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "compiler/backends/quote.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
namespace fs = std::filesystem;
using pipeline::History;

namespace {

/// Only text in one line can be a message.
void check_message(Session& session, std::string_view message) {
  while (!message.empty()) {
    const diagnostics::CodePoint point = diagnostics::next_code_point(message);
    if (!point.valid || point.value < 0x20 || point.value == 0x7F)
      stop(session, exits::usage, kind::message_of_one_line);
    message.remove_prefix(point.bytes);
  }
}

/// One more than the largest of the ids that are `NUMBER` or `NUMBER_slug`, as wide as the widest
/// but three digits at least.
std::string next_number(const History& history) {
  unsigned long long largest = 0;
  std::size_t width = 3;
  std::vector<std::string> ids;
  for (const ir::Header& header : history.headers) ids.push_back(header.id.text);
  for (const graph::Absent* absent : history.graph.absent_with("")) ids.push_back(absent->id);
  for (const std::string& id : ids) {
    const std::size_t digits = std::min(id.find_first_not_of("0123456789"), id.size());
    if (digits == 0 || digits > 9) continue;  // longer ones are times or hashes
    if (digits < id.size() && id[digits] != '_') continue;
    largest = std::max(largest, std::stoull(id.substr(0, digits)));
    width = std::max(width, digits);
  }
  return fmt::format("{:0{}}", largest + 1, width);
}

std::string random_id() {
  std::random_device random;
  return fmt::format("{:06x}{:06x}", random() & 0xFFFFFF, random() & 0xFFFFFF);
}

std::string new_id(const History& history, const NewRevision& revision, const std::string& slug) {
  if (revision.id) return *revision.id;
  switch (history.settings.rev_ids.value) {
    case config::RevisionIds::hash:
      return random_id();
    case config::RevisionIds::timestamp:
      return time_text("%Y%m%d%H%M%S");
    case config::RevisionIds::sequential:
      break;
  }
  return next_number(history) + (slug.empty() ? "" : "_" + slug);
}

void replace(std::string& text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Replaces what a template says of the time at which a revision is made, `2025-01-11 12:00:00`.
void replace_times(std::string& name, const std::string& created) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 5> of_two_digits = {
      {{"{month}", 5}, {"{day}", 8}, {"{hour}", 11}, {"{minute}", 14}, {"{second}", 17}}};
  replace(name, "{year}", created.substr(0, 4));
  for (const auto& [what, at] : of_two_digits) replace(name, what, created.substr(at, 2));
  replace(name, "{epoch}", seconds_text(created));
}

/// The file's name by `file_template`. An id that ends with the slug says it already.
std::string file_name(Session& session, const History& history, const ir::Header& header,
                      const std::string& slug) {
  const std::string tail = "_" + slug;
  std::string rev = header.id.text;
  if (!slug.empty() && rev.size() > tail.size() && rev.ends_with(tail))
    rev.resize(rev.size() - tail.size());
  std::string name = history.settings.file_template.value;
  replace(name, "{rev}", rev);
  replace(name, "{slug}", slug);
  replace_times(name, header.created);
  while (name.ends_with('_')) name.pop_back();
  if (name.empty() || name.front() == '.' || name.find('/') != name.npos)
    stop(session, exits::usage, kind::file_template, name,
         "a file name must not contain `/` or begin with a dot");
  return name + ".mig";
}

/// Whether a folder is searched for revisions.
bool is_searched(const History& history, const std::string& folder) {
  std::error_code error;
  const fs::path wanted = fs::weakly_canonical(folder, error);
  return std::any_of(history.folders.begin(), history.folders.end(), [&](const std::string& one) {
    const fs::path searched = fs::weakly_canonical(one, error);
    const fs::path below = wanted.lexically_relative(searched);
    return below == "." ||
           (history.settings.recursive.value && !below.empty() && *below.begin() != "..");
  });
}

std::string folder_of(Session& session, const History& history, const NewRevision& revision) {
  if (revision.folder) {
    if (!is_searched(history, *revision.folder))
      stop(session, exits::usage, kind::folder_not_searched, *revision.folder,
           fmt::format("{}", fmt::join(history.folders, "`, `")));
    return *revision.folder;
  }
  if (!revision.parents.empty()) {
    const fs::path folder = fs::path(history.files[revision.parents.front()]).parent_path();
    return folder.empty() ? "." : folder.string();
  }
  if (history.folders.size() > 1)
    stop(session, exits::usage, kind::folder_needed,
         fmt::format("{}", fmt::join(history.folders, "`, `")));
  return history.folders.front();
}

/// What the new revision depends on: ids in full, and labels as they are typed.
std::vector<std::string> dependencies(Session& session, const History& history,
                                      const NewRevision& revision) {
  std::vector<std::string> found;
  for (const std::string& word : revision.depends_on) {
    if (history.graph.labelled(word)) {
      found.push_back(word);
      continue;
    }
    const graph::Target target = resolve(session, history, word, {{}, graph::Use::other, true});
    if (target.revisions.empty()) stop(session, exits::usage, kind::depends_on_base, word);
    for (const std::string& id : ids_of(history, target)) found.push_back(id);
  }
  return found;
}

std::vector<ir::Name> names_of(const std::vector<std::string>& texts) {
  std::vector<ir::Name> names;
  for (const std::string& text : texts) names.push_back({text, false, {}, {}});
  return names;
}

/// The graph must be able to take the new revision in, with its id, labels and dependencies.
void check_header(Session& session, const History& history, ir::Header header) {
  pipeline::Files<History> files{history};
  files.all.paths.emplace_back();
  files.all.files.emplace_back();
  files.all.headers.push_back(std::move(header));
  diagnostics::Diagnostics reported;
  static_cast<void>(pipeline::view(std::move(files), {}, reported));
  for (const diagnostics::Diagnostic& one : reported.all()) session.diagnostics.add(one);
  if (!reported.ok()) throw Stop{exits::usage};
}

std::string text_of(const ir::Header& header) {
  const auto item = [](std::string_view word, const std::vector<ir::Name>& names) {
    std::string listed;
    for (const ir::Name& name : names) listed += (listed.empty() ? "" : ", ") + name.text;
    return listed.empty() ? "" : fmt::format("{} {};\n", word, listed);
  };
  std::string text = fmt::format("revision {};\n", header.id.text);
  text += item("revises ", header.parents);
  text += item("depends on", header.depends_on);
  text += item("replaces", header.replaces);
  text += item("label   ", header.labels);
  if (!header.message.empty())
    text += fmt::format("message  {};\n", backends::literal(header.message));
  text += fmt::format("created  '{}';\n", header.created);
  if (!header.description.empty()) text += fmt::format("describe $$\n{}$$;\n", header.description);
  return text + "\n";
}

}  // namespace

RevisionFile revision_file(Session& session, const History& history, const NewRevision& revision) {
  check_message(session, revision.message);
  const std::string slug = slug_of(revision.message);
  ir::Header header;
  header.id = {new_id(history, revision, slug), false, {}, {}};
  for (const graph::Index parent : revision.parents)
    header.parents.push_back({history.graph.id(parent), false, {}, {}});
  header.depends_on = names_of(dependencies(session, history, revision));
  header.labels = names_of(revision.labels);
  for (const graph::Index replaced : revision.replaces)
    header.replaces.push_back({history.graph.id(replaced), false, {}, {}});
  header.message = revision.message;
  header.description = revision.description;
  header.created = time_text("%Y-%m-%d %H:%M:%S");
  check_header(session, history, header);

  const fs::path folder = folder_of(session, history, revision);
  return {header.id.text, (folder / file_name(session, history, header, slug)).string(),
          text_of(header)};
}

std::string write_revision(Session& session, const History& history, const NewRevision& revision) {
  RevisionFile file = revision_file(session, history, revision);
  write_file(session, history.settings, file, revision.blocks);
  return std::move(file.path);
}

void write_file(Session& session, const config::Settings& settings, const RevisionFile& file,
                std::string_view blocks) {
  write_new(session, file.path, file.header + std::string(blocks));
  session.print(session.options.json ? document({{"revision", file.id}, {"path", file.path}})
                                     : diagnostics::printable(file.path) + "\n");
  run_post_write(session, settings, file.path);
}

}  // namespace migc::cli
