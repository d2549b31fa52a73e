#include "compiler/exec/progress.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "compiler/backends/quote.hpp"

namespace migc::exec {

using database::Connection;
using database::Error;
using database::Failure;

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto patience = 500ms, pause = 200ms;

/// Counting reads the smallest index of the table, which takes a small part of what copying takes.
std::uint64_t rows_of(Connection& database, const std::string& table) {
  if (table.empty()) return 0;
  try {
    const auto rows = database.query("SELECT count(*) FROM " + backends::quoted(table, '"'));
    const std::string& text = rows.at(0).at(0).value();
    std::uint64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
  } catch (const Error& error) {
    if (error.failure != Failure::refused) throw;
    return 0;
  }
}

}  // namespace

Watch::Watch(Connection& database, const backends::FramedStatement& statement,
             const ProgressTold& told)
    : database_(database), told_(told), progress_{&statement, {}, 0, 0} {
  if (!told_) return;
  progress_.all = rows_of(database, statement.reads);
  start_ = steady_clock::now();
  next_ = start_ + patience;
  database.watch([this](std::uint64_t rows) { look(rows); });
}

Watch::~Watch() {
  if (!told_) return;
  database_.watch({});
  if (shown_) told_(nullptr);
}

void Watch::look(std::uint64_t rows) {
  const auto now = steady_clock::now();
  if (now < next_) return;
  next_ = now + pause;
  progress_.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - start_);
  progress_.rows = std::min(rows, progress_.all);
  shown_ = true;
  told_(&progress_);
}

}  // namespace migc::exec
