#include <fmt/format.h>

#include <memory>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

namespace {

Verb& add_migrate(Verbs& verbs, const char* name, const char* description, const char* examples,
                  MigrateOptions& options, std::function<int(Session&)> run) {
  Verb& verb = verbs.add(name, description, examples, std::move(run));
  verb.argument("REV", options.revision, "A revision, head, base, +N, -N; with --sql also FROM:TO");
  verb.flag("--sql", options.sql, "Print a script instead of executing");
  verb.option("-o,--output", options.file, "Write the script to a file", "FILE");
  verb.flag("--coalesce", options.coalesce,
            "One transaction for all revisions: all of them run, or none");
  runner_option(verb, options.runner);
  verb.flag("--from-db", options.from_db, "Let the script begin where the database is");
  tag_option(verb, options.tag);
  metadata_option(verb, verbs);
  rehearsal_option(verb, verbs);
  verb.flag("--allow-data-loss", options.allow_data_loss,
            "Drop tables and columns even if rows have values in them");
  verb.flag("--allow-drift", options.allow_drift,
            "Lose what was changed by hand in tables that are made anew or dropped");
  verb.app->add_flag(fmt::format("--backup{{{}}}", MigrateOptions::usual_backup), options.backup,
                     "Make a backup before the first change");
  verb.needs("REV", [&options] { return !options.revision.empty(); });
  return verb;
}

void add_upgrade(Verbs& verbs) {
  const auto options = std::make_shared<MigrateOptions>();
  Verb& verb =
      add_migrate(verbs, "upgrade", "Bring the database up to a revision",
                  "  migc upgrade head\n  migc upgrade +1\n  migc upgrade 002_migrate_data\n"
                  "  migc upgrade head --sql\n  migc upgrade 003:005 --sql -o upgrade.sql\n"
                  "  migc upgrade head --fresh\n",
                  *options, [options](Session& session) { return upgrade(session, *options); });
  verb.flag("--allow-edited", options->allow_edited,
            "Accept applied revisions as their files are now");
  verb.flag("--any-start", options->any_start,
            "With --sql: for databases at any revision, each runs what is pending there");
  verb.flag("--fresh", options->fresh,
            "Make what all revisions leave in one step, in an empty database");
}

void add_downgrade(Verbs& verbs) {
  const auto options = std::make_shared<MigrateOptions>();
  add_migrate(verbs, "downgrade", "Bring the database back down to a revision",
              "  migc downgrade -1\n  migc downgrade base\n"
              "  migc downgrade 001_initial_schema\n  migc downgrade -1 --sql\n",
              *options, [options](Session& session) { return downgrade(session, *options); });
}

void add_stamp(Verbs& verbs) {
  const auto options = std::make_shared<StampOptions>();
  Verb& verb = verbs.add("stamp", "Record a revision in the database, and execute nothing else",
                         "  migc stamp head\n  migc stamp 002_migrate_data\n  migc stamp base\n",
                         [options](Session& session) { return stamp(session, *options); });
  verb.arguments("REV", options->revisions, "The revisions that it is at");
  verb.flag("--purge", options->purge, "Forget first whatever is recorded");
  verb.flag("--sql", options->sql, "Print a script instead of executing");
  tag_option(verb, options->tag);
  runner_option(verb, options->runner);
  verb.needs("REV", [options] { return !options->revisions.empty(); });
}

void add_ensure_version(Verbs& verbs) {
  const auto options = std::make_shared<EnsureVersionOptions>();
  verbs
      .add("ensure-version", "Create the version table where there is none",
           "  migc ensure-version\n  migc ensure-version --sql\n",
           [options](Session& session) { return ensure_version(session, *options); })
      .flag("--sql", options->sql, "Print a script instead of executing");
}

void add_preflight(Verbs& verbs) {
  const auto options = std::make_shared<PreflightOptions>();
  Verb& verb = verbs.add("preflight", "Ask whether the rows of the database allow an upgrade",
                         "  migc preflight head\n  migc preflight -1 --downgrade\n"
                         "  migc preflight 003:005 --sql | sqlite3 -readonly production.db\n",
                         [options](Session& session) { return preflight(session, *options); });
  verb.argument("REV", options->revision, "As for upgrade; with --sql also FROM:TO");
  verb.flag("--downgrade", options->downgrade, "Ask whether they allow a downgrade");
  verb.flag("--sql", options->sql, "Print the queries, which change nothing, for others to ask");
  verb.option("-o,--output", options->file, "Write the queries to a file", "FILE");
  verb.needs("REV", [options] { return !options->revision.empty(); });
}

void add_backup(Verbs& verbs) {
  const auto options = std::make_shared<BackupOptions>();
  verbs
      .add("backup", "Copy the database to a new file, while others go on",
           "  migc backup\n  migc backup before_release.db\n",
           [options](Session& session) { return backup(session, *options); })
      .argument("FILE", options->file, "The new file (DATABASE.backup-YYYYmmddHHMMSS)");
}

}  // namespace

void add_migration_commands(Verbs& verbs) {
  add_upgrade(verbs);
  add_downgrade(verbs);
  add_stamp(verbs);
  add_ensure_version(verbs);
  add_preflight(verbs);
  add_backup(verbs);
}

}  // namespace migc::cli
