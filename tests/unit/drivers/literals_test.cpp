#include "compiler/drivers/sqlite/literals.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>

#include "tests/support/database.hpp"

using namespace migc;

namespace {

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

/// The one row of a query, stood on.
Statement row_of(const support::Database& database, const std::string& query) {
  sqlite3_stmt* prepared = nullptr;
  sqlite3_prepare_v2(database.handle(), query.c_str(), -1, &prepared, nullptr);
  REQUIRE(prepared != nullptr);
  return {prepared, sqlite3_finalize};
}

double number_of(std::uint64_t bits) {
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

}  // namespace

TEST_CASE("a real number comes back from its literal bit by bit") {
  const support::Database database;
  const Statement echo = row_of(database, "SELECT ?1");
  std::mt19937_64 random(7);
  int off = 0;
  for (int turn = 0; turn < 20'000; ++turn) {
    const double number = number_of(random());
    sqlite3_reset(echo.get());
    sqlite3_bind_double(echo.get(), 1, number);
    sqlite3_step(echo.get());
    const Statement back = row_of(database, "SELECT " + drivers::sqlite::literal_of(echo.get(), 0));
    sqlite3_step(back.get());
    const double found = sqlite3_column_double(back.get(), 0);
    if (sqlite3_column_type(echo.get(), 0) != SQLITE_NULL &&
        std::memcmp(&found, &number, sizeof found) != 0)
      ++off;
  }
  CHECK(off == 0);
}
