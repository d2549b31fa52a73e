#include "compiler/drivers/sqlite/scratch.hpp"

namespace migc::drivers::sqlite {

std::unique_ptr<Connection> scratch_database() {
  config::Url in_memory;
  in_memory.dialect = "sqlite";
  auto scratch = std::make_unique<Connection>(in_memory, database::Access::create);
  scratch->confine();
  return scratch;
}

void copy_database(const database::Connection& from, const database::Connection& to) {
  const std::unique_ptr<sqlite3_backup, decltype(&sqlite3_backup_finish)> backup(
      sqlite3_backup_init(handle_of(to), "main", handle_of(from), "main"), &sqlite3_backup_finish);
  if (backup != nullptr) sqlite3_backup_step(backup.get(), -1);
}

}  // namespace migc::drivers::sqlite
