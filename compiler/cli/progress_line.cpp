#include "compiler/cli/progress_line.hpp"

#include <fmt/format.h>

#include "compiler/diagnostics/counted.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace {

/// `250 rows/s, 3 min left`; nothing where neither is known yet.
std::string pace(const exec::Progress& progress) {
  const auto elapsed = progress.elapsed.count();
  if (elapsed <= 0 || progress.rows == 0) return "";
  const std::uint64_t rate = progress.rows * 1000 / static_cast<std::uint64_t>(elapsed);
  if (rate == 0) return "";
  const std::chrono::milliseconds left((progress.all - progress.rows) * 1000 / rate);
  return fmt::format(", {} rows/s, {} left", rate, time_in_words(left));
}

std::string shown_sql(const std::string& sql) {
  constexpr std::size_t longest = 60;
  std::string line = diagnostics::printable(sql.substr(0, sql.find('\n')));
  if (line.size() <= longest) return line;
  line.resize(longest);
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0x80) != 0) line.pop_back();
  return line + "…";
}

}  // namespace

std::string progress_line(const exec::Progress& progress, const Turn& turn) {
  const std::string at =
      turn.count > 1 ? fmt::format("{} of {}: ", turn.number, turn.count) : std::string();
  if (progress.all > 0 && progress.rows > 0 && progress.rows < progress.all)
    return fmt::format("{}copying: {} of {} rows ({} %){}", at, progress.rows, progress.all,
                       progress.rows * 100 / progress.all, pace(progress));
  const std::string elapsed = time_in_words(progress.elapsed);
  if (progress.all > 0 &&
      progress.rows == 0)  // WITHOUT ROWID and moved whole: SQLite does not say how far it is
    return fmt::format("{}copying {} rows, {}", at, progress.all, elapsed);
  return fmt::format("{}{}: {}", at, elapsed, shown_sql(progress.statement->sql));
}

std::string summary_line(std::size_t revisions, std::chrono::milliseconds elapsed) {
  return fmt::format("{} in {}", diagnostics::counted(revisions, "revision"),
                     time_in_words(elapsed));
}

std::string time_in_words(std::chrono::milliseconds time) {
  const auto seconds = time.count() / 1000;
  if (seconds < 10) return fmt::format("{}.{} s", seconds, time.count() % 1000 / 100);
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
}

}  // namespace migc::cli
