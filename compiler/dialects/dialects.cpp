#include "compiler/dialects/dialects.hpp"

#include "compiler/dialects/sqlite/sqlite.hpp"

namespace migc::backends {

const Backend* find_backend(std::string_view name) {
  static const sqlite::Sqlite sqlite;
  return name == sqlite.name() ? &sqlite : nullptr;
}

}  // namespace migc::backends
