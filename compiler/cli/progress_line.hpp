#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "compiler/exec/progress.hpp"

/// What somebody who watches a terminal sees of long work.
namespace migc::cli {

/// Which plan of how many is running.
struct Turn {
  std::size_t number = 1, count = 1;
};

/// How far a long statement is, in a line that fits into a terminal: rows, rate and the time that
/// is left where rows are copied.
[[nodiscard]] std::string progress_line(const exec::Progress& progress, const Turn& turn);

/// The line at the end: how many revisions, and in what time.
[[nodiscard]] std::string summary_line(std::size_t revisions, std::chrono::milliseconds elapsed);

/// A time in words: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min".
[[nodiscard]] std::string time_in_words(std::chrono::milliseconds time);

}  // namespace migc::cli
