#pragma once

#include <string>
#include <vector>

namespace migc::preflight_test {

/// A change with rows that it cannot take, and rows that it can.
struct Case {
  std::string name;
  std::string schema;    ///< Statements of the language: what is there before.
  std::string change;    ///< The upgrade that is tried.
  std::string bad;       ///< SQL that adds rows that do not comply; empty where all do.
  std::string good;      ///< The same for rows that do.
  std::string kind{};    ///< The word for what has to be found in `bad`.
  int rows = 1;          ///< How many of its rows do not comply.
  std::string sample{};  ///< Their keys, with commas.
  /// SQLite takes the rows, and what it makes of them is not what they were.
  bool loses = false;
};

[[nodiscard]] const std::vector<Case>& cases();
[[nodiscard]] std::vector<Case> cases_of_columns_and_names();

}  // namespace migc::preflight_test
