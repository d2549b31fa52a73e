#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "tests/bench/alembic.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/files.hpp"

namespace migc::bench {
namespace {

using support::Outcome;
using support::Project;

constexpr std::size_t applied_revisions = 1000;
constexpr int rounds = 3;

/// One way to bring an empty database to the head.
struct Way {
  std::string name;
  Run run;
};

/// Ways with the same kind of transaction: first the plain statements, then the script, then migc.
struct Group {
  std::string name;
  std::vector<Way> ways;
};

class Apply {
 public:
  explicit Apply(const std::string& migc) : project_(migc) {
    support::write_file(project_.path("migc.toml"), "[migc]\nurl = \"sqlite:///app.db\"\n");
    for (const auto& revision : linear_history(applied_revisions)) project_.add(revision);
  }

  [[nodiscard]] std::vector<Group> groups() const {
    std::vector<Group> groups{
        {"a transaction for each revision", both_with_migc({}, plain(true))},
        {"one transaction for all", both_with_migc({"--coalesce"}, plain(false))}};
    groups.push_back({"the final schema in one step", both_with_migc({"--fresh"}, final_schema())});
    return groups;
  }

  /// One run, since it takes as long as all the others together.
  [[nodiscard]] Outcome with_alembic() const {
    alembic::write_history(project_, applied_revisions);
    static_cast<void>(alembic::run(project_, {"heads"}));  // writes what Python caches
    return medians_of_each(1, {on_new_database([this] {
                             return alembic::run(project_, {"upgrade", "head"});
                           })})
        .front();
  }

 private:
  [[nodiscard]] Run on_new_database(Run run) const {
    return [this, run = std::move(run)] {
      std::filesystem::remove(project_.path("app.db"));
      return run();
    };
  }

  [[nodiscard]] Way shell(const std::string& what, const std::string& file,
                          const std::string& script) const {
    support::write_file(project_.path(file), script);
    return {"sqlite3, " + what, on_new_database([this, file] {
              return support::run({"sqlite3", "-bail", project_.path("app.db")},
                                  support::read_file(project_.path(file)));
            })};
  }

  [[nodiscard]] std::vector<Way> both_with_migc(const std::vector<std::string>& options,
                                                const std::string& plain_script) const {
    const std::string form = options.empty() ? "" : " " + options[0];
    std::vector<std::string> emit{"upgrade", "head", "--sql"}, execute{"-q", "upgrade", "head"};
    emit.insert(emit.end(), options.begin(), options.end());
    execute.insert(execute.end(), options.begin(), options.end());
    return {shell("the plain statements", "plain" + form + ".sql", plain_script),
            shell("the script of migc", "script" + form + ".sql", project_.output_of(emit)),
            {"migc upgrade head" + form,
             on_new_database([this, execute] { return project_.migc(execute); })}};
  }

  [[nodiscard]] static std::string plain(bool transaction_each) {
    std::string script = transaction_each ? "" : "BEGIN;\n";
    for (std::size_t revision = 0; revision < applied_revisions; ++revision)
      script +=
          transaction_each ? "BEGIN;\n" + plain_sql(revision) + "COMMIT;\n" : plain_sql(revision);
    return script + (transaction_each ? "" : "COMMIT;\n");
  }

  [[nodiscard]] std::string final_schema() const {
    const std::string database = project_.path("schema.db");
    const auto shell_on_it = [&](const std::string& input) {
      const Outcome outcome = support::run({"sqlite3", "-bail", database}, input);
      if (outcome.exit != 0) throw std::runtime_error(outcome.errors);
      return outcome.output;
    };
    static_cast<void>(shell_on_it(plain(false)));
    return "BEGIN;\n" + shell_on_it(".schema --nosys\n") + "COMMIT;\n";
  }

  Project project_;
};

/// What the ways of a group are compared with.
struct References {
  const Outcome &plain, &script;
};

void print_way(const std::string& name, const Outcome& way, const References& references) {
  const auto& [plain, script] = references;
  fmt::print("  {:<40} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f}\n", name,
             way.cpu_seconds, way.seconds, way.cpu_seconds / plain.cpu_seconds,
             way.seconds / plain.seconds, way.cpu_seconds / script.cpu_seconds,
             way.seconds / script.seconds);
}

}  // namespace

void apply(const std::string& migc) {
  const Apply subject(migc);
  const std::vector<Group> groups = subject.groups();
  std::vector<Run> runs;
  for (const Group& group : groups)
    for (const Way& way : group.ways) runs.push_back(way.run);
  const std::vector<Outcome> medians = medians_of_each(rounds, runs);

  fmt::print("\n{:<42} {:>19} {:>19} {:>19}\n",
             fmt::format("{} revisions applied", applied_revisions), "", "times the plain",
             "times the script");
  fmt::print("{:<42} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "", "CPU s", "wall s", "CPU", "wall",
             "CPU", "wall");
  auto median = medians.begin();
  for (const Group& group : groups) {
    fmt::print("{}\n", group.name);
    const References references{median[0], median[1]};
    for (const Way& way : group.ways) print_way(way.name, *median++, references);
  }
  fmt::print("Alembic, a transaction for each statement{}\n",
             alembic::installed() ? "" : ": skipped, it is not installed");
  if (alembic::installed())
    print_way("alembic upgrade head", subject.with_alembic(), {medians[0], medians[1]});
}

}  // namespace migc::bench
