// What migc predicts of rows and a change is what SQLite does with them when the script is run.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/preflight/cases.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"

namespace {

using namespace migc;
using preflight_test::Case;
using support::Outcome;
using support::RevisionText;

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void expect(bool holds, const std::string& what) {
  if (!holds) throw Failure(what);
}

/// One case with one set of rows, in a project of its own.
class Trial {
 public:
  Trial(const std::string& migc, const Case& one, const std::string& rows)
      : project_(migc), case_(one) {
    project_.add(RevisionText{.id = "001", .upgrade = one.schema});
    project_.add(RevisionText{.id = "002",
                              .parent = "001",
                              .upgrade = one.change,
                              .downgrade = "downgrade irreversible 'not tried';"});
    static_cast<void>(project_.output_of({"upgrade", "001", "--url", url()}));
    support::Database(project_.path("app.db")).run(rows);
  }

  void must_be_refused() {
    const Outcome asked = project_.migc({"preflight", "002", "--url", url(), "--format", "json"});
    expect(asked.exit == 1, "preflight has exit code " + std::to_string(asked.exit));
    const auto found = nlohmann::json::parse(asked.output).at("refused");
    expect(found.size() == 1, "preflight found " + found.dump());
    const std::string sample = joined(found[0].at("sample"));
    expect(found[0].at("kind") == case_.kind, "found " + found.dump());
    expect(found[0].at("rows") == case_.rows, "found " + found.dump());
    expect(sample == case_.sample, "the sample is " + sample);

    const std::string said = answers();
    expect(said != "ok\n" && said.find('\x1b') == std::string::npos, "the queries say " + said);
    expect(lines(said) == 1, "the queries say " + said);

    const std::string before = dump();
    const Outcome run = project_.migc({"upgrade", "002", "--url", url()});
    expect(run.exit == 5, "upgrade has exit code " + std::to_string(run.exit) + run.errors);
    expect(run.errors.find("nothing was changed") != std::string::npos, run.errors);
    expect(run.errors.find("Running") == std::string::npos, "it began: " + run.errors);
    expect(dump() == before, "the database changed");
    expect(!script_applies(), "the script takes it");
    expect(script_applies("--allow-data-loss") == case_.loses,
           case_.loses ? "SQLite refuses what was predicted to lose values" : "SQLite takes it");
    if (case_.loses) allowance_is_heard();
  }

  void must_be_taken() {
    const Outcome asked = project_.migc({"preflight", "002", "--url", url()});
    expect(asked.exit == 0, "preflight says no: " + asked.errors);
    expect(answers() == "ok\n", "the queries say " + answers());
    expect(script_applies(), "SQLite refuses it");
    const Outcome run = project_.migc({"upgrade", "002", "--url", url()});
    expect(run.exit == 0, "upgrade fails: " + run.errors);
  }

 private:
  [[nodiscard]] std::string url() const { return "sqlite:///" + project_.path("app.db"); }

  static std::string joined(const nlohmann::json& list) {
    std::string text;
    for (const auto& one : list) text += (text.empty() ? "" : ", ") + one.get<std::string>();
    return text;
  }

  static std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  /// What a DBA sees who pipes the queries into SQLite's shell.
  [[nodiscard]] std::string answers() const {
    const std::string queries =
        project_.output_of({"preflight", "001:002", "--sql", "--url", "sqlite://"});
    const Outcome run = support::run({"sqlite3", "-readonly", project_.path("app.db")}, queries);
    expect(run.errors.empty(), "the queries fail: " + run.errors);
    return run.output;
  }

  [[nodiscard]] std::string dump() const {
    return support::run({"sqlite3", project_.path("app.db"), ".dump"}).output;
  }

  /// Whether the script of the change goes through on a copy; with the option SQLite alone judges.
  [[nodiscard]] bool script_applies(const std::string& option = "--sql") const {
    const std::string copy = project_.path("copy.db");
    std::remove(copy.c_str());
    static_cast<void>(support::run({"sqlite3", project_.path("app.db"), ".backup " + copy}));
    const std::string script = project_.output_of({"upgrade", "001:002", "--sql", option});
    static_cast<void>(support::run({"sqlite3", copy}, script));
    return support::query(support::Database(copy).handle(),
                          "SELECT version_num FROM migc_version")[0][0] == "002";
  }

  /// The last statement is what loses something.
  void allowance_is_heard() {
    std::string allowed = case_.change;
    const std::size_t before = allowed.rfind("; ");
    allowed.insert(before == std::string::npos ? 0 : before + 2, "allow data_loss 'meant'; ");
    project_.add(RevisionText{.id = "002",
                              .parent = "001",
                              .upgrade = allowed,
                              .downgrade = "downgrade irreversible 'not tried';"});
    const Outcome run = project_.migc({"upgrade", "002", "--url", url()});
    expect(run.exit == 0, "refused although it is allowed: " + run.errors);
  }

  support::Project project_;
  const Case& case_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: preflight_test MIGC\n");
    return 2;
  }
  int failed = 0;
  std::vector<Case> cases = preflight_test::cases();
  for (Case& one : preflight_test::cases_of_columns_and_names()) cases.push_back(std::move(one));
  for (const Case& one : cases) {
    const auto attempt = [&](const char* which, const auto& judge) {
      try {
        judge();
      } catch (const std::exception& error) {
        ++failed;
        std::printf("FAILED %s, %s rows: %s\n", one.name.c_str(), which, error.what());
      }
    };
    if (!one.bad.empty())
      attempt("bad", [&] { Trial(arguments[1], one, one.bad).must_be_refused(); });
    attempt("good", [&] { Trial(arguments[1], one, one.good).must_be_taken(); });
  }
  std::printf("%zu changes with bad and good rows: %d failed\n", cases.size(), failed);
  return failed == 0 ? 0 : 1;
}
