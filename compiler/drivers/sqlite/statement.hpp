#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

namespace migc::drivers::sqlite {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// A compiled statement; null where SQLite cannot compile it, or has nothing to compile.
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

[[nodiscard]] inline Prepared prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  sqlite3_prepare_v2(database, sql.c_str(), -1, &prepared, nullptr);
  return Prepared(prepared);
}

}  // namespace migc::drivers::sqlite
