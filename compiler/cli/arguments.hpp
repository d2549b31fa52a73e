#pragma once

#include <functional>
#include <string>

#include "compiler/cli/session.hpp"

namespace migc::cli {

/// What the command line asks for.
struct Request {
  GlobalOptions options{};
  std::function<int(Session&)> command{};  ///< Empty where `text` is the answer.
  std::string text{};                      ///< Help, or the version.
  diagnostics::Diagnostics complaints{};   ///< With errors there is nothing to be run.
};

/// Takes the command line apart. Reads nothing else.
[[nodiscard]] Request parse_arguments(int count, const char* const* arguments);

}  // namespace migc::cli
