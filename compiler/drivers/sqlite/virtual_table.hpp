#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/database/connection.hpp"
#include "compiler/drivers/sqlite/rows.hpp"

namespace migc::drivers::sqlite {

/// A virtual table, and what is known of how its module keeps rows: in tables of its own, its
/// shadows, whose names begin with that of the virtual one. Some of these hold what was put in,
/// others how it is found; and the latter depend on the order in which it was put in.
class VirtualTable {
 public:
  /// `shadows` are the tables of the database that are shadows of any.
  VirtualTable(std::string name, const std::string& statement,
               const std::vector<std::string>& shadows);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The shadows that have to be the same, row by row.
  [[nodiscard]] std::vector<std::string> kept_shadows() const;
  /// The rows that an INSERT puts in again; none where another table has them.
  [[nodiscard]] std::optional<Rows> rows(database::Connection& database) const;
  /// Whether it indexes rows that are not its own, so that it has to be told to read them.
  [[nodiscard]] bool indexes_others(database::Connection& database) const;
  /// What it finds: the same for two tables in which every search has the same result.
  [[nodiscard]] Rows finds(database::Connection& database) const;

 private:
  enum class Module : std::uint8_t { fts3, fts5, rtree, other };

  static Module module_of(const std::string& statement);
  [[nodiscard]] bool has_shadow(std::string_view suffix) const;
  [[nodiscard]] bool is_sound(database::Connection& database) const;

  std::string name_;
  Module module_;
  std::vector<std::string> suffixes_;  ///< Of its shadows: `content`, `data`.
};

}  // namespace migc::drivers::sqlite
