#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/config/settings.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/ir/revision.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::pipeline {

/// All revisions of a project, read and put in order. `headers`, `revisions` and `paths` are
/// parallel; graph::Index is an index into them.
struct Project {
  config::Settings settings;
  std::string dialect;
  std::vector<ir::Header> headers;
  std::vector<ir::Revision> revisions;
  /// The `.mig` files as people know them: the version folder's name and the file's, so that output
  /// is the same wherever it is made.
  std::vector<std::string> paths;
  /// The same as the working directory sees them.
  std::vector<std::string> files;
  /// Every folder that was searched, for depfiles.
  std::vector<std::string> folders;
  graph::Graph graph;
};

/// Reads and lowers every `.mig` file of the version folders and orders the revisions. Everything
/// wrong is reported, over all files; a folder that is not there too. Sources are read into memory
/// whole.
[[nodiscard]] Project load(config::Settings settings, source::SourceSet& sources,
                           diagnostics::Diagnostics& diagnostics);

}  // namespace migc::pipeline
