#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace migc::inject {

/// Where things are, and how much of it all is tried.
struct Options {
  std::string migc;
  std::string cases;     ///< The folder of migrations.
  std::string golden;    ///< The folder of golden cases, whose scripts are taken apart.
  std::string corpus{};  ///< Real histories in it and below; none where it is not there.
  std::string shim;      ///< The library that makes calls fail.
  std::uint64_t points = 200;
  std::uint64_t statements = 1000;  ///< Damaged under the client that goes on, in process.
  std::uint64_t scripts = 60;       ///< Damaged under SQLite's shell, or cut off.
  std::uint64_t starts = 30;        ///< Of scripts for any start.
  std::uint64_t rounds = 10;
  std::uint64_t seed = 1;
  std::optional<std::string> only{};  ///< One point, as it was printed.
};

/// Each returns whether nothing was bad.
[[nodiscard]] bool inject_points(const Options& options);
[[nodiscard]] bool damage_scripts(const Options& options);
[[nodiscard]] bool damage_any_start(const Options& options);
[[nodiscard]] bool run_at_once(const Options& options);

}  // namespace migc::inject
