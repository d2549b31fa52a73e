#include "compiler/verify/verify.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/verify/squash.hpp"

namespace migc::cli {

namespace {

/// Tries all revisions, each once, whichever view it is in.
class Trials {
 public:
  explicit Trials(Session& session) : session_(session) {}

  void try_all(const pipeline::Project& project) {
    diagnostics::Diagnostics reported;
    static_cast<void>(verify::verify(project, session_.sources, reported,
                                     [&](const std::string& revision, bool passed) {
                                       if (seen_.insert(revision).second)
                                         tell(project, revision, passed);
                                     }));
    say_once(session_, reported);
  }

  int finish() const {
    if (session_.options.json)
      session_.print(
          document({{"revisions", list_}, {"irreversible", irreversible_}, {"failed", failed_}}));
    else
      session_.print(fmt::format(
          "{} of {} revisions passed up, down and up again{}\n", seen_.size() - failed_,
          seen_.size(),
          irreversible_ == 0 ? "" : fmt::format(" ({} irreversible: up only)", irreversible_)));
    return failed_ == 0 && session_.diagnostics.ok() ? exits::done : exits::no;
  }

 private:
  void tell(const pipeline::Project& project, const std::string& revision, bool passed) {
    if (!passed) ++failed_;
    if (!pipeline::is_reversible(project.revisions[*project.graph.find(revision)])) ++irreversible_;
    if (session_.options.json)
      list_.push_back({{"revision", revision}, {"passed", passed}});
    else if (!session_.options.quiet)
      session_.print(
          fmt::format("{} {}\n", passed ? "ok    " : "FAILED", diagnostics::printable(revision)));
  }

  Session& session_;
  nlohmann::ordered_json list_ = nlohmann::ordered_json::array();
  std::set<std::string> seen_;
  std::size_t failed_ = 0, irreversible_ = 0;
};

}  // namespace

int verify(Session& session) {
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

  Trials trials(session);
  trials.try_all(project);
  for (const auto& [revision, replaced] : graph::Replacements(files.all.headers).alternatives()) {
    const pipeline::Project without = view({replaced});
    trials.try_all(without);
    if (session.diagnostics.ok() &&
        verify::does_the_same(view({revision}), without, revision, session.diagnostics) &&
        !session.options.json && !session.options.quiet)
      session.print(fmt::format("ok     {} does what it replaces\n", revision));
  }
  return trials.finish();
}

}  // namespace migc::cli
