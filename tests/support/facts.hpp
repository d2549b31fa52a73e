#pragma once

#include <sqlite3.h>

#include <map>
#include <string>
#include <vector>

namespace migc::support {

/// Everything about a database's schema that a reader of it can tell apart, as text: for each
/// object, by `table devices`, the sorted lines that describe it. Layout, comments, letter case of
/// keywords, the style of quotes and the order of constraints make no difference; anything else
/// does.
struct Facts {
  std::map<std::string, std::vector<std::string>> of;

  bool operator==(const Facts&) const = default;
};

/// Reads the facts of schemas `main`.
class FactsReader {
 public:
  /// `left_out` names tables that do not count, and what hangs on them.
  explicit FactsReader(std::vector<std::string> left_out = {});

  [[nodiscard]] Facts read(sqlite3* database);

 private:
  /// Lines by the stored texts that SQLite derives them from: an object that is as it was in an
  /// earlier reading, whatever the database, has the facts that it had.
  using Known = std::map<std::string, std::vector<std::string>>;

  std::vector<std::string> left_out_;
  Known tables_, indexes_;
};

[[nodiscard]] Facts read_facts(sqlite3* database, const std::vector<std::string>& left_out = {});

/// What one has and the other has not, a line each: `-` before, `+` after. Empty when they are
/// equal.
[[nodiscard]] std::string difference(const Facts& before, const Facts& after);

}  // namespace migc::support
