#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "compiler/backends/quote.hpp"
#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
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
  for (const ir::Header& header : history.headers) {
    const std::string& id = header.id.text;
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

/// The id of the new revision.
std::string new_id(const History& history, const RevisionOptions& options,
                   const std::string& slug) {
  if (options.rev_id) return *options.rev_id;
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

/// The file's name by `file_template`. An id that ends with the slug says it already.
std::string file_name(Session& session, const History& history, const std::string& id,
                      const std::string& slug) {
  const std::string tail = "_" + slug;
  std::string rev = id;
  if (!slug.empty() && rev.size() > tail.size() && rev.ends_with(tail))
    rev.resize(rev.size() - tail.size());
  std::string name = history.settings.file_template.value;
  replace(name, "{rev}", rev);
  replace(name, "{slug}", slug);
  while (name.ends_with('_')) name.pop_back();
  if (name.empty() || name.front() == '.' || name.find('/') != name.npos)
    stop(session, exits::usage, kind::file_template, name,
         "a file's name has no `/` in it and does not begin with a dot");
  return name + ".mig";
}

/// The revision that the new one follows, or none.
std::optional<graph::Index> parent_of(Session& session, const History& history,
                                      const RevisionOptions& options) {
  const std::vector<graph::Index>& heads = history.graph.heads();
  if (options.head == "head") {
    if (heads.size() > 1) stop(session, exits::usage, kind::parent_needed, heads.size());
    return heads.empty() ? std::nullopt : std::optional(heads[0]);
  }
  const std::vector<std::string> rows = rows_for(session, history, {options.head});
  const graph::Target target = resolve(session, history, options.head, {rows});
  if (target.revisions.empty()) return std::nullopt;
  const graph::Index parent = target.revisions[0];
  if (!history.graph.is_head(parent) && !options.splice)
    stop(session, exits::usage, kind::splice_needed, history.graph.id(parent));
  return parent;
}

/// The new id must be one that the graph can take in: legal, and not there yet.
void check_id(Session& session, const History& history, const std::string& id) {
  std::vector<ir::Header> headers = history.headers;
  headers.emplace_back();
  headers.back().id = {id, false, {}, {}};
  diagnostics::Diagnostics said;
  static_cast<void>(graph::Graph::build(headers, said));
  for (const diagnostics::Diagnostic& one : said.all()) session.diagnostics.add(one);
  if (!said.ok()) throw Stop{exits::usage};
}

std::string text_of(const std::string& id, const std::string& parent, const std::string& message) {
  std::string text = fmt::format("revision {};\n", id);
  if (!parent.empty()) text += fmt::format("revises  {};\n", parent);
  if (!message.empty()) text += fmt::format("message  {};\n", backends::literal(message));
  text += fmt::format("created  '{}';\n", time_text("%Y-%m-%d %H:%M:%S"));
  return text + R"mig(
-- For example:
--   alter table devices add column serial_number varchar(100);
--   create index ix_devices_serial_number on devices (serial_number);
upgrade {
}

-- Undoes what stands above; `downgrade auto;` finds out by itself how.
downgrade {
}
)mig";
}

}  // namespace

int revision(Session& session, const RevisionOptions& options) {
  check_message(session, options.message);
  const History history = load_history(session);
  const std::string slug = slug_of(options.message);
  const std::string id = new_id(history, options, slug);
  check_id(session, history, id);
  const auto parent = parent_of(session, history, options);

  const std::string& folder = history.folders.front();
  const std::string path =
      (std::filesystem::path(folder) / file_name(session, history, id, slug)).string();
  write_new(session, path, text_of(id, parent ? history.graph.id(*parent) : "", options.message));
  session.print(diagnostics::printable(path) + "\n");
  return exits::done;
}

}  // namespace migc::cli
