#pragma once

#include <memory>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// The form for programs that may go on after errors, and for those that have opened a transaction
/// themselves. compiler/README.md, "The form for any program".
[[nodiscard]] std::unique_ptr<Framer> checked_framer(bool several, const FrameOptions& options);

}  // namespace migc::backends::sqlite
