#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "compiler/backends/script.hpp"

namespace migc::backends::sqlite {

/// The temporary tables, views and triggers of a script's own. SQLite finds them before a user's of
/// the same name.
inline constexpr std::array<std::string_view, 6> plain_names = {
    "migc_at", "migc_check", "migc_run", "migc_shape", "migc_text", "migc_watch"};
inline constexpr std::array<std::string_view, 2> check_table_names = {"_migc_checks", "_migc_done"};

/// Chooses what stands before these names so that a user's SQL means none of them.
class OwnNames {
 public:
  explicit OwnNames(std::string prefix = {});

  /// The statements, conditions and probes of a plan.
  void make_way_for(const Plan& plan);
  void make_way_for(std::string_view sql);
  [[nodiscard]] const std::string& prefix() const { return prefix_; }
  /// From now on the prefix stands in what was written, and a text that is in its way throws
  /// std::logic_error.
  void settle() { settled_ = true; }

 private:
  [[nodiscard]] bool are_in(std::string_view folded) const;

  std::string prefix_;
  bool settled_ = false;
};

/// Puts the prefix before each of the names that stands right behind `before`.
void put_prefix(std::string& sql, std::string_view before, std::span<const std::string_view> names,
                std::string_view prefix);

}  // namespace migc::backends::sqlite
