#include "compiler/drivers/sqlite/connection.hpp"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "compiler/database/signals.hpp"
#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/drivers/sqlite/backup.hpp"
#include "compiler/drivers/sqlite/database_file.hpp"
#include "compiler/drivers/sqlite/kept_pragmas.hpp"
#include "compiler/drivers/sqlite/refusal.hpp"
#include "compiler/drivers/sqlite/space.hpp"
#include "compiler/drivers/sqlite/statement.hpp"
#include "compiler/source/name.hpp"

namespace migc::drivers::sqlite {

namespace kind = diagnostics::kind;
using database::Access;
using database::caught_signal;
using database::Error;
using database::Failure;
using database::Patience;

namespace {

/// Whether an action reaches another file than the database's own. VACUUM attaches a file without a
/// name, VACUUM INTO one with.
bool reaches_out(int action, const char* what, const char* value) {
  if (action == SQLITE_ATTACH) return what == nullptr || *what != '\0';
  if (action == SQLITE_DETACH) return std::string_view(what == nullptr ? "" : what) != "vacuum_db";
  if (action != SQLITE_PRAGMA || value == nullptr) return false;
  return source::same(what, "temp_store_directory") || source::same(what, "data_store_directory");
}

Connection::Row row_of(sqlite3_stmt* statement) {
  Connection::Row row;
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    const unsigned char* text = sqlite3_column_text(statement, column);
    if (text == nullptr)
      row.emplace_back();
    else
      row.emplace_back(
          std::string(reinterpret_cast<const char*>(text),
                      static_cast<std::size_t>(sqlite3_column_bytes(statement, column))));
  }
  return row;
}

}  // namespace

int Connection::Waiting::busy(void* self, int count) {
  using namespace std::chrono_literals;
  auto& waiting = *static_cast<Waiting*>(self);
  const auto now = std::chrono::steady_clock::now();
  if (count == 0) waiting.since = now;
  const auto waited = now - waiting.since;
  if (caught_signal() != 0 || waited >= *waiting.patience.limit) return 0;
  if (waited >= 1s && !std::exchange(waiting.told, true) && waiting.patience.told)
    waiting.patience.told();
  sqlite3_sleep(count < 10 ? 1 + count : 25);
  return 1;
}

Connection::Connection(const config::Url& url, Access access, Patience patience)
    : name_(url.masked()), waiting_(std::make_unique<Waiting>()) {
  const auto timeout = timeout_of(url);
  waiting_->patience = std::move(patience);
  if (!waiting_->patience.limit)
    waiting_->patience.limit = timeout.value_or(std::chrono::seconds(20));
  if (!url.in_memory()) check_file(url.database, name_, access);

  // Even to read: a journal that a killed process left behind has to be rolled back first.
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE;
  if (access == Access::create || url.in_memory()) flags |= SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(url.in_memory() ? ":memory:" : url.database.c_str(), &opened, flags, nullptr);
  handle_.reset(opened);
  if (opened == nullptr) throw std::bad_alloc();
  if (code != SQLITE_OK) throw error(code);
  sqlite3_busy_handler(opened, Waiting::busy, waiting_.get());
  probe();
  if (access == Access::read)
    run("PRAGMA query_only = ON");
  else if (!url.in_memory())
    check_writable(url.database);
}

/// SQLite opens lazily; only reading finds out what the file is.
void Connection::probe() {
  try {
    run("SELECT count(*) FROM sqlite_master");
  } catch (Error& error) {
    if (error.failure == Failure::refused) error.failure = Failure::cannot_connect;
    throw;
  }
}

/// A migration needs the file, and its folder for the journal.
void Connection::check_writable(const std::string& path) const {
  if (sqlite3_db_readonly(handle(), "main") == 1)
    throw Error(Failure::cannot_connect, kind::database_read_only, name_, "the file is read-only");
  if (access(folder_of(path).c_str(), W_OK) != 0)
    throw Error(Failure::cannot_connect, kind::database_read_only, name_,
                "its folder is read-only, and the journal must be written there");
}

Error Connection::error(int code) const {
  database::Refusal told = last_refusal(handle());
  Error error = error_of(code, told.message);
  error.refusal = std::move(told);
  return error;
}

Error Connection::error_of(int code, const std::string& message) const {
  switch (code & 0xFF) {
    case SQLITE_AUTH:
      if (permission_->reached_out) return {Failure::refused, kind::reaches_other_file};
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      if (caught_signal() != 0) return database::interruption();
      return {Failure::locked, kind::database_locked, name_,
              fmt::format("{:g}", static_cast<double>(waiting_->patience.limit->count()) / 1000)};
    case SQLITE_INTERRUPT:
      return database::interruption();
    case SQLITE_NOTADB:
      return {Failure::cannot_connect, kind::not_a_database, name_, message};
    case SQLITE_CORRUPT:
      return {Failure::refused, kind::not_a_database, name_, message};
    case SQLITE_READONLY:
      return {Failure::cannot_connect, kind::database_read_only, name_, message};
    case SQLITE_CANTOPEN:
      return {Failure::cannot_connect, kind::database_unopened, name_, message};
    default:
      break;
  }
  return {Failure::refused, kind::refused, message};
}

