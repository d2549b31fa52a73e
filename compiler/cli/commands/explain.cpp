#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/diagnostics/explanations.hpp"
#include "compiler/pipeline/compile.hpp"

namespace migc::cli {

using diagnostics::printable;
using graph::Index;
using Json = nlohmann::ordered_json;

namespace {

std::string place_of(const Session& session, const backends::Action& action) {
  if (!action.written.known()) return "";
  const source::SourceFile& file = session.sources[action.written.file];
  const source::Position at = file.position(action.written.begin);
  return fmt::format("     {}:{}:{}\n", printable(file.path()), at.line, at.column);
}

std::string text_of(const Session& session, const backends::Plan& plan) {
  std::string text = plan.upgrade ? "upgrade\n" : "downgrade\n";
  std::size_t number = 0;
  for (const backends::Action& action : plan.script.actions) {
    text += fmt::format("  {}. {}\n", ++number, printable(action.summary));
    text += fmt::format("     {}{}{}\n", backends::word(action.strategy),
                        action.why.empty() ? "" : ": ", printable(action.why));
    for (const std::string& note : action.notes) text += fmt::format("     {}\n", printable(note));
    text += place_of(session, action);
  }
  return number == 0 ? text + "  nothing to do\n" : text;
}

}  // namespace

int explain(Session& session, const ShowOptions& options) {
  if (diagnostics::is_code(options.revision)) return explain_code(session, options.revision);
  const pipeline::Project project = load_project(session, about({options.revision}));
  check_project(session, project);
  static_cast<void>(backend_of(session, project));
  const std::vector<std::string> rows = rows_for(session, project, {options.revision});
  const graph::Target target =
      resolve(session, project, options.revision, {rows, graph::Use::other, true});
  const graph::Set wanted = [&] {
    graph::Set set(project.graph.size(), false);
    for (const Index one : target.revisions) set[one] = true;
    return set;
  }();

  const Listing listing(project, session.colored());
  Json list = Json::array();
  pipeline::for_each_revision(
      project, session.diagnostics, [&](const pipeline::Compiled& compiled, const schema::Schema&) {
        if (!wanted[compiled.revision]) return;
        Json entry = {{"revision", compiled.up.revision},
                      {"upgrade", actions_json(session, compiled.up)}};
        std::string text = listing.line(compiled.revision, {.message = true}) + "\n" +
                           text_of(session, compiled.up);
        if (compiled.down) {
          entry["downgrade"] = actions_json(session, *compiled.down);
          text += text_of(session, *compiled.down);
        } else {
          text += "downgrade\n  irreversible\n";
        }
        if (session.options.json)
          list.push_back(std::move(entry));
        else
          session.print(text);
      });
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
  if (session.options.json) session.print(document({{"revisions", std::move(list)}}));
  return exits::done;
}

}  // namespace migc::cli
