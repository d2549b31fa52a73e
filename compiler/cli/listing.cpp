#include "compiler/cli/listing.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

using diagnostics::printable;
using graph::Index;

namespace {

std::vector<std::string> ids_listed(const graph::Graph& graph, std::span<const Index> revisions) {
  std::vector<std::string> result;
  for (const Index revision : revisions) result.push_back(graph.id(revision));
  return result;
}

std::string listed(const std::vector<std::string>& words) {
  return printable(fmt::format("{}", fmt::join(words, ", ")));
}

/// Revisions as a header names them: in its order, by label where it says a label.
std::string as_written(const std::vector<ir::Name>& names) {
  std::vector<std::string> words;
  for (const ir::Name& name : names) words.push_back(name.text);
  return listed(words);
}

/// Lines of text, indented where they are not empty, each made fit for a terminal.
std::string indented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    result += line.empty() ? "\n" : fmt::format("    {}\n", printable(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// A text without the empty lines before and after it, which `$$` brings.
std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of("\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

}  // namespace

Listing::Listing(const pipeline::History& history, bool colored, std::optional<graph::Set> current)
    : history_(history),
      graph_(history.graph),
      branch_names_(history.graph.branch_names()),
      colored_(colored),
      current_(std::move(current)) {}

std::string Listing::parents(Index revision) const {
  const std::vector<ir::Name>& all = history_.headers[revision].parents;
  return all.empty() ? "<base>" : as_written(all);
}

/// `001_a to 005_e`; empty for a revision that replaces none.
std::string Listing::replaces(Index revision) const {
  const std::vector<ir::Name>& all = history_.headers[revision].replaces;
  if (all.size() < 2) return as_written(all);
  return printable(all.front().text) + " to " + printable(all.back().text);
}

std::string Listing::joints(Index revision) const {
  return fmt::format("{}{}", graph_.is_branch_point(revision) ? " (branchpoint)" : "",
                     graph_.is_merge_point(revision) ? " (mergepoint)" : "");
}

bool Listing::is_current(Index revision) const { return current_ && (*current_)[revision]; }

std::string Listing::painted(std::string_view code, const std::string& text) const {
  return colored_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string Listing::id(Index revision) const {
  return painted("33", printable(graph_.id(revision)));  // yellow
}

std::string Listing::head(Index revision, const char* word) const {
  return graph_.is_head(revision) ? " " + painted("1;32", word) : "";  // green
}

std::string Listing::current(Index revision) const {
  return is_current(revision) ? " " + painted("1;36", "(current)") : "";  // cyan
}

std::string Listing::line(Index revision, const Shown& shown) const {
  std::string text = id(revision);
  if (shown.parents) {
    const std::string needed = as_written(history_.headers[revision].depends_on);
    text = fmt::format("{}{} -> {}", parents(revision),
                       needed.empty() ? "" : fmt::format(" ({})", needed), text);
  }
  const std::vector<std::string>& labels = branch_names_[revision];
  if (shown.labels && !labels.empty()) text += fmt::format(" ({})", listed(labels));
  // No version table has a row for a head that another line depends on: Alembic's word for it.
  const bool own_row = graph_.dependents(revision).empty();
  text += head(revision, own_row ? "(head)" : "(effective head)") + current(revision);
  if (shown.joints) text += joints(revision);
  const std::string& message = history_.headers[revision].message;
  if (shown.message && !message.empty()) text += ", " + printable(message);
  const std::string replaced = replaces(revision);
  if (shown.message && !replaced.empty()) text += fmt::format(" (replaces {})", replaced);
  return text;
}

std::string Listing::block(Index revision) const {
  const ir::Header& header = history_.headers[revision];
  std::string text;
  const auto row = [&text](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", name, value);
  };
  row("Rev", id(revision) + head(revision, "(head)") + joints(revision) + current(revision));
  row(graph_.is_merge_point(revision) ? "Merges" : "Parent", parents(revision));
  row("Also depends on", as_written(header.depends_on));
  row("Replaces", replaces(revision));
  if (graph_.is_branch_point(revision))
    row("Branches into", listed(ids_listed(graph_, graph_.children(revision))));
  row("Path", printable(history_.paths[revision]));
  row("Branch names", listed(branch_names_[revision]));

  const auto part = [&text](const std::string& lines) {
    if (!lines.empty()) text += "\n" + lines;
  };
  part(indented(header.message));
  part(indented(trimmed(header.description)));
  part(indented("Revision ID: " + printable(graph_.id(revision)) +
                (header.created.empty() ? "" : "\nCreate Date: " + header.created)));
  return text + "\n";
}

nlohmann::ordered_json Listing::json(Index revision) const {
  const ir::Header& header = history_.headers[revision];
  const auto labels = graph_.labels(revision);
  nlohmann::ordered_json json;
  json["revision"] = graph_.id(revision);
  json["revises"] = ids_listed(graph_, graph_.parents(revision));
  json["depends_on"] = ids_listed(graph_, graph_.depends_on(revision));
  for (const ir::Name& name : header.replaces) json["replaces"].push_back(name.text);
  json["labels"] = std::vector<std::string>(labels.begin(), labels.end());
  json["branch_names"] = branch_names_[revision];
  json["message"] = header.message;
  json["description"] = std::string(trimmed(header.description));
  json["created"] = nullptr;
  if (!header.created.empty()) json["created"] = header.created;
  json["path"] = history_.paths[revision];
  json["head"] = graph_.is_head(revision);
  json["branch_point"] = graph_.is_branch_point(revision);
  json["merge_point"] = graph_.is_merge_point(revision);
  if (current_) json["current"] = is_current(revision);
  return json;
}

nlohmann::ordered_json Listing::json(std::span<const Index> revisions) const {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Index revision : revisions) list.push_back(json(revision));
  return list;
}

std::string document(nlohmann::ordered_json content) {
  nlohmann::ordered_json whole = {{"format", 1}};
  whole.update(content);
  return whole.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace migc::cli
