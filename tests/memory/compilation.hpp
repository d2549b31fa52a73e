#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/config/settings.hpp"
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

enum class Form {
  bare,     ///< Only what the revision itself does.
  framed,   ///< With everything around it that makes it safe to run.
  lossy,    ///< FramedStatement, and made with `--allow-data-loss`.
  checked,  ///< Lossy, for clients that go on after errors.
};

/// Compiles the `.mig` files for a dialect, in the order in which they come. `rehearses`: what they
/// become is run on a scratch database, as migc does.
[[nodiscard]] Compilation compile(const std::vector<TextFile>& files, Form form,
                                  const std::string& dialect = "sqlite",
                                  const config::Settings& settings = {}, bool rehearses = false);

/// A plan as the database's own client gets it, or another one.
[[nodiscard]] std::string script_of(const backends::Plan& plan, const backends::Backend& backend,
                                    backends::Runner runner = backends::Runner::client);

/// One lossy script for the revisions from one to another, both among those of the compilation and
/// on one line, in one transaction: up from `from` to `to`, or down where `to` is below. A reason
/// why there is none is among the diagnostics.
[[nodiscard]] std::string coalesced(Compilation& made, const std::string& from,
                                    const std::string& to);

}  // namespace migc::memory
