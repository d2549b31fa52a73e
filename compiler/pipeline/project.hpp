#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/config/settings.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/dialect/dialect.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/graph/replaced.hpp"
#include "compiler/ir/revision.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::pipeline {

/// All revisions of a project by what their headers say, put in order. `headers`, `paths` and
/// `files` are parallel; graph::Index is an index into them.
struct History {
  config::Settings settings;
  const dialect::Dialect* dialect = nullptr;  ///< Its rules.
  std::vector<ir::Header> headers;
  /// The `.mig` files as people know them: the version folder's name and the file's, so that output
  /// is the same wherever it is made.
  std::vector<std::string> paths;
  /// The same as the working directory sees them.
  std::vector<std::string> files;
  /// Every folder that was searched, for depfiles.
  std::vector<std::string> folders;
  graph::Graph graph;
};

/// A history with what its revisions do.
struct Project : History {
  std::vector<ir::Revision> revisions{};  ///< Parallel to `headers`.
  std::vector<std::string> checksums{};   ///< Parallel; see checksum().
};

/// Everything that the files of a project say. Where a revision replaces others, these are several
/// histories in one: view() makes one of them, and its graph.
template <class Revisions>
struct Files {
  Revisions all;  ///< Without a graph.
};

/// Reads the header of every `.mig` file of the version folders. What is wrong up to the first
/// block of a file is reported, over all files; a folder that is not there too. Blocks are not
/// looked at. Sources are read into memory whole.
[[nodiscard]] Files<History> read_headers(config::Settings settings, source::SourceSet& sources,
                                          diagnostics::Diagnostics& diagnostics);

/// The same with the blocks, lowered, and everything that is wrong with them.
[[nodiscard]] Files<Project> read_project(config::Settings settings, source::SourceSet& sources,
                                          diagnostics::Diagnostics& diagnostics);

/// Adds one more file to what was read, that may not be written yet.
void add_file(Files<Project>& files, std::string path, std::string text, source::SourceSet& sources,
              diagnostics::Diagnostics& diagnostics);

/// The history in which everything is that is named; see graph::Replacements. Reports what is wrong
/// with it as a graph, and with what is replaced.
[[nodiscard]] History view(Files<History> files, const graph::NamedRevisions& named,
                           diagnostics::Diagnostics& diagnostics);
[[nodiscard]] Project view(Files<Project> files, const graph::NamedRevisions& named,
                           diagnostics::Diagnostics& diagnostics);

/// A digest of what a revision's upgrade says to databases of the project's dialect.
[[nodiscard]] std::string checksum(const History& history, graph::Index revision,
                                   const source::SourceSet& sources);

}  // namespace migc::pipeline
