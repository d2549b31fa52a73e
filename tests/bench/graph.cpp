#include <fmt/format.h>

#include "tests/bench/alembic.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"

namespace migc::bench {

namespace {

using support::Outcome;

/// The shape of a history, without anything to do in it.
struct Shape {
  const char* name;
  std::vector<std::string> (*parents)(std::size_t);
};

std::vector<std::string> in_a_line(std::size_t number) {
  return number == 0 ? std::vector<std::string>{} : std::vector{revision_id(number - 1)};
}

/// Every third revision joins the two before it, which both follow the merge before them.
std::vector<std::string> merged(std::size_t number) {
  if (number == 0) return {};
  if (number % 3 == 0) return {revision_id(number - 2), revision_id(number - 1)};
  return {revision_id(number / 3 * 3)};
}

const Shape shapes[] = {{"linear", in_a_line}, {"a merge every third", merged}};

void write_migc(const support::Project& project, const Shape& shape, std::size_t revisions) {
  for (std::size_t number = 0; number < revisions; ++number)
    project.add({.id = revision_id(number),
                 .parent = fmt::format("{}", fmt::join(shape.parents(number), ", ")),
                 .upgrade = "  update devices set device_function = 'sensor'\n"
                            "   where lower(device_function) like '%temperature%';",
                 .downgrade = "downgrade {}",
                 .message = "Change number " + std::to_string(number)});
}

void write_alembic(const support::Project& project, const Shape& shape, std::size_t revisions) {
  alembic::begin_project(project);
  for (std::size_t number = 0; number < revisions; ++number) {
    const std::vector<std::string> parents = shape.parents(number);
    alembic::add(project, revision_id(number), fmt::format("Change number {}", number),
                 parents.empty() ? "None" : fmt::format("('{}',)", fmt::join(parents, "', '")),
                 "    pass\n");
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
  const Outcome theirs = best_of(2, [&] { return alembic::run(project, {command}); });
  print("  Alembic", theirs, fmt::format("{:.0f} times as long", theirs.seconds / ours.seconds));
  return ours;
}

}  // namespace

void graph(const std::string& migc) {
  for (const Shape& shape : shapes) {
    Growth heads, history;
    for (const std::size_t revisions : {1000U, 3000U, 10000U, 100000U}) {
      const support::Project project(migc);
      const bool beside = revisions <= 3000 && alembic::installed();
      write_migc(project, shape, revisions);
      if (beside) write_alembic(project, shape, revisions);
      heads.add(revisions, measure(project, shape, "heads", revisions, beside).seconds);
      history.add(revisions, measure(project, shape, "history", revisions, beside).seconds);
    }
  }
}

}  // namespace migc::bench
