#pragma once

#include <memory>
#include <span>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// The form for programs that may go on after errors, and for those that have opened a transaction
/// themselves. compiler/README.md, "The form for any program". `plans` has to outlive it.
[[nodiscard]] std::unique_ptr<Framer> gated_framer(std::span<const Plan> plans,
                                                   const FrameOptions& options);

}  // namespace migc::backends::sqlite
