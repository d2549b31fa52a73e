#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/database/driver.hpp"
#include "compiler/pipeline/project.hpp"

namespace migc::verify {

/// What frames have to know of a project's own tables.
[[nodiscard]] backends::FrameOptions scratch_frame(const config::Settings& settings);

/// The rows of a table, in the order in which SQLite tells them, each value as a literal.
struct TableRows {
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};
};
using AllRows = std::map<std::string, TableRows>;

/// A database in memory, on which revisions are tried.
class Scratch {
 public:
  explicit Scratch(std::string_view dialect);

  [[nodiscard]] database::Connection& database() { return *database_; }
  /// Makes it a copy of another one.
  void copy(Scratch& other);

  /// Puts up to `count` rows into each table, as far as its constraints take them; the first has a
  /// value in every column, the second only where one has to be. Equal values meet in foreign keys.
  void fill(const schema::Schema& schema, int count);

  /// Executes plans, whatever they lose. Throws database::Error.
  void run(std::vector<backends::Plan> plans, const pipeline::Project& project);

  /// The statements that it keeps, with the version table's and the log's.
  [[nodiscard]] database::Stored all_stored() { return driver_.stored(*database_); }
  /// What it holds, without the version table and the log.
  [[nodiscard]] database::Stored stored(const config::Settings& settings);
  [[nodiscard]] AllRows rows(const config::Settings& settings);

 private:
  void remove_orphans();

  const database::Driver& driver_;
  std::unique_ptr<database::Connection> database_;
};

}  // namespace migc::verify
