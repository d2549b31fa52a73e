#include "compiler/drivers/sqlite/kept_pragmas.hpp"

#include <fmt/format.h>

namespace migc::drivers::sqlite {

KeptPragmas::KeptPragmas(Connection& database) : database_(database) {
  for (const char* prefix : {"", "_"}) {
    restore_ += fmt::format("DROP TRIGGER IF EXISTS temp.{}migc_watch;", prefix);
    for (const char* view : {"at", "run", "shape", "text"})
      restore_ += fmt::format("DROP VIEW IF EXISTS temp.{}migc_{};", prefix, view);
    restore_ += fmt::format("DROP TABLE IF EXISTS temp.{}migc_check;", prefix);
  }
  for (const char* name : {"foreign_keys", "legacy_alter_table", "ignore_check_constraints"})
    restore_ += fmt::format("PRAGMA {} = {};", name,
                            *database_.query(fmt::format("PRAGMA {}", name)).at(0).at(0));
}

KeptPragmas::~KeptPragmas() {
  sqlite3_exec(database_.handle(), restore_.c_str(), nullptr, nullptr, nullptr);
}

}  // namespace migc::drivers::sqlite
