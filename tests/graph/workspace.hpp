#pragma once

#include <functional>
#include <string>

#include "tests/graph/case.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"

namespace migc::graph_cases {

/// What migc did of what a case speaks of.
struct Answer {
  std::string refused = {};             ///< The id of the first error; empty when it succeeded.
  std::string message = {};             ///< All that a refusal says.
  std::vector<Ids> listings = {};       ///< What was listed, a list per command line.
  Ids steps = {};                       ///< `upgrade c1`, in the order in which they ran.
  std::vector<Ids> rows_of_steps = {};  ///< The rows of the version table after each.
  Ids rows = {};                        ///< The rows at the end.

  bool operator==(const Answer&) const = default;
};

/// A case's revisions as files, its rows in a database, and migc to run on both. Every revision
/// makes a table of its own, so that the tables tell what is really applied.
class Workspace {
 public:
  /// `order` decides the names of the files and the order in which they are written; 0 takes both
  /// from the case.
  Workspace(const Case& test, const std::string& migc, unsigned order);
  /// Brings the database to the case's rows.
  void prepare() const;
  /// The same at once, with a snapshot of a database that another order of the files has brought
  /// there.
  void prepare(const std::string& snapshot) const;
  /// The database as it is now.
  [[nodiscard]] std::string snapshot() const { return support::read_file(database()); }

  /// A command that lists revisions, with `--format json`; only those that are wanted are kept.
  using Wanted = std::function<bool(const nlohmann::json& revision)>;
  void list(
      Answer& answer, Ids arguments,
      const Wanted& wanted = [](const nlohmann::json&) { return true; }) const;
  /// `upgrade` or `downgrade`, executed; and its script, which has to do the same.
  void move(Answer& answer, const std::string& verb, const std::string& target) const;
  /// A command that changes rows or files alone.
  void change(Answer& answer, const Ids& arguments) const;

  /// The rows of the version table, sorted.
  [[nodiscard]] Ids rows() const;
  /// The revisions whose tables are there, sorted.
  [[nodiscard]] Ids tables() const;
  /// Throws when the tables are not those of what is applied at these rows.
  void check_tables(const Ids& rows) const;

 private:
  [[nodiscard]] std::string database() const { return project_.path("test.db"); }
  void add(const Revision& revision, const std::string& file) const;
  [[nodiscard]] support::Outcome run(Ids arguments) const;
  /// Keeps the error of a refused command; throws when it is not shown as it should be.
  void refuse(Answer& answer, const Ids& arguments, const support::Outcome& outcome) const;
  /// The rows after each transaction of the script from where the database is.
  void run_offline(Answer& answer, const std::string& verb, const std::string& target) const;

  const Case& test_;
  support::Project project_;
};

}  // namespace migc::graph_cases
