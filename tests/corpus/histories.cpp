#include <filesystem>

#include "tests/corpus/corpus.hpp"
#include "tests/histories/history.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"
#include "tests/support/tally.hpp"

namespace migc::corpus {
namespace {

using histories::Step;
using support::Database;

std::string current(const Database& database) {
  const auto rows = support::query(database.handle(), "select version_num from migc_version");
  return rows.empty() ? "" : rows[0][0].value_or("");
}

/// One history on its way: the original and ours, side by side.
class Journey {
 public:
  Journey(const std::string& name, const std::string& folder, const Settings& settings)
      : name_(name), steps_(histories::steps_of(folder)), project_(settings.migc) {
    for (const support::RevisionText& revision : histories::revisions_of(steps_))
      project_.add(revision);
  }

  void travel(support::Tally& up, support::Tally& down) {
    std::string stopped;
    try {
      support::run_script(real_,
                          project_.output_of({"upgrade", "head", "--sql", "--allow-data-loss"}),
                          [&] { arrive(up, down); });
    } catch (const std::exception& error) {
      stopped = error.what();
    }
    for (; at_ < steps_.size(); ++at_) up.check(title(), [&] { return "not reached: " + stopped; });
  }

 private:
  void arrive(support::Tally& up, support::Tally& down) {
    if (at_ == steps_.size() || current(real_) != steps_[at_].id) return;
    const Step& step = steps_[at_];
    original_.run(support::read_file(step.path));
    up.check(title(), [&] {
      return support::head(difference(facts_.read(original_.handle()), facts_.read(real_.handle())),
                           12);
    });
    if (step.down) down.check(title() + " down", [&] { return one_down(step); });
    ++at_;
  }

  std::string one_down(const Step& step) {
    const Database original, real;
    copy_into(original, original_);
    copy_into(real, real_);
    original.run(support::read_file(*step.down));
    const std::string below = at_ == 0 ? "base" : steps_[at_ - 1].id;
    support::run_script(
        real,
        project_.output_of({"downgrade", step.id + ":" + below, "--sql", "--allow-data-loss"}),
        [] {});
    return support::head(difference(facts_.read(original.handle()), facts_.read(real.handle())),
                         12);
  }

  [[nodiscard]] std::string title() const {
    return name_ + " " + std::filesystem::path(steps_[at_].path).filename().string();
  }

  std::string name_;
  std::vector<Step> steps_;
  support::Project project_;
  Database original_, real_;
  support::FactsReader facts_{{"migc_version", "migc_log"}};
  std::size_t at_ = 0;
};

}  // namespace

bool check_histories(const Settings& settings) {
  support::Tally up("steps of histories up"), down("steps of histories down");
  for (const auto& entry : std::filesystem::directory_iterator(settings.folder + "/histories"))
    if (entry.is_directory() && entry.path().string().find(settings.only) != std::string::npos)
      Journey(entry.path().filename().string(), entry.path().string(), settings).travel(up, down);
  const bool good_up = up.print();
  return down.print() && good_up;
}

}  // namespace migc::corpus
