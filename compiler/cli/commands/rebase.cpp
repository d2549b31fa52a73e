#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/graph/version_rows.hpp"
#include "compiler/import/source.hpp"
#include "compiler/syntax/scan.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using graph::Index;
using pipeline::History;

namespace {

Index one_revision(Session& session, const History& history, const std::string& word) {
  const std::vector<std::string> rows = rows_for(session, history, {word});
  const graph::Target target = resolve(session, history, word, {rows});
  if (target.revisions.empty()) stop(session, exits::usage, kind::no_file_of_base, word);
  return target.revisions.front();
}

/// What is recorded in a database is not to be rewritten; without a database nothing is known.
void check_applied(Session& session, const History& history, Index revision) {
  diagnostics::Diagnostics reported;
  const auto url = config::database_url(history.settings, reported);
  if (!url) {
    session.tell("no database is configured, so it is unknown whether the revision is applied");
    return;
  }
  const std::vector<std::string> rows =
      graph::rows_here(history.graph, version_of(session, *url, history.settings).rows);
  const auto known = graph::known_rows(history.graph, rows, session.diagnostics);
  if (!known) throw Stop{exits::history};
  if (history.graph.with_ancestors(*known)[revision])
    stop(session, exits::history, kind::rebase_of_applied, history.graph.id(revision));
}

void check_move(Session& session, const History& history, Index revision, Index onto) {
  const graph::Graph& graph = history.graph;
  if (graph.is_merge_point(revision))
    stop(session, exits::usage, kind::rebase_of_merge, graph.id(revision));
  const Index from[] = {revision};
  if (graph.with_descendants(from)[onto])
    stop(session, exits::usage, kind::rebase_in_circle, graph.id(onto), graph.id(revision));
  if (!graph.is_head(onto)) stop(session, exits::usage, kind::rebase_onto_no_head, graph.id(onto));
}

/// The file's text with another `revises`, all else byte for byte as it was. `text` is what was
/// read of it.
std::string moved(std::string written, std::string_view text, const ir::Header& header,
                  const std::string& onto) {
  const std::string item = fmt::format("revises  {}", onto);
  if (header.revises_written.known()) {
    const std::size_t begin = source::as_written(written, header.revises_written.begin);
    const std::size_t end = source::as_written(written, header.revises_written.end);
    return written.replace(begin, end - begin, item);
  }
  const char* semicolon = syntax::behind_gap(text, text.data() + header.id.written.end);
  const std::size_t behind = static_cast<std::size_t>(semicolon - text.data()) + 1;
  const std::string_view line_end = written.find("\r\n") == written.npos ? "\n" : "\r\n";
  return written.insert(source::as_written(written, behind), fmt::format("{}{};", line_end, item));
}

}  // namespace

int rebase(Session& session, const RebaseOptions& options) {
  session.state = "nothing was changed";
  const History history = load_history(session, {.database = true});
  const Index revision = one_revision(session, history, options.revision);
  const Index onto = one_revision(session, history, options.onto);
  check_move(session, history, revision, onto);
  check_applied(session, history, revision);

  const ir::Header& header = history.headers[revision];
  const std::string& path = history.files[revision];
  const std::string_view text = session.sources[header.id.written.file].text();
  const bool written =
      emit::write_file(path, moved(import::content_of(path), text, header, history.graph.id(onto)));
  session.tell(diagnostics::printable(fmt::format("{} {} {}", history.graph.id(revision),
                                                  written ? "now follows" : "follows already",
                                                  history.graph.id(onto))));
  session.state = written ? "the file was rewritten: fix the errors in it" : "nothing was changed";
  check_project(session, load_project(session));
  session.print(session.options.json ? document({{"revision", history.graph.id(revision)},
                                                 {"revises", history.graph.id(onto)},
                                                 {"path", path}})
                                     : diagnostics::printable(path) + "\n");
  return exits::done;
}

}  // namespace migc::cli
