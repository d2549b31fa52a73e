#pragma once

#include <string>

#include "tests/support/project.hpp"

namespace migc::support {

/// A piece of the only line of a project.
struct Piece {
  std::string below;        ///< The revision before it, or `base`.
  std::string first, last;  ///< Both are part of it.
};

/// Squashes the piece, and goes both ways on databases of their own, up and back down: schema and
/// rows have to be the same. Leaves the project as it was. Returns what is wrong, or nothing.
[[nodiscard]] std::string try_squash(const Project& project, const Piece& piece);

}  // namespace migc::support
