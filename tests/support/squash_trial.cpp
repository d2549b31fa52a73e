#include "tests/support/squash_trial.hpp"

#include <filesystem>

#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/rows.hpp"
#include "tests/support/script.hpp"

namespace migc::support {
namespace {

const std::vector<std::string> own_tables = {"migc_version", "migc_log"};

/// Dates and times are always the same: https://www.sqlite.org/c3ref/vfs.html
void stop_clock() {
  static sqlite3_vfs stopped = *sqlite3_vfs_find(nullptr);
  stopped.zName = "stopped";
  stopped.xCurrentTimeInt64 = [](sqlite3_vfs*, sqlite3_int64* now) {
    *now = 212'000'000'000'000;
    return SQLITE_OK;
  };
  sqlite3_vfs_register(&stopped, 1);
}

std::string compare(const std::string& when, const Database& old, const Database& made) {
  std::string difference = support::difference(read_facts(old.handle(), own_tables),
                                               read_facts(made.handle(), own_tables));
  if (difference.empty())
    difference = support::difference(read_rows(old.handle(), own_tables),
                                     read_rows(made.handle(), own_tables));
  return difference.empty() ? "" : when + ": " + head(difference, 12);
}

/// Removes a file in the end.
struct Removed {
  std::string path;
  ~Removed() { std::filesystem::remove(path); }
};

void run(const Project& project, const Database& database, const char* verb,
         const std::string& range) {
  run_script(database, project.output_of({verb, range, "--sql", "--allow-data-loss"}), [] {});
}

}  // namespace

std::string try_squash(const Project& project, const Piece& piece) {
  const std::string id = "squashed";
  const Removed file{project.path("migrations/" + id + "_piece.mig")};
  static_cast<void>(
      project.output_of({"squash", piece.first + ":" + piece.last, "-m", "Piece", "--rev-id", id}));
  stop_clock();
  const Database old, made;
  run(project, old, "upgrade", "base:" + piece.last);  // the piece is named, so it is gone through
  run(project, made, "upgrade", "base:" + id);
  const std::string wrong = compare("up", old, made);
  if (!wrong.empty()) return wrong;
  if (read_file(file.path).find("\ndowngrade irreversible") != std::string::npos) return {};
  run(project, made, "downgrade", id + ":" + piece.below);
  // What the old way back leaves behind, or cannot undo, the new one may do better.
  const Database below;
  if (piece.below != "base") run(project, below, "upgrade", "base:" + piece.below);
  const std::string left = compare("down", below, made);
  if (left.empty()) return {};
  run(project, old, "downgrade", piece.last + ":" + piece.below);
  return compare("down", old, made);
}

}  // namespace migc::support
