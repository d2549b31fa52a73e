#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "compiler/schema/model/schema.hpp"

/// A whole schema for programs that read or draw. No text of a user leaves its quotes.
namespace migc::cli {

/// Every object with all that is known of it; `definition` is the statement of the language.
[[nodiscard]] nlohmann::ordered_json schema_json(const schema::Schema& schema);

/// An entity relationship diagram of Mermaid, which has tables with their columns and foreign keys.
/// https://mermaid.js.org/syntax/entityRelationshipDiagram.html
[[nodiscard]] std::string schema_mermaid(const schema::Schema& schema);

/// The same as a digraph of Graphviz. https://graphviz.org/doc/info/shapes.html#record
[[nodiscard]] std::string schema_dot(const schema::Schema& schema);

}  // namespace migc::cli
