#include "tests/support/numbers.hpp"

#include <cstdlib>

namespace migc::support {

bool read_numbers(int count, char** arguments, const std::map<std::string, std::uint64_t*>& names) {
  for (int i = 1; i < count; i += 2) {
    const auto name = names.find(arguments[i]);
    if (name == names.end() || i + 1 == count) return false;
    *name->second = std::strtoull(arguments[i + 1], nullptr, 10);
  }
  return true;
}

}  // namespace migc::support
