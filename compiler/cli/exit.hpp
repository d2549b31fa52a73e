#pragma once

namespace migc::cli {

/// What the process ends with. Signals add 128 + their number.
namespace exits {
inline constexpr int done = 0;        ///< Or nothing to do; all output is on disk.
inline constexpr int no = 1;          ///< What was asked is not so.
inline constexpr int usage = 2;       ///< Or configuration.
inline constexpr int sources = 3;     ///< The migrations do not compile.
inline constexpr int connection = 4;  ///< Cannot connect, or locked; nothing changed.
inline constexpr int refused = 5;     ///< By the database, and rolled back.
inline constexpr int partial = 6;     ///< Refused where it cannot be rolled back.
inline constexpr int history = 7;     ///< The database is at no state of this history.
inline constexpr int output = 8;      ///< Not written.
inline constexpr int bug = 70;
}  // namespace exits

/// Ends a command. Why, the session's diagnostics say.
struct Stop {
  int code;
};

}  // namespace migc::cli
