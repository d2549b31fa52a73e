#include "compiler/exec/progress.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "compiler/backends/quote.hpp"

namespace migc::exec {

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

Watch::Watch(Connection& database, const backends::Framed& statement, const ProgressTold& told)
    : database_(database), told_(told), progress_{&statement, {}, 0, 0} {
  if (!told_) return;
  progress_.all = rows_of(database, statement.reads);
  start_ = steady_clock::now();
  next_ = start_ + patience;
  database.watch([this](sqlite3_stmt* running) { look(running); });
}

Watch::~Watch() {
  if (!told_) return;
  database_.watch({});
  if (shown_) told_(nullptr);
}

/// SQLite counts each step of a full scan, which is a row of the table that is copied.
/// https://www.sqlite.org/c3ref/c_stmtstatus_counter.html
void Watch::look(sqlite3_stmt* running) {
  const auto now = steady_clock::now();
  if (now < next_) return;
  next_ = now + pause;
  progress_.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - start_);
  const int steps = sqlite3_stmt_status(running, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);
  progress_.rows = std::min<std::uint64_t>(static_cast<std::uint32_t>(steps), progress_.all);
  shown_ = true;
  told_(&progress_);
}

}  // namespace migc::exec
