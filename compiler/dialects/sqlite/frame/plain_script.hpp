#pragma once

#include <memory>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// The form for who stops at the first error and then rolls back: SQLite's shell after `.bail on`,
/// and migc itself. compiler/README.md, "The plain script".
[[nodiscard]] std::unique_ptr<Framer> plain_framer(bool several, const FrameOptions& options);

}  // namespace migc::backends::sqlite
