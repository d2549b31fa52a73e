#include "compiler/drivers/sqlite/space.hpp"

#include <fmt/format.h>

#include "compiler/backends/quote.hpp"

namespace migc::drivers::sqlite {

namespace {

std::uintmax_t number_of(Connection& database, const std::string& query) {
  const auto rows = database.query(query);
  return rows.empty() || !rows[0][0] ? 0 : std::stoull(*rows[0][0]);
}

}  // namespace

database::Room room_of(Connection& database) {
  const std::uintmax_t page = number_of(database, "PRAGMA page_size");
  const std::uintmax_t unused = number_of(database, "PRAGMA freelist_count") * page;
  return {number_of(database, "PRAGMA page_count") * page - unused, unused};
}

std::uintmax_t table_size(Connection& database, const std::string& table) {
  try {
    return number_of(
        database, fmt::format("SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN "
                              "(SELECT name FROM sqlite_master WHERE tbl_name = {} COLLATE NOCASE)",
                              backends::literal(table)));
  } catch (const database::Error& error) {
    if (error.failure != database::Failure::refused) throw;
    return room_of(database).used;
  }
}

}  // namespace migc::drivers::sqlite
