#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/schema_source.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/schema_text.hpp"

namespace migc::cli {

int diff(Session& session, const DiffOptions& options) {
  SchemaSources sources(session, about({options.from, options.to}));
  if (options.sql) static_cast<void>(backend_of(session, sources.dialect()));
  SchemaSource from = sources.read(options.from), to = sources.read(options.to);
  const auto changes = difference(session, from, to, sources, true).changes;
  if (options.sql) {
    const backends::Script script = pipeline::script_of(from.schema, changes, sources.settings(),
                                                        sources.dialect(), session.diagnostics);
    if (!session.diagnostics.ok()) return exits::sources;
    session.print(emit::statements(script));
  } else if (session.options.json) {
    session.print(
        document({{"from", from.name}, {"to", to.name}, {"changes", changes_json(changes)}}));
  } else {
    session.print(pipeline::changes_text(changes));
  }
  if (changes.empty()) session.tell("no difference");
  return options.exit_code && !changes.empty() ? exits::no : exits::done;
}

}  // namespace migc::cli
