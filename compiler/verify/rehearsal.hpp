#pragma once

#include <memory>
#include <set>
#include <string>

#include "compiler/backends/backend.hpp"
#include "compiler/database/driver.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/verify/neighbourhood.hpp"

namespace migc::verify {

/// Runs the statements of every block, as they were emitted, on a scratch database that holds what
/// surrounds them, and asks SQLite three questions: do they run, do they make what the model says,
/// and does everything that worked before still work. Each refusal is reported at the statement of
/// the `.mig` file. No history is replayed: the cost is that of the surroundings.
class Rehearsal {
 public:
  /// All three have to outlive it.
  Rehearsal(const backends::Backend& backend, const source::SourceSet& sources,
            diagnostics::Diagnostics& diagnostics);

  /// For pipeline::plans() and for_each_revision(); refers to this object.
  [[nodiscard]] pipeline::Rehearse hook();

  /// Rehearses one block; reports at most the first refusal of a statement, else everything that
  /// differs or no longer works.
  void rehearse(const pipeline::Block& block);

 private:
  friend class BlockRehearsal;

  void note_untried(const std::string& what, const std::string& why);

  const backends::Backend& backend_;
  const source::SourceSet& sources_;
  diagnostics::Diagnostics& diagnostics_;
  const database::Driver& driver_;
  std::unique_ptr<database::Stage> stage_;
  std::unique_ptr<database::Stage> before_;  ///< As it was before a block, to compare with.
  std::set<std::string> untried_;
};

}  // namespace migc::verify
