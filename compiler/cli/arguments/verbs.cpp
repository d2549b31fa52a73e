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
  verb.option("--rev-id", id, "Its id, in place of a generated one", "ID");
  verb.options("--branch-label", labels, "A name for its line of revisions", "LABEL");
}

void tag_option(Verb& verb, std::optional<std::string>& tag) {
  verb.option("--tag", tag, "What the log calls this run: a release, a ticket", "TEXT");
}

void runner_option(Verb& verb, std::string& runner) {
  verb.option("--runner", runner, "Who is to run the script (sqlite3)", "sqlite3|exec|wrapped");
}

void metadata_option(Verb& verb, Verbs& verbs) {
  verb.flag("--sqlite-metadata", verbs.global().options.overrides.sqlite_metadata,
            "Change declarations by editing SQLite's schema table where no row is concerned");
}

void rehearsal_option(Verb& verb, Verbs& verbs) {
  verb.app->add_flag_callback(
      "--no-rehearsal", [&verbs] { verbs.global().options.rehearses = false; },
      "Do not run the statements on a scratch database first");
}

}  // namespace migc::cli
