#pragma once

#include <string>
#include <vector>

/// What a rebuild has to keep, one thing a row, and the changes that make one necessary.
namespace migc::rebuild {

/// The parts of a CREATE TABLE, each as it is written.
struct Shape {
  std::vector<std::string> columns, constraints, options;
};

/// A database around the table `devices`. SQL and the language of migrations are the same here: the
/// same text makes the database by hand and stands in the first revision.
struct Fixture {
  std::string what;
  /// Columns of `devices` before the two that every fixture has: `note` and `spare`.
  std::vector<std::string> columns = {"id integer primary key", "a text"};
  std::vector<std::string> constraints = {};
  std::vector<std::string> options = {};
  std::string others = {};  ///< Statements that create everything else.
  std::string rows = "insert into devices (id, a) values (1, 'x'), (2, 'y'), (7, null);";
  /// Statements whose last is a query. They run before and after the change on a database that does
  /// not keep what they do, and must get the same answers or the same refusals.
  std::vector<std::string> probes = {};
  bool needs_rowid = false;     ///< It cannot become WITHOUT ROWID.
  bool needs_loose = false;     ///< It cannot become STRICT.
  bool spare_is_later = false;  ///< `spare` came by ADD COLUMN when there were rows.

  [[nodiscard]] Shape shape() const;
  [[nodiscard]] bool has(const std::string& option) const;
};

extern const std::vector<Fixture> fixtures;

[[nodiscard]] std::string create_table(const Shape& shape);

}  // namespace migc::rebuild