void Connection::execute(std::string_view sql, std::vector<Row>* rows) {
  // SQLite copies what does not end in a NUL, all that is left for each statement.
  // https://www.sqlite.org/c3ref/prepare.html
  const std::string text(sql);
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    if (*at == '\0') throw Error(Failure::refused, kind::refused, "a NUL character in a statement");
    if (rows == nullptr && caught_signal() != 0) throw database::interruption();
    sqlite3_stmt* prepared = nullptr;
    const int code =
        sqlite3_prepare_v2(handle(), at, static_cast<int>(end - at) + 1, &prepared, &at);
    const Prepared statement(prepared);
    if (code != SQLITE_OK) throw error(code);
    if (prepared == nullptr) continue;  // only white space and comments
    running_ = prepared;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW)
      if (rows != nullptr) rows->push_back(row_of(prepared));
    running_ = nullptr;
    if (result != SQLITE_DONE) throw error(result);
  }
}

void Connection::run(std::string_view sql) { execute(sql, nullptr); }

/// BEGIN, COMMIT and ROLLBACK do not even prepare then. Savepoints are harmless: they cannot end
/// the transaction around them.
int Connection::Permission::ask(void* self, int action, const char* what, const char* more,
                                const char*, const char*) {
  auto& permission = *static_cast<Permission*>(self);
  if (permission.foreign && action == SQLITE_TRANSACTION) {
    permission.transaction = what;
    return SQLITE_DENY;
  }
  if (!permission.confined || !reaches_out(action, what, more)) return SQLITE_OK;
  permission.reached_out = true;
  return SQLITE_DENY;
}

void Connection::forbid(bool foreign) {
  permission_->foreign = foreign;
  permission_->transaction.clear();
  permission_->reached_out = false;
  const bool asks = foreign || permission_->confined;
  sqlite3_set_authorizer(handle(), asks ? Permission::ask : nullptr, permission_.get());
}

void Connection::run_foreign(std::string_view sql) {
  forbid(true);
  try {
    execute(sql, nullptr);
  } catch (const Error&) {
    const std::string denied = permission_->transaction;
    forbid(false);
    if (denied.empty()) throw;
    throw Error(Failure::refused, kind::transaction_control, denied);
  }
  forbid(false);
}

void Connection::confine() {
  permission_->confined = true;
  forbid(false);
}

std::vector<Connection::Row> Connection::query(std::string_view sql) {
  std::vector<Row> rows;
  execute(sql, &rows);
  return rows;
}

/// SQLite counts each step of a full scan, which is a row of the table that is copied, but not
/// where it moves rows whole: there it tells of each row that it has written, unless the table is
/// WITHOUT ROWID. https://www.sqlite.org/c3ref/c_stmtstatus_counter.html, …/update_hook.html
int Connection::tell_watcher(void* self) {
  const auto& connection = *static_cast<const Connection*>(self);
  if (connection.running_ == nullptr) return 0;
  const int steps = sqlite3_stmt_status(connection.running_, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);
  connection.watcher_(
      std::max<std::uint64_t>(static_cast<std::uint32_t>(steps), connection.written_));
  return 0;
}

void Connection::count_row(void* self, int, const char*, const char*, sqlite3_int64) {
  ++static_cast<Connection*>(self)->written_;
}

void Connection::watch(std::function<void(std::uint64_t)> told) {
  constexpr int operations_between = 1'000;  // some microseconds
  watcher_ = std::move(told);
  written_ = 0;
  sqlite3_progress_handler(handle(), operations_between, watcher_ ? tell_watcher : nullptr, this);
  sqlite3_update_hook(handle(), watcher_ ? count_row : nullptr, this);
}

void Connection::begin_snapshot() { static_cast<void>(query("BEGIN")); }

void Connection::roll_back() noexcept {
  if (in_transaction()) sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::reread_schema() noexcept {
  sqlite3_exec(handle(), "PRAGMA writable_schema = RESET", nullptr, nullptr, nullptr);
}

std::optional<database::Refusal> Connection::refusal_of(const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(handle(), sql.c_str(), -1, &prepared, nullptr);
  const Prepared statement(prepared);
  if (code == SQLITE_OK) return std::nullopt;
  return last_refusal(handle());
}

std::unique_ptr<database::KeptSettings> Connection::keep_settings() {
  return std::make_unique<KeptPragmas>(*this);
}

database::Room Connection::room() { return room_of(*this); }

std::uintmax_t Connection::size_of(const std::string& table) { return table_size(*this, table); }

void Connection::back_up(const std::string& file, const database::PagesCopied& copied) {
  copy_to_file(*this, file, copied);
}

sqlite3* handle_of(const database::Connection& database) {
  return dynamic_cast<const Connection&>(database).handle();
}

}  // namespace migc::drivers::sqlite
