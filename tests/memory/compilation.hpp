#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/source/source_file.hpp"

/// Projects that are texts in memory: what pipeline::load does with files, without files.
namespace migc::memory {

struct TextFile {
  std::string path, text;
};

/// A revision's scripts, as they are printed.
struct Scripts {
  std::string revision;
  std::string up;
  std::optional<std::string> down;
};

struct Compilation {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  pipeline::Project project;
  std::vector<Scripts> scripts;  ///< In graph order; none when there were errors.

  /// Everything that was said, as people see it.
  [[nodiscard]] std::string complaints() const;
};

/// Compiles the `.mig` files for a dialect, in the order in which they come. `framed` scripts have
/// everything around them that makes them safe to run; others only what the revision itself does.
[[nodiscard]] Compilation compile(const std::vector<TextFile>& files, bool framed,
                                  const std::string& dialect = "sqlite");

}  // namespace migc::memory
