#include "compiler/exec/space.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <array>
#include <filesystem>
#include <set>

namespace migc::exec {

namespace {

constexpr std::uintmax_t copies = 2;

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

std::optional<Shortage> shortage(database::Connection& database,
                                 std::span<const backends::Plan> plans, std::uintmax_t free) {
  const std::set<std::string> tables = rebuilt_tables(plans);
  if (tables.empty()) return std::nullopt;
  const database::Room room = database.room();
  if (copies * room.used <= free) return std::nullopt;
  std::optional<Shortage> worst;
  for (const std::string& table : tables) {
    const std::uintmax_t size = copies * database.size_of(table);
    const std::uintmax_t needed = size > room.unused ? size - room.unused : 0;
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
