#include "compiler/verify/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/trial_formats.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/verify/squash.hpp"

namespace migc::cli {

namespace {

/// Tries all revisions, each once, whichever view it is in.
class Trials {
 public:
  Trials(Session& session, const std::string& format) : session_(session), format_(format) {}

  void try_all(const pipeline::Project& project) {
    diagnostics::Diagnostics reported;
    told_ = 0;
    static_cast<void>(verify::verify(project, session_.sources, reported,
                                     [&](const std::string& revision, bool passed) {
                                       if (seen_.insert(revision).second)
                                         note(project, revision, passed, reported);
                                     }));
    say_once(session_, reported);
  }

  [[nodiscard]] bool prints_lines() const { return format_ == "text" && !session_.options.quiet; }

  int finish() const {
    session_.print(summary());
    return failed() == 0 && session_.diagnostics.ok() ? exits::done : exits::no;
  }

 private:
  void note(const pipeline::Project& project, const std::string& revision, bool passed,
            const diagnostics::Diagnostics& reported) {
    Trial trial{revision, passed,
                pipeline::is_reversible(project.revisions[*project.graph.find(revision)])};
    for (; told_ < reported.all().size(); ++told_)
      trial.messages.push_back(reported.all()[told_].text);
    if (prints_lines())
      session_.print(
          fmt::format("{} {}\n", passed ? "ok    " : "FAILED", diagnostics::printable(revision)));
    trials_.push_back(std::move(trial));
  }

  [[nodiscard]] std::size_t failed() const { return count(&Trial::passed); }
  [[nodiscard]] std::size_t irreversible() const { return count(&Trial::reversible); }
  /// Those of which it does not hold.
  [[nodiscard]] std::size_t count(bool Trial::*holds) const {
    return static_cast<std::size_t>(std::count_if(
        trials_.begin(), trials_.end(), [&](const Trial& trial) { return !(trial.*holds); }));
  }

  [[nodiscard]] std::string summary() const {
    if (format_ == "tap") return to_tap(trials_);
    if (format_ == "junit") return to_junit(trials_);
    if (session_.options.json) return json();
    return fmt::format(
        "{} of {} revisions passed up, down and up again{}\n", trials_.size() - failed(),
        trials_.size(),
        irreversible() == 0 ? "" : fmt::format(" ({} irreversible: up only)", irreversible()));
  }

  [[nodiscard]] std::string json() const {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Trial& trial : trials_)
      list.push_back({{"revision", trial.revision}, {"passed", trial.passed}});
    return document({{"revisions", list}, {"irreversible", irreversible()}, {"failed", failed()}});
  }

  Session& session_;
  const std::string& format_;
  std::set<std::string> seen_;
  std::vector<Trial> trials_;
  std::size_t told_ = 0;  ///< Of the messages of the view that is being tried.
};

}  // namespace

int verify(Session& session, const std::string& format) {
  const pipeline::Files<pipeline::Project> files = load_files(session);
  const auto view = [&](const std::vector<std::string>& words) {
    pipeline::Project project = view_of(session, files, {.words = words});
    limit_to_engine(project.settings);
    return project;
  };
  const pipeline::Project project = view({});
  check_project(session, project);
  static_cast<void>(backend_of(session, project));
  check_other_views(session, files);

  Trials trials(session, format);
  trials.try_all(project);
  for (const auto& [revision, replaced] : graph::Replacements(files.all.headers).alternatives()) {
    const pipeline::Project without = view({replaced});
    trials.try_all(without);
    if (session.diagnostics.ok() &&
        verify::does_the_same(view({revision}), without, revision, session.diagnostics) &&
        trials.prints_lines())
      session.print(fmt::format("ok     {} does what it replaces\n", revision));
  }
  return trials.finish();
}

}  // namespace migc::cli
