#include "compiler/verify/verify.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

int verify(Session& session) {
  pipeline::Project project = load_project(session);
  limit_to_engine(project.settings);
  check_project(session, project);
  static_cast<void>(backend_of(session, project));

  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  const verify::Result result =
      verify::verify(project, session.diagnostics, [&](const std::string& revision, bool passed) {
        if (session.options.json)
          list.push_back({{"revision", revision}, {"passed", passed}});
        else if (!session.options.quiet)
          session.print(fmt::format("{} {}\n", passed ? "ok    " : "FAILED",
                                    diagnostics::printable(revision)));
      });
  if (session.options.json)
    session.print(document({{"revisions", std::move(list)},
                            {"irreversible", result.irreversible},
                            {"failed", result.failed}}));
  else
    session.print(fmt::format("{} of {} revisions passed up, down and up again{}\n",
                              result.revisions - result.failed, result.revisions,
                              result.irreversible == 0 ? ""
                                                       : fmt::format(" ({} irreversible: up only)",
                                                                     result.irreversible)));
  return result.failed == 0 && session.diagnostics.ok() ? exits::done : exits::no;
}

}  // namespace migc::cli
