#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/plan/known.hpp"

namespace migc::backends::sqlite {

/// The ways in which a plain script may stop, but for those that its author or the rows name.
enum class Stop : std::uint8_t {
  empty,    ///< The database is not, and the script makes everything.
  managed,  ///< The database has tables, and migc does not know where it is.
  start,    ///< The database is at another revision.
  shape,    ///< What is dropped or made anew is not what it was.
  readers,  ///< Something made by hand reads what goes.
  rows,     ///< A copy has not all rows.
  parents,  ///< Rows are left without their parents.
  outcome,  ///< What raw SQL, or an IF EXISTS, has left is not what the model has.
};

/// The temporary table of a plain script. It has a column for each way to stop that occurs in it: a
/// condition is inserted there, and the name of the column's CHECK is what a reader is told when it
/// does not hold.
class Checks {
 public:
  Checks(bool several, const FrameOptions& options);
  /// Has a column, or a message, for whatever the plan may stop at.
  void add(const Plan& plan);

  [[nodiscard]] std::string create_table() const;
  [[nodiscard]] bool asks(Stop stop) const { return stops_.contains(stop); }
  /// Whether some plan is logged, with the times when it began and ended.
  [[nodiscard]] bool has_clock() const { return clock_; }
  /// Whether what the script itself has made is not compared again: it notices when somebody else
  /// changes the schema between two of its revisions.
  [[nodiscard]] bool watches() const { return watches_; }

  /// Fails unless the condition holds.
  [[nodiscard]] static std::string check(Stop stop, const std::string& condition);
  /// The same for a condition with words of its own.
  [[nodiscard]] std::string check(const Statement& condition) const;

  /// Keeps a number under a name, for a condition further down.
  [[nodiscard]] static std::string keep(const std::string& of, const std::string& number);
  [[nodiscard]] static std::string kept(const std::string& of);

  /// Whether the rows of a copy have to be counted.
  [[nodiscard]] static bool counts(const Statement& statement);

 private:
  std::set<Stop> stops_;
  std::map<std::string, std::size_t> messages_;  ///< Of conditions, by number.
  std::vector<std::string> in_order_;
  KnownRelations known_;  ///< What the plans until now leave.
  bool numbers_ = false, clock_ = false, watches_, asks_drift_;
  std::string version_table_;
};

}  // namespace migc::backends::sqlite
