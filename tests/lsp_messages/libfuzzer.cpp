#include <cstddef>
#include <cstdint>

#include "tests/lsp_messages/target.hpp"

/// https://llvm.org/docs/LibFuzzer.html
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  migc::fuzz::try_messages({reinterpret_cast<const char*>(data), size});
  return 0;
}
