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
#include "compiler/database/connection.hpp"
#include "compiler/drivers/sqlite/catalogue.hpp"

namespace migc::drivers::sqlite {

/// A connection to an SQLite database.
class Connection final : public database::Connection {
 public:
  /// Opens a database and reads from it once, so that what is not a database is found here. Throws
  /// Error: cannot_connect, or locked.
  Connection(const config::Url& url, database::Access access, database::Patience patience = {});

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::string_view product() const override { return "SQLite"; }
  [[nodiscard]] bool in_transaction() const override {
    return sqlite3_get_autocommit(handle()) == 0;
  }

  void run(std::string_view sql) override;
  void run_foreign(std::string_view sql) override;
  /// From now on nothing that is run reaches another file: Error `refused` instead.
  void confine();
  [[nodiscard]] std::vector<Row> query(std::string_view sql) override;
  [[nodiscard]] Catalogue& catalogue() override { return catalogue_; }
  [[nodiscard]] std::optional<database::Refusal> refusal_of(const std::string& sql) override;
  void watch(std::function<void(std::uint64_t rows)> told) override;

  void begin_snapshot() override;
  void roll_back() noexcept override;
  void cancel() noexcept override { sqlite3_interrupt(handle()); }
  /// An edited schema stays in memory when the edit is rolled back, until it is read again.
  void reread_schema() noexcept override;
  [[nodiscard]] std::unique_ptr<database::KeptSettings> keep_settings() override;

  [[nodiscard]] database::Room room() override;
  [[nodiscard]] std::uintmax_t size_of(const std::string& table) override;
  void back_up(const std::string& file, const database::PagesCopied& copied) override;

 private:
  /// What SQLite calls while somebody else holds the lock. Its address is with SQLite.
  struct Waiting {
    database::Patience patience;
    std::chrono::steady_clock::time_point since{};
    bool told = false;
    static int busy(void* self, int count);
  };

  static int tell_watcher(void* self);
  static void count_row(void* self, int, const char*, const char*, sqlite3_int64);
  [[nodiscard]] database::Error error(int code) const;
  [[nodiscard]] database::Error error_of(int code, const std::string& message) const;
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
  Catalogue catalogue_{*this};
};

/// SQLite's own handle of a connection that this driver has opened.
[[nodiscard]] sqlite3* handle_of(const database::Connection& database);

}  // namespace migc::drivers::sqlite
