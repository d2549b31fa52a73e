#pragma once

#include <string_view>

namespace migc::fuzz {

/// Reads any bytes as a file and as statements, lays them out, prints what was read, and reads that
/// again. Aborts where something that always holds does not.
void try_text(std::string_view text);

}  // namespace migc::fuzz
