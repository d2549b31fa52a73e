#include <memory>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

namespace {

void add_history(Verbs& verbs) {
  const auto options = std::make_shared<HistoryOptions>();
  Verb& verb =
      verbs.add("history", "List the revisions, newest first; a terminal also shows branches",
                "  migc history\n  migc history --verbose\n  migc history -r 001:head\n"
                "  migc history -r -3:current\n",
                [options](Session& session) { return history(session, *options); });
  verb.option("-r,--rev-range", options->range, "From one revision to another", "FROM:TO");
  verb.flag("-i,--indicate-current", options->indicate_current,
            "Mark the current revision of the database");
}

void add_graph(Verbs& verbs) {
  const auto options = std::make_shared<GraphOptions>();
  Verb& verb = verbs.add("graph", "Draw the graph of revisions",
                         "  migc graph\n  migc graph -r 001:head\n"
                         "  migc graph --format mermaid         for Markdown pages\n"
                         "  migc graph --format dot | dot -Tsvg -o revisions.svg\n",
                         [options, &words = verbs.global()](Session& session) {
                           options->format = words.format;
                           return graph(session, *options);
                         });
  verb.option("-r,--rev-range", options->range, "From one revision to another", "FROM:TO");
  verb.formats = {"text", "mermaid", "dot", "json"};
}

void add_schema(Verbs& verbs) {
  const auto options = std::make_shared<SchemaOptions>();
  Verb& verb = verbs.add("schema", "Print the whole schema at a revision",
                         "  migc schema\n  migc schema 003 --format sql\n"
                         "  migc schema --table devices --format json\n"
                         "  migc schema --format mermaid        for Markdown pages\n"
                         "  migc schema --format dot | dot -Tsvg -o schema.svg\n",
                         [options, &words = verbs.global()](Session& session) {
                           options->format = words.format;
                           return schema(session, *options);
                         });
  verb.argument("REV", options->revision,
                "A revision (heads), schema:FILE, FILE.sql or a database URL")
      ->default_str("heads");
  verb.option("--table", options->table, "Only this table or view, with its indexes and triggers",
              "TABLE");
  verb.formats = {"text", "mig", "sql", "json", "mermaid", "dot"};
}

void add_blame(Verbs& verbs) {
  const auto options = std::make_shared<BlameOptions>();
  Verb& verb = verbs.add("blame", "Show which revision last changed each column and constraint",
                         "  migc blame devices\n  migc blame devices.vendor_name\n",
                         [options](Session& session) { return blame(session, *options); });
  verb.argument("TABLE[.COLUMN]", options->subject, "A table or view, or one of its columns");
  verb.needs("TABLE[.COLUMN]", [options] { return !options->subject.empty(); });
}

void add_heads(Verbs& verbs) {
  const auto options = std::make_shared<HeadsOptions>();
  Verb& verb = verbs.add("heads", "List the newest revisions",
                         "  migc heads\n  migc heads --verbose\n  migc heads --check\n",
                         [options](Session& session) { return heads(session, *options); });
  verb.flag("--resolve-dependencies", options->resolve_dependencies,
            "Leave out heads that other revisions depend on");
  verb.flag("--check", options->check, "Exit with 1 if there are several");
}

void add_current(Verbs& verbs) {
  const auto options = std::make_shared<CurrentOptions>();
  Verb& verb = verbs.add("current", "Show the current revision of the database",
                         "  migc current\n  migc current --verbose\n  migc current --check-heads\n",
                         [options](Session& session) { return current(session, *options); });
  verb.flag("--check-heads", options->check_heads,
            "Exit with 1 if the database is not at the heads");
}

void add_show(Verbs& verbs) {
  const auto options = std::make_shared<ShowOptions>();
  Verb& verb =
      verbs.add("show", "Show everything about a revision", "  migc show head\n  migc show 001\n",
                [options](Session& session) { return show(session, *options); });
  verb.argument("REV", options->revision, "The revision");
  verb.needs("REV", [options] { return !options->revision.empty(); });
}

void add_whence(Verbs& verbs) {
  const auto options = std::make_shared<WhenceOptions>();
  Verb& verb =
      verbs.add("whence", "Find the line of a .mig file that a line of a script comes from",
                "  migc whence migration_preview.sql:184\n",
                [options](Session& session) { return whence(session, *options); });
  verb.argument("FILE:LINE", options->place, "A line of a script");
  verb.needs("FILE:LINE", [options] { return !options->place.empty(); });
}

}  // namespace

void add_listing_commands(Verbs& verbs) {
  add_whence(verbs);
  add_history(verbs);
  add_graph(verbs);
  add_schema(verbs);
  add_blame(verbs);
  add_heads(verbs);
  verbs.add("branches", "List the revisions where branches start",
            "  migc branches\n  migc branches --verbose\n", branches);
  add_current(verbs);
  verbs.add("status",
            "Show the current revision, what is pending, what was edited, and manual changes",
            "  migc status\n  migc status --format json\n", status);
  add_show(verbs);
}

}  // namespace migc::cli
