#pragma once

#include <string>
#include <vector>

#include "compiler/graph/graph.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/pipeline/project.hpp"

namespace migc::pipeline {

/// Something that a table or one of its columns is, and the revision that made it so.
struct Attribute {
  std::string column;  ///< Empty: of the table.
  std::string what;  ///< `type`, `default`, `check`, `index`, …; `column` and `table`: the name.
  std::string text;  ///< As the language says it.
  graph::Index revision = 0;
};

/// The attributes of a table or view at the heads, the table's own behind those of its columns;
/// none when there is no such relation. Renames are followed. The project has been checked.
[[nodiscard]] std::vector<Attribute> blame(const Project& project, const ir::Name& relation);

}  // namespace migc::pipeline
