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
            "One transaction for all revisions: either all run, or none");
  runner_option(verb, options.runner);
  verb.flag("--from-db", options.from_db, "Start from the database's current revision");
  tag_option(verb, options.tag);
  metadata_option(verb, verbs);
  rehearsal_option(verb, verbs);
  verb.flag("--allow-data-loss", options.allow_data_loss,
            "Allow data loss: drop tables and columns that have values");
  verb.flag("--allow-drift", options.allow_drift,
            "Give up manual changes to tables that are rebuilt or dropped");
  verb.app->add_flag(fmt::format("--backup{{{}}}", MigrateOptions::usual_backup), options.backup,
                     "Back up the database before the first change");
  verb.needs("REV", [&options] { return !options.revision.empty(); });
  return verb;
}

void add_upgrade(Verbs& verbs) {
  const auto options = std::make_shared<MigrateOptions>();
  Verb& verb =
      add_migrate(verbs, "upgrade", "Upgrade the database to a revision",
                  "  migc upgrade head\n  migc upgrade +1\n  migc upgrade 002_migrate_data\n"
                  "  migc upgrade head --sql\n  migc upgrade 003:005 --sql -o upgrade.sql\n"
                  "  migc upgrade head --fresh\n",
                  *options, [options](Session& session) { return upgrade(session, *options); });
  verb.flag("--allow-edited", options->allow_edited,
            "Accept applied revisions that were edited since");
  verb.flag("--any-start", options->any_start,
            "With --sql: one script for databases at different revisions");
  verb.flag("--fresh", options->fresh,
            "Create the final schema and rows in one step, in an empty database");
}

void add_downgrade(Verbs& verbs) {
  const auto options = std::make_shared<MigrateOptions>();
  add_migrate(verbs, "downgrade", "Downgrade the database to a revision",
              "  migc downgrade -1\n  migc downgrade base\n"
              "  migc downgrade 001_initial_schema\n  migc downgrade -1 --sql\n",
              *options, [options](Session& session) { return downgrade(session, *options); });
}

void add_stamp(Verbs& verbs) {
  const auto options = std::make_shared<StampOptions>();
  Verb& verb = verbs.add("stamp", "Record a revision in the database without running anything",
                         "  migc stamp head\n  migc stamp 002_migrate_data\n  migc stamp base\n",
                         [options](Session& session) { return stamp(session, *options); });
  verb.arguments("REV", options->revisions, "The revisions to record");
  verb.flag("--purge", options->purge, "First delete what is recorded");
  verb.flag("--sql", options->sql, "Print a script instead of executing");
  tag_option(verb, options->tag);
  runner_option(verb, options->runner);
  verb.needs("REV", [options] { return !options->revisions.empty(); });
}

void add_ensure_version(Verbs& verbs) {
  const auto options = std::make_shared<EnsureVersionOptions>();
  verbs
      .add("ensure-version", "Create the version table if it does not exist",
           "  migc ensure-version\n  migc ensure-version --sql\n",
           [options](Session& session) { return ensure_version(session, *options); })
      .flag("--sql", options->sql, "Print a script instead of executing");
}

void add_preflight(Verbs& verbs) {
  const auto options = std::make_shared<PreflightOptions>();
  Verb& verb = verbs.add("preflight", "Run the row checks of an upgrade on the database",
                         "  migc preflight head\n  migc preflight -1 --downgrade\n"
                         "  migc preflight 003:005 --sql | sqlite3 -readonly production.db\n",
                         [options](Session& session) { return preflight(session, *options); });
  verb.argument("REV", options->revision, "A revision, as for upgrade; with --sql also FROM:TO");
  verb.flag("--downgrade", options->downgrade, "Run the row checks of a downgrade");
  verb.flag("--sql", options->sql, "Print the row checks as read-only queries");
  verb.option("-o,--output", options->file, "Write the queries to a file", "FILE");
  verb.needs("REV", [options] { return !options->revision.empty(); });
  verb.formats = report_formats;
}

void add_backup(Verbs& verbs) {
  const auto options = std::make_shared<BackupOptions>();
  verbs
      .add("backup", "Back up the database while it is in use",
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
