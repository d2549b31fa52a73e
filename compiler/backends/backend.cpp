#include "compiler/backends/backend.hpp"

namespace migc::backends {

std::string Framer::text(std::span<const FramedStatement> statements) const {
  std::string text;
  for (std::size_t at = 0; at < statements.size();) at = print(statements, at, text);
  return text;
}

std::string_view word(Strategy strategy) {
  switch (strategy) {
    case Strategy::native:
      return "native";
    case Strategy::metadata:
      return "metadata";
    case Strategy::rebuild:
      return "rebuild";
    case Strategy::data:
      return "data";
    case Strategy::check:
      return "check";
    case Strategy::version:
      return "version";
  }
  return "";
}

std::string rows_text(const std::vector<std::string>& rows) {
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : ", ") + row;
  return text.empty() ? "base" : text;
}

}  // namespace migc::backends
