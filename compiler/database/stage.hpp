#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/database/connection.hpp"

namespace migc::database {

/// What a database says against a statement, if anything.
using Verdict = std::optional<Refusal>;

/// A scratch database on which blocks are rehearsed, one after the other, each on an empty one.
/// Functions and collations that the database does not know are stood in for: a function returns
/// NULL, a collation compares bytes.
class Stage {
 public:
  Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  virtual ~Stage() = default;

  /// Empties it; comes first. Nothing that was run on it before has an effect any more.
  virtual void clear() = 0;

  /// Runs every statement of a text.
  [[nodiscard]] virtual Verdict run(std::string_view sql) = 0;
  /// Runs those statements of a text that change the schema; the others are only prepared.
  [[nodiscard]] virtual Verdict run_definitions(std::string_view sql) = 0;
  /// Asks whether the database can compile every statement of a text.
  [[nodiscard]] virtual Verdict prepare(std::string_view sql) = 0;
  /// Compiles a query and asks for its first row.
  [[nodiscard]] virtual Verdict first_row(std::string_view query) = 0;

  /// The names of a query's columns; none where the database cannot compile it.
  [[nodiscard]] virtual std::vector<std::string> columns_of(const std::string& query) = 0;
  /// The rows of a query; throws Error.
  [[nodiscard]] std::vector<Connection::Row> query(std::string_view sql) {
    return database().query(sql);
  }
  [[nodiscard]] virtual Connection& database() = 0;

  /// Whether foreign keys are enforced. Changes in the middle of a transaction, too.
  virtual void enforce_foreign_keys(bool on) = 0;
  /// Whether a name in double quotes that nothing has is a string.
  virtual void take_quoted_names_for_strings(bool on) = 0;

  /// The functions that were stood in for.
  [[nodiscard]] virtual const std::set<std::string>& stand_ins() const = 0;
};

}  // namespace migc::database
