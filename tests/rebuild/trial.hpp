#pragma once

#include <functional>
#include <string>

#include "tests/memory/compilation.hpp"
#include "tests/rebuild/change.hpp"
#include "tests/rebuild/fixture.hpp"
#include "tests/support/facts.hpp"

namespace migc::rebuild {

/// What a script is turned into before it runs: nothing but itself, or what a defective compiler
/// would have printed.
using Mutation = std::function<std::string(const std::string&)>;

/// Whether migc has made the database, or somebody before it, by hand.
enum class Origin { migc, hand };

/// Changes one thing of a database and looks at everything: its facts are those of a database made
/// by hand as it should be, its rows what they were but for the change, what was not changed is
/// stored byte for byte as it was, the probes get the same answers, and the way back leads back.
class Trial {
 public:
  /// Throws std::runtime_error when it does not compile.
  Trial(const Fixture& fixture, const Change& change);

  /// Returns what is wrong, or nothing. The script of the change runs as `mutation` makes it.
  [[nodiscard]] std::string run(Origin origin, support::FactsReader& reader,
                                const Mutation& mutation = {}) const;

  /// The script of the change.
  [[nodiscard]] const std::string& script() const { return compiled_.scripts.back().up; }
  [[nodiscard]] const memory::Compilation& compiled() const { return compiled_; }
  [[nodiscard]] const Shape& after() const { return after_; }
  /// What makes the database before it has rows, and what adds a column when it has.
  [[nodiscard]] std::string create_statements() const;
  [[nodiscard]] std::string add_spare() const;

 private:
  [[nodiscard]] std::string action() const;
  void compile();

  const Fixture& fixture_;
  const Change& change_;
  Shape before_, after_;
  memory::Compilation compiled_;
};

}  // namespace migc::rebuild
