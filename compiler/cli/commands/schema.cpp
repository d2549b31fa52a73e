#include "compiler/diagnostics/catalogue/schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/schema_formats.hpp"
#include "compiler/cli/schema_source.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/schema_text.hpp"

namespace migc::cli {

namespace {

/// One relation with its indexes and triggers; stops when it is not there.
schema::Schema only(Session& session, schema::Schema schema, const std::string& relation) {
  const std::vector<std::string> names = schema.names(schema::Space::relation);
  if (schema.find({schema::Space::relation, source::fold(relation)}) == nullptr) {
    session.diagnostics.report(diagnostics::kind::unknown_relation, {}, relation)
        .suggest(relation, names);
    throw Stop{exits::usage};
  }
  return pipeline::of_relation(std::move(schema), relation);
}

}  // namespace

int schema(Session& session, const SchemaOptions& options) {
  SchemaSources sources(session, about({options.revision}));
  schema::Schema schema = sources.read(options.revision).schema;
  schema = options.table ? only(session, std::move(schema), *options.table)
                         : pipeline::included(std::move(schema), sources.settings());
  if (session.options.json)
    session.print(document(schema_json(schema)));
  else if (options.format == "sql") {
    static_cast<void>(backend_of(session, sources.dialect()));
    for (const std::string& statement : pipeline::create_statements(schema, sources.dialect()))
      session.print(statement + ";\n");
  } else if (options.format == "mermaid")
    session.print(schema_mermaid(schema));
  else if (options.format == "dot")
    session.print(schema_dot(schema));
  else
    session.print(pipeline::schema_text(schema));
  return exits::done;
}

}  // namespace migc::cli
