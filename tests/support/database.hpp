#pragma once

#include <sqlite3.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace migc::support {

/// One row of a result, as text; nothing for NULL.
using Row = std::vector<std::optional<std::string>>;

/// A connection of a test. Everything throws std::runtime_error with SQLite's own words.
class Database {
 public:
  /// `:memory:`, or the path of a file that is created when missing.
  explicit Database(const std::string& path = ":memory:");
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] sqlite3* handle() const { return handle_; }
  /// Runs a whole text of statements and stops at the first error.
  void run(const std::string& script) const;
  /// The same, for where a refusal is an answer: SQLite's message, or nothing when all went well.
  [[nodiscard]] std::optional<std::string> try_run(const std::string& script) const;

 private:
  sqlite3* handle_ = nullptr;
};

/// The rows of one query with its `?1`, `?2`, … bound to texts.
[[nodiscard]] std::vector<Row> query(sqlite3* database, const std::string& sql,
                                     const std::vector<std::string>& arguments = {});

/// What `pragma_table_list` is from SQLite 3.37 on, for the main schema; before that what comes to
/// the same for tables of tests. To stand behind FROM.
[[nodiscard]] std::string table_list();
/// Whether the engine at hand has STRICT tables. https://www.sqlite.org/stricttables.html
[[nodiscard]] bool has_strict_tables();

/// A name or string in quotes, with quotes inside doubled.
[[nodiscard]] std::string quoted(const std::string& text, char quote = '"');

}  // namespace migc::support
