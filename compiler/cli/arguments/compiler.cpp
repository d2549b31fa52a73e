#include <memory>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

namespace {

void add_compile(Verbs& verbs) {
  const auto options = std::make_shared<CompileOptions>();
  Verb& verb = verbs.add("compile", "Write the SQL of every revision to files",
                         "  migc compile\n  migc compile --check\n"
                         "  migc compile -o out --depfile out/sql.d\n"
                         "  migc compile --emit cpp -o migrations.hpp\n",
                         [options](Session& session) { return compile(session, *options); });
  verb.argument("DIR", verbs.global().options.overrides.folder,
                "The folder of the .mig files, if migc.toml does not say");
  verb.option("-o,--output", verbs.global().options.overrides.out,
              "The folder to write to (out); with --emit cpp the file", "PATH");
  verb.option("--emit", options->emit, "What to write (sql): scripts, or a header for C++ programs",
              "sql|cpp");
  verb.option("--namespace", options->name, "The namespace of the header (migrations)", "NAME");
  verb.option("--depfile", options->depfile, "Write a dependency file for Make and Ninja", "FILE");
  verb.option("--stamp", options->stamp, "Touch a file, which the dependency file is about then",
              "FILE");
  verb.flag("--check", options->check,
            "Write nothing; exit with 1 if the files are not up to date");
  runner_option(verb, options->runner);
  verb.flag("--allow-data-loss", options->allow_data_loss,
            "Leave out the checks that stop before data is lost");
  metadata_option(verb, verbs);
  rehearsal_option(verb, verbs);
  verb.formats = report_formats;
}

void add_fmt(Verbs& verbs) {
  const auto options = std::make_shared<FmtOptions>();
  Verb& verb = verbs.add("fmt", "Format .mig files; comments and meaning are kept",
                         "  migc fmt\n  migc fmt --check\n  migc fmt - < draft.mig\n",
                         [options](Session& session) { return fmt_files(session, *options); });
  verb.arguments("FILE", options->files, "The files (default: all); `-` for standard input");
  verb.flag("--check", options->check,
            "Change nothing; list the files that would change, and exit with 1");
  verb.formats = report_formats;
}

void add_diff(Verbs& verbs) {
  const auto options = std::make_shared<DiffOptions>();
  Verb& verb = verbs.add("diff", "Print the statements that lead from one schema to another",
                         "  migc diff 001 head\n  migc diff head schema:schema.mig\n"
                         "  migc diff head sqlite:///app.db --exit-code\n"
                         "  migc diff old.sql new.sql --sql\n",
                         [options](Session& session) { return diff(session, *options); });
  verb.argument("FROM", options->from, "A revision, schema:FILE, FILE.sql or a database URL");
  verb.argument("TO", options->to, "Another");
  verb.flag("--sql", options->sql, "Print SQL, without the checks of a migration");
  verb.flag("--exit-code", options->exit_code, "Exit with 1 if they differ");
  verb.needs("FROM TO", [options] { return !options->from.empty() && !options->to.empty(); });
}

void add_check(Verbs& verbs) {
  const auto options = std::make_shared<CheckOptions>();
  Verb& verb = verbs.add(
      "check",
      "Compare the target schema with the head; with --url, also a database with its revision",
      "  migc check\n  migc check --url sqlite:///app.db\n  migc check --all\n",
      [options](Session& session) {
        return options->all ? check_all(session, *options) : check(session, *options);
      });
  verb.flag(
      "--all", options->all,
      "Check everything: formatting, one head, the revisions compiled and verified, the target "
      "schema, the files of `migc compile`");
  verb.flag("--column-order", options->column_order, "Also compare the order of columns");
  rehearsal_option(verb, verbs);
  verb.formats = report_formats;
}

void add_explain(Verbs& verbs) {
  const auto options = std::make_shared<ShowOptions>();
  Verb& verb =
      verbs.add("explain", "Explain how each change of a revision is made, or what a message means",
                "  migc explain head\n  migc explain 005 --sqlite-metadata\n  migc explain E0251\n",
                [options](Session& session) { return explain(session, *options); });
  verb.argument("REV", options->revision, "A revision, or the code of a message, such as E0251");
  metadata_option(verb, verbs);
  verb.needs("REV", [options] { return !options->revision.empty(); });
}

void add_verify(Verbs& verbs) {
  Verb& verb = verbs.add(
      "verify", "Run every revision up and down on a scratch database",
      "  migc verify\n  migc verify --format junit > verify.xml\n",
      [&words = verbs.global()](Session& session) { return verify(session, words.format); });
  verb.formats = report_formats;
  verb.formats.insert(verb.formats.end(), {"junit", "tap"});
}

}  // namespace

void add_compiler_commands(Verbs& verbs) {
  add_compile(verbs);
  add_explain(verbs);
  add_fmt(verbs);
  add_diff(verbs);
  add_check(verbs);
  add_verify(verbs);
}

}  // namespace migc::cli
