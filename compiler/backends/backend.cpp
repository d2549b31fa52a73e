#include "compiler/backends/backend.hpp"

#include "compiler/backends/sqlite/sqlite.hpp"

namespace migc::backends {

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

const Backend* find_backend(std::string_view name) {
  static const sqlite::Sqlite sqlite;
  return name == sqlite.name() ? &sqlite : nullptr;
}

}  // namespace migc::backends
