#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/files.hpp"

namespace migc::bench {

namespace {

using support::Outcome;

constexpr const char* alembic = "/usr/bin/alembic";  // Debian's; PATH may hold another

/// The shape of a history, without anything to do in it.
struct Shape {
  const char* name;
  std::vector<std::string> (*parents)(std::size_t);
};

std::string id(std::size_t number) { return "r" + std::to_string(100000 + number); }

std::vector<std::string> in_a_line(std::size_t number) {
  return number == 0 ? std::vector<std::string>{} : std::vector{id(number - 1)};
}

/// Every third revision joins the two before it, which both follow the merge before them.
std::vector<std::string> merged(std::size_t number) {
  if (number == 0) return {};
  if (number % 3 == 0) return {id(number - 2), id(number - 1)};
  return {id(number / 3 * 3)};
}

const Shape shapes[] = {{"linear", in_a_line}, {"a merge every third", merged}};

void write_migc(const support::Project& project, const Shape& shape, std::size_t revisions) {
  for (std::size_t number = 0; number < revisions; ++number)
    project.add({.id = id(number),
                 .parent = fmt::format("{}", fmt::join(shape.parents(number), ", ")),
                 .upgrade = "  update devices set device_function = 'sensor'\n"
                            "   where lower(device_function) like '%temperature%';",
                 .downgrade = "downgrade {}",
                 .message = "Change number " + std::to_string(number)});
}

void write_alembic(const support::Project& project, const Shape& shape, std::size_t revisions) {
  std::filesystem::create_directories(project.path("alembic/versions"));
  support::write_file(project.path("alembic.ini"), "[alembic]\nscript_location = alembic\n");
  support::write_file(project.path("alembic/env.py"), "");
  for (std::size_t number = 0; number < revisions; ++number) {
    const std::vector<std::string> parents = shape.parents(number);
    support::write_file(
        project.path("alembic/versions/" + id(number) + ".py"),
        fmt::format("\"\"\"Change number {}\"\"\"\nrevision = '{}'\ndown_revision = {}\n"
                    "def upgrade():\n    pass\ndef downgrade():\n    pass\n",
                    number, id(number),
                    parents.empty() ? "None" : fmt::format("('{}',)", fmt::join(parents, "', '"))));
  }
}

/// migc's time, and Alembic's beside it where there is one.
Outcome measure(const support::Project& project, const Shape& shape, const std::string& command,
                std::size_t revisions, bool beside_alembic) {
  const std::string what = fmt::format("{}, {} revisions, {}", command, revisions, shape.name);
  Outcome ours = best_of(3, [&] { return project.migc({command}); });
  print(what, ours);
  if (!beside_alembic) return ours;
  // The first run writes what Python caches.
  const Outcome theirs = best_of(2, [&] {
    return support::run({alembic, command}, "", project.path(""));
  });
  print("  Alembic", theirs, fmt::format("{:.0f} times as long", theirs.seconds / ours.seconds));
  return ours;
}

}  // namespace

void graph(const std::string& migc) {
  for (const Shape& shape : shapes) {
    Growth heads, history;
    for (const std::size_t revisions : {1000U, 3000U, 10000U, 100000U}) {
      const support::Project project(migc);
      const bool beside = revisions <= 3000 && std::filesystem::exists(alembic);
      write_migc(project, shape, revisions);
      if (beside) write_alembic(project, shape, revisions);
      heads.add(revisions, measure(project, shape, "heads", revisions, beside).seconds);
      history.add(revisions, measure(project, shape, "history", revisions, beside).seconds);
    }
  }
}

}  // namespace migc::bench
