#pragma once

#include <cctype>
#include <cstddef>
#include <string>

namespace migc::inject {

/// Where a statement begins behind its comments.
inline std::size_t begin_of(const std::string& statement) {
  std::size_t at = 0;
  while (at < statement.size()) {
    if (std::isspace(static_cast<unsigned char>(statement[at])) != 0)
      ++at;
    else if (statement.compare(at, 2, "/*") == 0)
      at = statement.find("*/", at) + 2;
    else if (statement.compare(at, 2, "--") == 0)
      at = statement.find('\n', at);
    else
      break;
  }
  return at;
}

}  // namespace migc::inject
