#include <filesystem>

#include "tests/corpus/corpus.hpp"
#include "tests/histories/history.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"
#include "tests/support/tally.hpp"

namespace migc::corpus {
namespace {

using histories::Step;

using support::Database;
namespace fs = std::filesystem;

/// What an import of `source` makes, beside what its own SQL makes.
std::string compare(const Settings& settings, const std::string& source, const Database& original) {
  const support::Project project(settings.migc);
  fs::create_directory(project.path("migrations"));
  support::write_file(project.path("migc.toml"), "[migc]\n");
  const std::string absolute = fs::absolute(source).string();
  static_cast<void>(project.output_of({"import", absolute, "--schema-only", "-q"}));
  const Database real;
  support::run_script(real, project.output_of({"upgrade", "head", "--sql", "--allow-data-loss"}),
                      [] {});
  return support::head(difference(support::read_facts(original.handle()),
                                  support::read_facts(real.handle(), {"migc_version", "migc_log"})),
                       12);
}

}  // namespace

bool check_imports(const Settings& settings) {
  support::Tally tally("schemas and histories, imported");
  std::size_t turn = 0;  // every second schema, where not all is wanted
  for (const std::string& file : support::files_in(settings.folder + "/schemas", ".sql")) {
    if (file.find(settings.only) == std::string::npos) continue;
    if (settings.every > 1 && turn++ % 2 == 0) continue;
    const Database original;
    original.run(support::read_file(file));
    tally.check(file, [&] { return compare(settings, file, original); });
  }
  for (const auto& entry : fs::directory_iterator(settings.folder + "/histories")) {
    const std::string folder = entry.path().string();
    if (!entry.is_directory() || folder.find(settings.only) == std::string::npos) continue;
    const std::vector<Step> steps = histories::steps_of(folder);
    if (settings.every > 1 && steps.size() > 80) continue;
    const Database original;
    for (const Step& step : steps) original.run(support::read_file(step.path));
    const support::TemporaryDirectory copy;
    for (const std::string& file : support::files_in(folder, ".sql"))
      if (!file.ends_with("final.schema.sql"))  // what the steps lead to
        fs::copy(file, copy.path(fs::path(file).filename().string()));
    tally.check(folder, [&] { return compare(settings, copy.path(), original); });
  }
  return tally.print();
}

}  // namespace migc::corpus
