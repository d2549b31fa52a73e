#include <fmt/format.h>

#include <filesystem>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/project.hpp"

namespace migc::bench {

namespace {

namespace fs = std::filesystem;

/// A program with so many migrations in it: what it costs to make and to run. Runs in the folder of
/// the sources.
void program(const std::string& migc, std::size_t revisions) {
  const support::Project project(migc);
  for (const support::RevisionText& revision : linear_history(revisions)) project.add(revision);
  const std::string header = project.path("migrations.hpp"), app = project.path("app");
  const auto what = [&](const char* step) {
    return fmt::format("{}, {} revisions", step, revisions);
  };
  print(what("header"), best_of(1, [&] {
          return project.migc({"compile", "--emit", "cpp", "-o", header});
        }));
  print(what("g++ -O2"), best_of(1, [&] {
          return support::run({"g++", "-std=c++17", "-O2", "-s", "-I", project.root(), "-I",
                               "runtime", "tests/program/app.cpp", "-o", app, "-lsqlite3"});
        }));
  const std::string database = project.path("app.db");
  print(what("upgrade"), best_of(3, [&] {
          fs::remove(database);
          return support::run({app, database, "up", "head"});
        }));
  print(what("nothing to do"), best_of(3, [&] {
          return support::run({app, database, "up", "head"});
        }));
  fmt::print("{}: header {} KiB, program {} KiB\n", what("sizes"), fs::file_size(header) / 1024,
             fs::file_size(app) / 1024);
}

}  // namespace

void program(const std::string& migc) {
  for (const std::size_t revisions : {8, 100, 1000}) program(migc, revisions);
}

}  // namespace migc::bench
