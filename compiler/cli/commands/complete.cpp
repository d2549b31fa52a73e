#include <algorithm>
#include <string_view>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/pipeline/schema_text.hpp"

namespace migc::cli {

namespace {

using Kind = CompleteOptions::Kind;

/// The newest first: they are what is wanted most.
void add_revisions(Session& session, std::vector<Candidate>& found) {
  for (const char* word : {"head", "heads", "base", "current"}) found.push_back({word, ""});
  const pipeline::History history = load_history(session);
  for (std::size_t at = history.headers.size(); at-- > 0;) {
    const ir::Header& header = history.headers[at];
    found.push_back({header.id.text, header.message});
    for (const ir::Name& label : header.labels)
      found.push_back({label.text + "@head", "the head of branch " + label.text});
  }
}

void add_tables(Session& session, std::vector<Candidate>& found) {
  const pipeline::Project project = load_project(session);
  check_project(session, project);
  const schema::Schema schema =
      pipeline::schema_at(project, ids_of(project, {project.graph.heads(), {}}));
  for (std::string& name : schema.names(schema::Space::relation))
    found.push_back({std::move(name), ""});
}

/// What the project has. Who is typing is not to be told what is wrong with it.
void add_names(Session& session, Kind kind, std::vector<Candidate>& found) {
  try {
    if (kind == Kind::revisions || kind == Kind::schemas) add_revisions(session, found);
    if (kind == Kind::tables) add_tables(session, found);
  } catch (const Stop&) {
  }
  session.diagnostics = {};
}

}  // namespace

int complete(Session& session, const CompleteOptions& options) {
  std::vector<Candidate> found = options.candidates;
  add_names(session, options.kind, found);
  // The end of a range is a revision too.
  const std::size_t colon =
      options.kind == Kind::revisions ? options.typed.rfind(':') : options.typed.npos;
  const std::string start = colon == options.typed.npos ? "" : options.typed.substr(0, colon + 1);
  const std::string_view typed = std::string_view(options.typed).substr(start.size());
  for (const Candidate& one : found)
    if (one.text.starts_with(typed))
      session.print(diagnostics::printable(options.before + start + one.text) + "\t" +
                    diagnostics::printable(one.description) + "\n");
  if (options.kind == Kind::folders) session.print(":folders\t\n");
  if (options.kind == Kind::files || options.kind == Kind::schemas) session.print(":files\t\n");
  return exits::done;
}

}  // namespace migc::cli
