#include "compiler/backends/quote.hpp"

#include "compiler/diagnostics/escape.hpp"

namespace migc::backends {

std::string comment_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const diagnostics::CodePoint point = diagnostics::next_code_point(text);
    const bool control = point.value < 0x20 || point.value == 0x7F;
    const bool closes = point.value == U'/' && !line.empty() && line.back() == '*';
    const bool opens = point.value == U'*' && !line.empty() && line.back() == '/';
    if (closes || opens) line += ' ';
    line += control ? " " : diagnostics::printable(point, text);
    text.remove_prefix(point.bytes);
  }
  return line;
}

}  // namespace migc::backends
