#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/drivers/sqlite/connection.hpp"
#include "compiler/drivers/sqlite/stored.hpp"
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
  Scratch();

  [[nodiscard]] exec::Connection& database() { return database_; }
  /// Makes it a copy of another one.
  void copy(Scratch& other);

  /// Puts up to `count` rows into each table, as far as its constraints take them; the first has a
  /// value in every column, the second only where one has to be. Equal values meet in foreign keys.
  void fill(const schema::Schema& schema, int count);

  /// Executes plans, whatever they lose. Throws exec::Error.
  void run(std::vector<backends::Plan> plans, const pipeline::Project& project);

  /// What it holds, without the version table and the log.
  [[nodiscard]] Stored stored(const config::Settings& settings);
  [[nodiscard]] AllRows rows(const config::Settings& settings);

 private:
  void remove_orphans();

  exec::Connection database_;
};

}  // namespace migc::verify
