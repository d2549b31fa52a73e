#pragma once

#include <string>

#include "tests/support/tally.hpp"

namespace migc::seed {

/// "Auto-Generate Migration": the wanted schema is changed, the new revision reviewed and applied,
/// and a rename keeps its data.
void check_autogenerate(const std::string& migc, support::Tally& tally);

/// "Reset Migration History": all revisions are deleted, and one that makes the same schema is
/// generated.
void check_reset(const std::string& migc, support::Tally& tally);

}  // namespace migc::seed
