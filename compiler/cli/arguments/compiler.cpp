#include <memory>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

namespace {

void add_compile(Verbs& verbs) {
  const auto options = std::make_shared<CompileOptions>();
  Verb& verb = verbs.add("compile", "Write the SQL of every revision to files",
                         "  migc compile\n  migc compile -o out --depfile out/sql.d\n",
                         [options](Session& session) { return compile(session, *options); });
  verb.option("-o,--output", verbs.global().options.overrides.out, "The folder to write to (out)",
              "DIR");
  verb.option("--depfile", options->depfile, "Write what was read as a rule for Make and Ninja",
              "FILE");
  runner_option(verb, options->runner);
  metadata_option(verb, verbs);
}

void add_explain(Verbs& verbs) {
  const auto options = std::make_shared<ShowOptions>();
  Verb& verb =
      verbs.add("explain", "Say how a revision is made, statement by statement, and why so",
                "  migc explain head\n  migc explain 005 --sqlite-metadata\n",
                [options](Session& session) { return explain(session, *options); });
  verb.argument("REV", options->revision, "The revision");
  metadata_option(verb, verbs);
  verb.needs("REV", [options] { return !options->revision.empty(); });
}

}  // namespace

void add_compiler_commands(Verbs& verbs) {
  add_compile(verbs);
  add_explain(verbs);
  verbs.add("verify", "Try every revision up and down on a scratch database", "  migc verify\n",
            verify);
}

}  // namespace migc::cli
