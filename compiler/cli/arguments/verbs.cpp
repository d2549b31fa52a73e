#include "compiler/cli/arguments/verbs.hpp"

#include <fmt/format.h>

namespace migc::cli {

Verb& Verbs::add(const char* name, const char* description, const char* examples,
                 std::function<int(Session&)> run) {
  CLI::App* app = app_.add_subcommand(name, description);
  app->footer(fmt::format("Examples:\n{}", examples));
  app->fallthrough();   // global options may stand behind the command too
  app->allow_extras();  // complained of by us, with suggestions
  return all_.emplace_back(Verb{.app = app, .run = std::move(run)});
}

void naming_options(Verb& verb, std::optional<std::string>& id, std::vector<std::string>& labels) {
  verb.option("--rev-id", id, "The revision id (default: generated)", "ID");
  verb.options("--branch-label", labels, "A name for the branch", "LABEL");
}

void tag_option(Verb& verb, std::optional<std::string>& tag) {
  verb.option("--tag", tag, "A note for the log: a release, a ticket", "TEXT");
}

void runner_option(Verb& verb, std::string& runner) {
  verb.option("--runner", runner, "What runs the script (sqlite3)", "sqlite3|exec|wrapped");
}

void metadata_option(Verb& verb, Verbs& verbs) {
  verb.flag("--sqlite-metadata", verbs.global().options.overrides.sqlite_metadata,
            "Edit SQLite's schema table for changes that affect no rows");
}

void rehearsal_option(Verb& verb, Verbs& verbs) {
  verb.app->add_flag_callback(
      "--no-rehearsal", [&verbs] { verbs.global().options.rehearses = false; },
      "Skip the rehearsal on a scratch database");
}

}  // namespace migc::cli
