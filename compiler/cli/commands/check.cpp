#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/drift.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/schema_source.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/pipeline/schema_text.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

int check(Session& session, const CheckOptions& options) {
  // A url of migc.toml is there for other commands; one that is typed is what is asked about.
  const bool asks_database = session.options.overrides.url.has_value();
  SchemaSources sources(session, {.database = asks_database});
  rehearse_project(session, sources.project());
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
  nlohmann::ordered_json json;
  bool same = true;
  if (!asks_database || sources.has_wanted()) {
    SchemaSource wanted = sources.wanted(), head = sources.heads();
    const schema::Difference found =
        difference(session, head, wanted, sources, options.column_order);
    const std::vector<schema::Change>& changes = found.changes;
    tell_order(session, found);
    json["changes"] = changes_json(changes);
    if (!changes.empty()) {
      same = false;
      const auto texts = pipeline::change_texts(changes);
      session.diagnostics.report(kind::schema_differs, {}, wanted.name, texts.size())
          .note("`migc revision --autogenerate -m MSG` writes them into a new revision");
      if (!session.options.json) session.print(pipeline::changes_text(changes));
    }
  }
  if (asks_database) {
    const Drift drift = drift_of(session, sources, database_of(session, sources.settings()));
    json["drift"] = changes_json(drift.changes);
    if (!drift.changes.empty()) {
      same = false;
      session.diagnostics.report(kind::database_differs, {}, drift.at)
          .note("the changes are listed above: make them a revision, or undo them");
      if (!session.options.json) session.print(pipeline::changes_text(drift.changes));
    }
  }
  if (session.options.json) session.print(document(std::move(json)));
  if (same) session.tell("no difference");
  return same ? exits::done : exits::no;
}

}  // namespace migc::cli
