#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/drift.hpp"
#include "compiler/cli/edited.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/graph/version_rows.hpp"
#include "compiler/pipeline/schema_text.hpp"

namespace migc::cli {

using diagnostics::printable;
using graph::Index;
using Json = nlohmann::ordered_json;

namespace {

/// Everything about where a database is in a history.
struct Status {
  std::vector<Index> current{}, pending{};
  std::size_t applied = 0;
  std::vector<Edited> edited{};
  /// Rows that no revision has. With one nobody knows what else is applied.
  std::vector<std::string> unknown{};
  std::vector<std::string> unfinished{};  ///< Revisions that the log says stopped half-way.
  /// What was done to the database beside the revisions; none where these do not compile.
  std::optional<std::vector<schema::Change>> drift{};

  [[nodiscard]] bool sound() const {
    return edited.empty() && unknown.empty() && unfinished.empty();
  }
  [[nodiscard]] int code() const {
    if (!sound()) return exits::history;
    return drift && !drift->empty() ? exits::no : exits::done;
  }
};

Status status_of(Session& session, const pipeline::History& history, const Recorded& recorded) {
  Status status;
  const graph::Graph& graph = history.graph;
  for (const std::string& row : recorded.rows)
    if (const auto revision = graph.find(row))
      status.current.push_back(*revision);
    else
      status.unknown.push_back(row);
  const graph::Set applied = graph.with_ancestors(status.current);
  for (const Index one : graph.order())
    if (applied[one])
      ++status.applied;
    else
      status.pending.push_back(one);
  status.edited = edited_revisions(graph, applied, recorded.log, [&](Index one) {
    return pipeline::checksum(history, one, session.sources);
  });
  for (const auto& [revision, logged] : recorded.log)
    if (!logged.finished) status.unfinished.push_back(revision);
  return status;
}

/// What is known of drift: nothing where the migrations have mistakes, of which other commands
/// tell, or where the rows are of no revision.
std::optional<std::vector<schema::Change>> drift_if_known(Session& session, const config::Url& url,
                                                          const Status& status) {
  if (!status.sound()) return std::nullopt;
  Session quiet(session.options);
  try {
    SchemaSources sources(quiet, {.database = true});
    return drift_of(quiet, sources, url).changes;
  } catch (const Stop&) {
    return std::nullopt;
  }
}

std::vector<std::string> drift_lines(const Status& status) {
  if (!status.drift) return {"not known"};
  std::vector<std::string> lines;
  for (const pipeline::ChangeText& change : pipeline::change_texts(*status.drift)) {
    std::string_view text = change.statement;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines.push_back(printable(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  return lines;
}

/// One line each, fit for a terminal, the first beside the name.
std::string part(std::string_view name, std::vector<std::string> lines) {
  if (lines.empty()) lines.push_back("none");
  std::string text;
  for (const std::string& line : lines)
    text += fmt::format("{:<12}{}\n", text.empty() ? name : "", line);
  return text;
}

std::vector<std::string> listed(const Listing& listing, const std::vector<Index>& revisions) {
  constexpr std::size_t most = 20;
  std::vector<std::string> lines;
  for (const Index one : revisions) {
    if (lines.size() == most && revisions.size() > most + 1) {
      lines.push_back(fmt::format("and {} more", revisions.size() - most));
      break;
    }
    lines.push_back(listing.line(one, {.message = true}));
  }
  return lines;
}

std::string text_of(const Status& status, const pipeline::History& history, const config::Url& url,
                    const Recorded& recorded, bool colored) {
  const Listing listing(history, colored);
  std::vector<std::string> edited;
  for (const Edited& one : status.edited)
    edited.push_back(printable(
        fmt::format("{}, applied {}", history.graph.id(one.revision), when_and_who(one.applied))));
  std::vector<std::string> unknown, unfinished;
  for (const std::string& row : status.unknown) unknown.push_back(printable(row));
  for (const std::string& row : status.unfinished) unfinished.push_back(printable(row));
  std::vector<std::string> current = listed(listing, status.current);
  for (const std::string& row : unknown) current.push_back(row + " (unknown)");
  if (current.empty()) current.push_back(recorded.table ? "base" : "base (no version table yet)");
  std::string text = part("database", {printable(url.masked())}) + part("current", current);
  if (status.unknown.empty()) {
    text += part("applied",
                 {fmt::format("{} of {} revisions", status.applied, history.graph.order().size())});
    text += part("pending", listed(listing, status.pending));
  }
  text += part("edited", edited);
  text += part("unknown", unknown);
  if (!unfinished.empty()) text += part("unfinished", unfinished);
  return text + part("drift", drift_lines(status));
}

Json json_of(const Status& status, const pipeline::History& history, const config::Url& url) {
  const Listing listing(history);
  Json edited = Json::array(), pending = Json::array();
  for (const Edited& one : status.edited)
    edited.push_back({{"revision", history.graph.id(one.revision)},
                      {"checksum", one.checksum},
                      {"applied_checksum", one.applied.checksum},
                      {"applied_at", one.applied.at},
                      {"applied_by", one.applied.by}});
  for (const Index one : status.pending) pending.push_back(history.graph.id(one));
  if (!status.unknown.empty()) pending = nullptr;  // what an unknown revision follows is not known
  return {{"database", url.masked()},
          {"current", listing.json(status.current)},
          {"applied", status.applied},
          {"pending", pending},
          {"edited", edited},
          {"unknown", status.unknown},
          {"unfinished", status.unfinished},
          {"drift", status.drift ? changes_json(*status.drift) : Json()}};
}

}  // namespace

int status(Session& session) {
  const pipeline::History history = load_history(session, {.database = true});
  const config::Url url = database_of(session, history.settings);
  Recorded recorded = recorded_by(session, url, history.settings);
  recorded.rows = graph::rows_here(history.graph, recorded.rows);
  Status status = status_of(session, history, recorded);
  status.drift = drift_if_known(session, url, status);
  if (session.options.json)
    session.print(document(json_of(status, history, url)));
  else
    session.print(text_of(status, history, url, recorded, session.colored()));
  if (!status.unknown.empty()) check_rows(session, history, recorded.rows);  // says what to do
  return status.code();
}

}  // namespace migc::cli
