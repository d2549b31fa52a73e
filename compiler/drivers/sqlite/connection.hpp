#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/url.hpp"
#include "compiler/database/error.hpp"

namespace migc::exec {

enum class Access : std::uint8_t {
  read,    ///< Changes nothing; a database that is not there is an error.
  write,   ///< The database has to be there.
  create,  ///< It is made when it is not there; its folder has to be.
};

/// How long to wait for somebody else's lock.
struct Patience {
  std::optional<std::chrono::milliseconds> limit{};  ///< Without: the url's `timeout`, or 20 s.
  std::function<void()> told{};                      ///< Called once, after a second of waiting.
};

/// Whether the URL's database is there: a file that exists. One in memory never is.
[[nodiscard]] bool database_exists(const config::Url& url);

/// What is thrown when a signal has come; see Signals.
[[nodiscard]] Error interruption();

/// A connection to an SQLite database.
class Connection {
 public:
  using Row = std::vector<std::optional<std::string>>;

  /// Opens a database and reads from it once, so that what is not a database is found here. Throws
  /// Error: cannot_connect, or locked.
  Connection(const config::Url& url, Access access, Patience patience = {});

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  /// The database as people know it, without a password.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

  /// Executes every statement in a text, whatever rows they return. Throws Error: locked, refused,
  /// interrupted; a transaction stays open unless SQLite has ended it.
  void run(std::string_view sql);
  /// The same where the text is somebody else's: what begins or ends a transaction is refused
  /// before it has an effect.
  void run_foreign(std::string_view sql);
  /// From now on nothing that is run reaches another file: Error `refused` instead.
  void confine();
  /// The rows of one query, as text. Throws as `run`, but a signal from before does not keep it
  /// from telling what the database holds.
  [[nodiscard]] std::vector<Row> query(std::string_view sql);
  /// `told` is called now and then while a statement runs, with the rows of tables that it has read
  /// or written; an empty one ends that. It must not use the connection.
  void watch(std::function<void(std::uint64_t rows)> told);
  /// Ends what transaction there is, without an error.
  void roll_back() noexcept;

 private:
  /// What SQLite calls while somebody else holds the lock. Its address is with SQLite.
  struct Waiting {
    Patience patience;
    std::chrono::steady_clock::time_point since{};
    bool told = false;
    static int busy(void* self, int count);
  };

  static int tell_watcher(void* self);
  static void count_row(void* self, int, const char*, const char*, sqlite3_int64);
  [[nodiscard]] Error error(int code) const;
  [[nodiscard]] Error error_of(int code, const std::string& message) const;
  void probe();
  void check_writable(const std::string& path) const;
  void execute(std::string_view sql, std::vector<Row>* rows);
  /// Has SQLite ask, where anything is forbidden.
  void forbid(bool foreign);

  /// What SQLite asks whether it may. Its address is with SQLite.
  struct Permission {
    bool confined = false;  ///< No other file.
    bool foreign = false;   ///< No transaction control.
    bool reached_out = false;
    std::string transaction{};  ///< The transaction control that was met.
    static int ask(void* self, int action, const char* what, const char* more, const char*,
                   const char*);
  };

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  std::string name_;
  std::unique_ptr<Waiting> waiting_;
  std::unique_ptr<Permission> permission_ = std::make_unique<Permission>();
  std::unique_ptr<sqlite3, Close> handle_;
  std::function<void(std::uint64_t)> watcher_;
  std::uint64_t written_ = 0;  ///< Rows, while there is a watcher.
  sqlite3_stmt* running_ = nullptr;
};

}  // namespace migc::exec
