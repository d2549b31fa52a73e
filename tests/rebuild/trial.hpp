#pragma once

#include <functional>
#include <string>

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
/// Returns what is wrong, or nothing.
class Trials {
 public:
  [[nodiscard]] std::string run(const Fixture& fixture, const Change& change, Origin origin,
                                const Mutation& mutation = {});

 private:
  support::FactsReader reader_{{"migc_version", "migc_log"}};
};

}  // namespace migc::rebuild
