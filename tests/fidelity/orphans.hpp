#pragma once

namespace migc::fidelity {

/// A script asks whether rows have lost their parents after each change that could do that, and
/// after no other. Returns whether all do.
[[nodiscard]] bool orphans_are_asked_for();

}  // namespace migc::fidelity
