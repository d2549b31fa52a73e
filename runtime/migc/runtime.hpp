// Runs the migrations that `migc compile --emit cpp` has put into a header, from within a program.
// It needs C++17 and sqlite3.h, and nothing else of migc.
//
//   #include "migrations.hpp"
//   migc::upgrade(database, migrations::data);
//
// It executes the statements that `migc upgrade` executes, and keeps the same tables, so that a
// database may be migrated by either in turn. Each revision is one transaction, which moves the
// version too: whatever fails, and whoever dies, the database is at one revision or the next.
// What goes wrong is thrown as migc::Error.
#ifndef MIGC_RUNTIME_HPP
#define MIGC_RUNTIME_HPP

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace migc {

// --- What a header holds ------------------------------------------------------------------------

template <class T>
class List {
 public:
  constexpr List() = default;
  template <std::size_t Size>
  constexpr List(const T (&elements)[Size]) : begin_(elements), size_(Size) {}
  [[nodiscard]] constexpr const T* begin() const { return begin_; }
  [[nodiscard]] constexpr const T* end() const { return begin_ + size_; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  constexpr const T& operator[](std::size_t at) const { return begin_[at]; }

 private:
  const T* begin_ = nullptr;
  std::size_t size_ = 0;
};

enum class Role : unsigned char {
  inside,   // Runs in the transaction of its revision.
  outside,  // Runs in none.
  begin,
  commit,
  check,  // Changes nothing, and fails by a CHECK whose name is the message.
};

struct Statement {
  Role role;
  std::string_view sql;
};

struct Revision {
  std::string_view id, message, checksum;
  List<std::string_view> parents;
  List<std::string_view> rows;  // Of the version table behind it.
  List<Statement> up, down;
  bool transactional, reversible;
  std::string_view irreversible;  // Why.
};

// How the version table may say otherwise where a database is.
struct Rename {
  List<std::string_view> rows, renamed;
  List<Statement> statements;
};

struct Data {
  std::string_view tool;
  int engine;  // The oldest SQLite, as sqlite3_libversion_number() counts.
  std::string_view version_table, log_table;
  List<std::string_view> closing;
  List<Revision> revisions;  // In the order in which they run.
  List<Rename> renames;
};

// A table or view of the schema: `name` as it is called, `sql` as a statement names it.
struct Table {
  std::string_view name, sql;
  constexpr operator std::string_view() const { return sql; }
};

struct Column {
  std::string_view table, name, sql, type;
  bool not_null;
  constexpr operator std::string_view() const { return sql; }
};

// --- What a program calls -----------------------------------------------------------------------

class Error : public std::runtime_error {
 public:
  enum class Kind {
    misused,       // The connection has a transaction or a statement open, or the target is none.
    unknown,       // The version table says what these revisions cannot.
    edited,        // A revision that was applied is another now.
    irreversible,  // A revision that cannot be undone.
    failed,        // A check or a statement; the revision was rolled back.
    partial,       // The same in a revision with `transaction off`: what came before stays.
  };

  Error(Kind kind, std::string revision, const std::string& message, int code = SQLITE_ERROR,
        std::string statement = {})
      : std::runtime_error(revision.empty() ? message : revision + ": " + message),
        kind_(kind),
        code_(code),
        revision_(std::move(revision)),
        statement_(std::move(statement)) {}

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] int code() const { return code_; }  // SQLite's, extended.
  [[nodiscard]] const std::string& revision() const { return revision_; }
  [[nodiscard]] const std::string& statement() const { return statement_; }

 private:
  Kind kind_;
  int code_;
  std::string revision_, statement_;
};

// Told before each revision. What a callback throws stops the migration there.
struct Progress {
  std::string_view revision, message;
  bool up;
  std::size_t number, count;  // The first is 1.
};

struct Options {
  std::function<void(const Progress&)> progress{};
  // How long to wait for others. The busy handler of the connection is asked first.
  std::chrono::milliseconds wait{60000};
};

namespace detail {

inline std::string joined(const std::vector<std::string>& rows) {
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : ", ") + row;
  return text.empty() ? "base" : text;
}

inline std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

class Connection {
 public:
  using Row = std::vector<std::string>;

  Connection(sqlite3* handle, std::chrono::milliseconds wait) : handle_(handle), wait_(wait) {}

  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  // One statement, or several. `revision` is for the error.
  void run(std::string_view sql, std::string_view revision = {}) {
    while (!sql.empty()) {
      sqlite3_stmt* statement = prepared(sql, revision);
      if (statement == nullptr) continue;
      const int result = stepped(statement);
      const int finished = sqlite3_finalize(statement);
      if (result != SQLITE_DONE) fail(finished != SQLITE_OK ? finished : result, revision);
    }
  }

  std::vector<Row> query(std::string_view sql) {
    std::vector<Row> rows;
    sqlite3_stmt* statement = prepared(sql, {});
    int result = waited([&] { return sqlite3_step(statement); }, [&] { sqlite3_reset(statement); });
    for (; result == SQLITE_ROW; result = sqlite3_step(statement)) {
      rows.emplace_back();
      for (int at = 0; at < sqlite3_column_count(statement); ++at) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, at));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, at));
        rows.back().push_back(text == nullptr ? std::string() : std::string(text, size));
      }
    }
    const int finished = sqlite3_finalize(statement);
    if (result != SQLITE_DONE) fail(finished, {});
    return rows;
  }

  std::string setting(const std::string& name) {
    const std::vector<Row> rows = query("PRAGMA " + name);
    return rows.empty() ? "0" : rows[0].at(0);
  }

  // For what must not throw.
  void try_to(const std::string& sql) {
    sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  }

 private:
  // Takes the first statement of a text off; null behind the last.
  sqlite3_stmt* prepared(std::string_view& sql, std::string_view revision) {
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int result = waited(
        [&] {
          return sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement,
                                    &rest);
        },
        [] {});
    if (result != SQLITE_OK) fail(result, revision);
    sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
    return statement;
  }

  int stepped(sqlite3_stmt* statement) {
    int result = SQLITE_ROW;
    while (result == SQLITE_ROW)
      result = waited([&] { return sqlite3_step(statement); }, [&] { sqlite3_reset(statement); });
    return result;
  }

  // Others may hold the database longer than the connection's own busy handler waits.
  template <class Work, class Again>
  int waited(Work work, Again again) {
    const auto end = std::chrono::steady_clock::now() + wait_;
    for (;;) {
      const int result = work();
      if ((result & 0xFF) != SQLITE_BUSY || std::chrono::steady_clock::now() >= end) return result;
      again();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  [[noreturn]] void fail(int result, std::string_view revision) const {
    const int code = sqlite3_extended_errcode(handle_);
    throw Error(Error::Kind::failed, std::string(revision), sqlite3_errmsg(handle_),
                (code & 0xFF) == (result & 0xFF) ? code : result);
  }

  sqlite3* handle_;
  std::chrono::milliseconds wait_;
};

// The settings under which migrations run, and then the caller's again. Whatever a revision has
// left open is rolled back, and what the scripts have made for themselves is dropped.
class Settings {
 public:
  Settings(Connection& database, const Data& data) : database_(database), data_(data) {
    for (const char* name : {"foreign_keys", "legacy_alter_table", "ignore_check_constraints",
                             "recursive_triggers", "writable_schema"})
      restore_ += "PRAGMA " + std::string(name) + " = " + database.setting(name) + ";";
    database.run("PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF");
    if (database.setting("foreign_keys") != "0")
      throw Error(Error::Kind::misused, {}, "SQLite does not let foreign keys be turned off");
    for (auto& [option, value, before] : switches_) {
      sqlite3_db_config(database.handle(), option, -1, &before);
      sqlite3_db_config(database.handle(), option, value, nullptr);
    }
  }
  ~Settings() {
    if (database_.in_transaction()) database_.try_to("ROLLBACK");
    for (const std::string_view drop : data_.closing) database_.try_to(std::string(drop));
    database_.try_to("PRAGMA writable_schema = RESET");  // reads the schema again
    database_.try_to(restore_);
    for (const auto& [option, value, before] : switches_)
      sqlite3_db_config(database_.handle(), option, before, nullptr);
  }
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

 private:
  struct Switch {
    int option, value, before;
  };

  Connection& database_;
  const Data& data_;
  std::string restore_;
  Switch switches_[2] = {{SQLITE_DBCONFIG_DEFENSIVE, 0, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, 1}};
};

class Migration {
 public:
  Migration(sqlite3* handle, const Data& data, const Options& options)
      : database_(handle, options.wait), data_(data), options_(options) {}

  // The rows of the version table, sorted; none before the first revision.
  std::vector<std::string> rows() {
    const std::string found =
        "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND "
        "lower(name) = lower('" +
        doubled(data_.version_table) + "')";
    std::vector<std::string> rows;
    if (database_.query(found).empty()) return rows;
    for (Connection::Row& row :
         database_.query("SELECT version_num FROM main." + quoted(data_.version_table)))
      rows.push_back(std::move(row.at(0)));
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  // How many revisions are applied, in their order. Rows under other names are taken for those of
  // the same place.
  std::size_t place() { return place_of(rows()); }

  void move(std::string_view target, bool up) {
    check_connection();
    std::vector<std::string> at = rows();
    const std::size_t start = place_of(at);
    const std::size_t end = target_of(target, start);
    if (up) check_edited(start);
    if (!up) check_reversible(start, end);
    const bool is_there = up ? start >= end : start <= end;
    if (is_there && rename_at(at) == nullptr) return;
    const Settings settings(database_, data_);
    const std::size_t count = is_there ? 0 : up ? end - start : start - end;
    while (!rename(at) || !step(rows(), end, up, count)) at = rows();
  }

 private:
  static std::string doubled(std::string_view text) {
    std::string all;
    for (const char c : text) all += c == '\'' ? "''" : std::string(1, c);
    return all;
  }

  void check_connection() const {
    const auto refuse = [](const char* why) {
      throw Error(Error::Kind::misused, {}, why, SQLITE_MISUSE);
    };
    if (database_.in_transaction())
      refuse("the connection is in a transaction: commit it before migrating");
    for (sqlite3_stmt* one = nullptr;
         (one = sqlite3_next_stmt(database_.handle(), one)) != nullptr;)
      if (sqlite3_stmt_busy(one) != 0)
        refuse("a statement of the connection is still running: reset it before migrating");
    if (sqlite3_libversion_number() < data_.engine)
      refuse("these migrations need a newer SQLite than the one that is linked");
  }

  template <class Rows>
  static bool same(const std::vector<std::string>& rows, const Rows& others) {
    return std::equal(rows.begin(), rows.end(), others.begin(), others.end());
  }

  [[nodiscard]] std::vector<std::string> rows_at(std::size_t place) const {
    return place == 0 ? std::vector<std::string>() : rows_of(data_.revisions[place - 1].rows);
  }

  static std::vector<std::string> rows_of(const List<std::string_view>& rows) {
    return {rows.begin(), rows.end()};
  }

  [[nodiscard]] const Rename* rename_at(const std::vector<std::string>& rows) const {
    for (const Rename& one : data_.renames)
      if (same(rows, one.rows)) return &one;
    return nullptr;
  }

  [[nodiscard]] std::size_t place_of(const std::vector<std::string>& rows) const {
    if (rows.empty()) return 0;
    const Rename* rename = rename_at(rows);
    for (std::size_t at = data_.revisions.size(); at > 0; --at) {
      const List<std::string_view>& there = data_.revisions[at - 1].rows;
      if (same(rows, there) || (rename != nullptr && same(rows_of(rename->renamed), there)))
        return at;
    }
    throw Error(Error::Kind::unknown, {},
                "the database is at " + joined(rows) +
                    ", which this program does not know: it was "
                    "built from other migrations, or they were applied in another order; use "
                    "`migc upgrade`, or a newer program",
                SQLITE_ERROR);
  }

  std::size_t target_of(std::string_view target, std::size_t start) const {
    if (target == "head" || target == "heads") return data_.revisions.size();
    if (target == "base") return 0;
    if (const auto steps = relative(target)) {
      const auto place = static_cast<long long>(start) + steps;
      if (place < 0 || place > static_cast<long long>(data_.revisions.size()))
        throw Error(Error::Kind::misused, {},
                    "there are not so many revisions: " + std::string(target), SQLITE_MISUSE);
      return static_cast<std::size_t>(place);
    }
    for (std::size_t at = 0; at < data_.revisions.size(); ++at)
      if (data_.revisions[at].id == target) return at + 1;
    throw Error(Error::Kind::misused, {}, "there is no revision " + std::string(target),
                SQLITE_MISUSE);
  }

  // `+2` and `-1`; 0 for everything else.
  static long long relative(std::string_view word) {
    if (word.size() < 2 || word.size() > 9 || (word[0] != '+' && word[0] != '-')) return 0;
    long long number = 0;
    for (const char c : word.substr(1)) {
      if (c < '0' || c > '9') return 0;
      number = number * 10 + (c - '0');
    }
    return word[0] == '-' ? -number : number;
  }

  void check_reversible(std::size_t start, std::size_t end) const {
    for (std::size_t at = start; at > end; --at)
      if (const Revision& one = data_.revisions[at - 1]; !one.reversible)
        throw Error(Error::Kind::irreversible, std::string(one.id),
                    "cannot be undone: " + std::string(one.irreversible));
  }

  // What the log says last of each revision has to be what the program has.
  void check_edited(std::size_t start) {
    if (start == 0) return;
    const std::string table = doubled(data_.log_table);
    if (database_
            .query("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND lower(name) = "
                   "lower('" +
                   table + "')")
            .empty())
      return;
    std::map<std::string, std::pair<std::string, std::string>, std::less<>> last;
    for (Connection::Row& row : database_.query("SELECT revision, event, checksum FROM main." +
                                                quoted(data_.log_table) + " ORDER BY id"))
      last[std::move(row.at(0))] = {std::move(row.at(1)), std::move(row.at(2))};
    for (std::size_t at = 0; at < start; ++at) {
      const Revision& one = data_.revisions[at];
      const auto found = last.find(one.id);
      if (found != last.end() && found->second.first != "downgrade" &&
          found->second.second != one.checksum)
        throw Error(Error::Kind::edited, std::string(one.id),
                    "was edited after it was applied: put the change into a new revision, or "
                    "accept it with `migc upgrade --allow-edited`");
    }
  }

  // Records by the names of this program where the database is. False when it is no longer there.
  bool rename(const std::vector<std::string>& at) {
    const Rename* one = rename_at(at);
    if (one == nullptr) return true;
    const std::size_t place = place_of(at);
    return run(one->statements, data_.revisions[place - 1], true, at);
  }

  // Goes from `at` towards `end`. False when somebody else has moved the database meanwhile.
  bool step(const std::vector<std::string>& at, std::size_t end, bool up, std::size_t count) {
    std::size_t place = place_of(at);
    while (up ? place < end : place > end) {
      const Revision& one = data_.revisions[up ? place : place - 1];
      const std::size_t left = up ? end - place : place - end;
      if (options_.progress)
        options_.progress({one.id, one.message, up, count - std::min(count, left) + 1, count});
      if (!run(up ? one.up : one.down, one, one.transactional, rows_at(place))) return false;
      up ? ++place : --place;
    }
    return true;
  }

  // False when the database was no longer at `before`.
  bool run(const List<Statement>& statements, const Revision& one, bool transactional,
           const std::vector<std::string>& before) {
    if (!transactional && rows() != before) return false;
    bool stays = false;
    for (const Statement& statement : statements) {
      try {
        execute(statement, one);
      } catch (const Error& error) {
        if (database_.in_transaction()) database_.try_to("ROLLBACK");
        if (has_moved(before)) return false;
        throw told(error, statement, one, stays);
      }
      stays |= !transactional && statement.role == Role::commit;
    }
    return true;
  }

  bool has_moved(const std::vector<std::string>& before) {
    try {
      return rows() != before;
    } catch (const Error&) {
      return false;  // what went wrong first is to be told
    }
  }

  void execute(const Statement& statement, const Revision& one) {
    database_.run(statement.sql, one.id);
    const bool is_open = database_.in_transaction();
    if (statement.role == Role::inside && !is_open)
      throw Error(Error::Kind::failed, std::string(one.id), "ended the transaction of migc");
    if (statement.role == Role::outside && is_open)
      throw Error(Error::Kind::failed, std::string(one.id), "left a transaction open");
  }

  // The error with what is known here: a check says in its name what is wrong.
  static Error told(const Error& error, const Statement& statement, const Revision& one,
                    bool stays) {
    std::string text = std::string(error.what()).substr(one.id.size() + 2);
    const std::string_view prefix = "CHECK constraint failed: ";
    if (statement.role == Role::check && text.compare(0, prefix.size(), prefix) == 0)
      text.erase(0, prefix.size());
    if (stays)
      text +=
          "; it has `transaction off`, so what came before stays: mend the database by hand, "
          "then `migc stamp` the revision that it is at";
    return Error(stays ? Error::Kind::partial : Error::Kind::failed, std::string(one.id), text,
                 error.code(), std::string(statement.sql));
  }

  Connection database_;
  const Data& data_;
  const Options& options_;
};

}  // namespace detail

// Applies what is missing up to `target`: "head", the id of a revision, or a number of steps such
// as
// "+1". A database that is there or further already is left as it is.
inline void upgrade(sqlite3* database, const Data& data, std::string_view target = "head",
                    const Options& options = {}) {
  detail::Migration(database, data, options).move(target, true);
}

// Undoes what is above `target`: the id of a revision, "base", or a number of steps such as "-1".
inline void downgrade(sqlite3* database, const Data& data, std::string_view target,
                      const Options& options = {}) {
  detail::Migration(database, data, options).move(target, false);
}

// The rows of the version table: a revision, one for each branch of several, or none.
inline std::vector<std::string> current(sqlite3* database, const Data& data,
                                        const Options& options = {}) {
  return detail::Migration(database, data, options).rows();
}

// The revisions that upgrade() would apply, in order.
inline std::vector<std::string_view> pending(sqlite3* database, const Data& data,
                                             const Options& options = {}) {
  std::vector<std::string_view> ids;
  for (std::size_t at = detail::Migration(database, data, options).place();
       at < data.revisions.size(); ++at)
    ids.push_back(data.revisions[at].id);
  return ids;
}

}  // namespace migc

#endif
