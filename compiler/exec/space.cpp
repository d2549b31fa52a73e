#include "compiler/exec/space.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <array>
#include <filesystem>
#include <set>

#include "compiler/backends/quote.hpp"

namespace migc::exec {

namespace {

constexpr std::uintmax_t copies = 2;

std::uintmax_t number(Connection& database, const std::string& query) {
  const auto rows = database.query(query);
  return rows.empty() || !rows[0][0] ? 0 : std::stoull(*rows[0][0]);
}

/// What a table takes up with its indexes. Without the `dbstat` table of some builds it is as much
/// as the whole database.
std::uintmax_t size_of(Connection& database, const std::string& table, std::uintmax_t whole) {
  try {
    return number(database,
                  fmt::format("SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN "
                              "(SELECT name FROM sqlite_master WHERE tbl_name = {} COLLATE NOCASE)",
                              backends::literal(table)));
  } catch (const Error& error) {
    if (error.failure != Failure::refused) throw;
    return whole;
  }
}

std::set<std::string> rebuilt_tables(std::span<const backends::Plan> plans) {
  std::set<std::string> tables;
  for (const backends::Plan& plan : plans)
    for (const backends::Action& action : plan.script.actions)
      if (action.strategy == backends::Strategy::rebuild)
        tables.insert(action.tables.begin(), action.tables.end());
  return tables;
}

}  // namespace

std::optional<std::uintmax_t> free_space(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  struct statvfs found {};
  if (::statvfs(folder.empty() ? "." : folder.c_str(), &found) != 0) return std::nullopt;
  return std::uintmax_t{found.f_bavail} * found.f_frsize;
}

std::optional<Shortage> shortage(Connection& database, std::span<const backends::Plan> plans,
                                 std::uintmax_t free) {
  const std::set<std::string> tables = rebuilt_tables(plans);
  if (tables.empty()) return std::nullopt;
  const std::uintmax_t page = number(database, "PRAGMA page_size");
  const std::uintmax_t unused = number(database, "PRAGMA freelist_count") * page;
  const std::uintmax_t whole = number(database, "PRAGMA page_count") * page - unused;
  if (copies * whole <= free) return std::nullopt;
  std::optional<Shortage> worst;
  for (const std::string& table : tables) {
    const std::uintmax_t size = copies * size_of(database, table, whole);
    const std::uintmax_t needed = size > unused ? size - unused : 0;
    if (needed > free && (!worst || needed > worst->needed)) worst = Shortage{table, needed, free};
  }
  return worst;
}

std::string bytes_in_words(std::uintmax_t bytes) {
  static constexpr std::array units = {"kB", "MB", "GB", "TB"};
  double amount = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; amount >= 1000 && unit + 1 < units.size(); ++unit) amount /= 1000;
  return fmt::format("{:.1f} {}", amount, units[unit]);
}

}  // namespace migc::exec
