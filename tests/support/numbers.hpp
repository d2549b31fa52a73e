#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace migc::support {

/// Reads `--name NUMBER …` from a command line into the places that the names stand for. False when
/// there is anything else in it.
[[nodiscard]] bool read_numbers(int count, char** arguments,
                                const std::map<std::string, std::uint64_t*>& names);

}  // namespace migc::support
