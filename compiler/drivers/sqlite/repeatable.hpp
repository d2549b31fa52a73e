#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "compiler/database/connection.hpp"

struct sqlite3_context;
struct sqlite3_value;

namespace migc::drivers::sqlite {

/// Lets a database refuse every function that is another value at another time, in another place or
/// on another connection: random(), changes(), CURRENT_TIMESTAMP, datetime('now'). It is refused
/// when it is called, wherever that is written: in a statement, a default, a trigger, a check. What
/// is never reached does no harm. Must outlive what is executed on the database.
class Repeatable {
 public:
  explicit Repeatable(database::Connection& database);
  Repeatable(const Repeatable&) = delete;
  Repeatable& operator=(const Repeatable&) = delete;

  /// The call that was refused: `random()`, `datetime('now')`.
  [[nodiscard]] const std::optional<std::string>& refused() const { return refused_; }

 private:
  /// What SQLite hands back with a call.
  struct Function {
    Repeatable* self;
    std::string name;
  };

  void take_over(database::Connection& database, const char* name, int arguments, int flags,
                 void (*call)(sqlite3_context*, int, sqlite3_value**));
  static void refuse_any(sqlite3_context* context, int count, sqlite3_value** values);
  static void refuse_now(sqlite3_context* context, int count, sqlite3_value** values);
  void refuse(sqlite3_context* context, std::string call);
  /// What SQLite's own function returns.
  void call_plain(sqlite3_context* context, const std::string& name, int count,
                  sqlite3_value** values);

  std::unique_ptr<database::Connection> plain_;
  std::deque<Function> functions_;
  std::optional<std::string> refused_;
};

}  // namespace migc::drivers::sqlite
