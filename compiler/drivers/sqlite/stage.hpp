#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::verify {

/// What SQLite says against a statement.
struct Refusal {
  std::string said;
  int offset = -1;          ///< Of the byte that it is about in the whole text; -1: not known.
  bool of_rows = false;     ///< A constraint that rows violate.
  bool unknowable = false;  ///< It needs what only the application's own SQLite has.
};
using Verdict = std::optional<Refusal>;

/// A database in memory on which blocks are rehearsed, one after the other, each on an empty one.
/// Functions and collations that this SQLite does not know are stood in for: a function returns
/// NULL, a collation compares bytes.
class Stage {
 public:
  /// Empties it; comes first. Nothing that was run on it before has an effect any more.
  void clear();

  /// Runs every statement of a text.
  [[nodiscard]] Verdict run(std::string_view sql);
  /// Runs those statements of a text that change the schema; the others are only prepared.
  [[nodiscard]] Verdict run_definitions(std::string_view sql);
  /// Asks whether SQLite can compile every statement of a text.
  [[nodiscard]] Verdict prepare(std::string_view sql);
  /// Compiles a query and asks for its first row.
  [[nodiscard]] Verdict first_row(std::string_view query);

  /// The names of a query's columns; none where SQLite cannot compile it.
  [[nodiscard]] std::vector<std::string> columns_of(const std::string& query);
  /// The rows of a query; throws exec::Error.
  [[nodiscard]] std::vector<exec::Connection::Row> query(std::string_view sql) {
    return database_->query(sql);
  }
  [[nodiscard]] exec::Connection& database() { return *database_; }

  /// Whether foreign keys are enforced. Changes in the middle of a transaction, too.
  void enforce_foreign_keys(bool on);
  /// Whether a name in double quotes that nothing has is a string.
  void take_quoted_names_for_strings(bool on);

  /// The functions that were stood in for.
  [[nodiscard]] const std::set<std::string>& stand_ins() const { return stand_ins_; }

 private:
  enum class Doing : std::uint8_t { prepare, first_row, definitions, all };
  Verdict each(std::string_view sql, Doing doing);
  Verdict one(const char*& at, const char* end, const char* begin, Doing doing);
  [[nodiscard]] Refusal refusal(int offset) const;
  /// Registers what a message says is missing; returns whether the statement may be tried again.
  bool stand_in(const std::string& said);

  std::optional<exec::Connection> database_;
  std::set<std::string> stand_ins_;
  bool is_dirty_ = false;  ///< A pragma may have changed the connection itself.
};

}  // namespace migc::verify
