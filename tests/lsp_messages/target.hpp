#pragma once

#include <string_view>

namespace migc::fuzz {

/// Gives a server what the bytes say: messages of the protocol, taken apart and put together again,
/// about a file with a text of theirs. Aborts when an answer is none.
void try_messages(std::string_view bytes);

}  // namespace migc::fuzz
