#pragma once

#include "grammar/message.hpp"

namespace migc::syntax {

/// Thrown where a committed rule does not match. Statements catch it, report it, and go on behind
/// it.
struct Mismatch {
  const char* place;
  grammar::Message message;
};

}  // namespace migc::syntax
