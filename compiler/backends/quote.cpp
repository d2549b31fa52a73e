#include "compiler/backends/quote.hpp"

namespace migc::backends {

std::string comment_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    const bool closes = c == '/' && !line.empty() && line.back() == '*';
    const bool opens = c == '*' && !line.empty() && line.back() == '/';
    if (closes || opens) line += ' ';
    line += control ? ' ' : c;
  }
  return line;
}

}  // namespace migc::backends
