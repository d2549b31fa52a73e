#pragma once

#include <map>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/scratch.hpp"

namespace migc::verify {

/// Tries upgrades over rows that are NULL wherever the schema before allows it. Most databases have
/// such rows, and an upgrade that stops on them was only tried on an empty one.
class NullTrial {
 public:
  /// Both have to outlive it.
  NullTrial(const pipeline::Project& project, diagnostics::Diagnostics& diagnostics)
      : project_(project), diagnostics_(diagnostics) {}

  /// Runs an upgrade on a copy of the database as it is before it, with such rows in the tables
  /// that it touches. Reports a NULL that stops it as a warning.
  void upgrade(const backends::Plan& plan, Scratch& before);

  /// Remembers the tables that an upgrade has changed.
  void note(const pipeline::Compiled& compiled, const schema::Schema& after);

 private:
  const pipeline::Project& project_;
  diagnostics::Diagnostics& diagnostics_;
  std::map<std::string, ir::Table> tables_;  ///< By key, as they are before the next upgrade.
};

}  // namespace migc::verify
