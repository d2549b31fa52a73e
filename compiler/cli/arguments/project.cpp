#include <memory>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

namespace {

void add_init(Verbs& verbs) {
  const auto options = std::make_shared<InitOptions>();
  Verb& verb = verbs.add("init", "Begin a project: migc.toml, migrations/, a first revision",
                         "  migc init\n  migc init database\n",
                         [options](Session& session) { return init(session, *options); });
  verb.argument("DIR", options->folder, "The folder to begin it in (.)")->default_str(".");
}

void add_revision(Verbs& verbs) {
  const auto options = std::make_shared<RevisionOptions>();
  Verb& verb = verbs.add("revision", "Write the file of a new revision",
                         "  migc revision -m \"Add serial numbers\"\n"
                         "  migc revision -m \"Add serial numbers\" --rev-id 2025_01\n"
                         "  migc revision -m \"Add serial numbers\" --autogenerate\n"
                         "  migc revision -m \"Begin feature X\" --head 001 --splice "
                         "--branch-label feature_x\n"
                         "  migc revision -m \"More of feature X\" --head feature_x@head\n",
                         [options](Session& session) { return revision(session, *options); });
  verb.option("-m,--message", options->message, "What it is for, in one line", "MSG");
  verb.option("--head", options->head, "The revision that it follows (head); or base", "REV");
  verb.flag("--splice", options->splice, "Allow a --head that is not a head: a branch");
  verb.options("--depends-on", options->depends_on, "A revision that has to be applied before",
               "REV");
  verb.option("--version-path", options->folder, "The version folder to write it to", "DIR");
  verb.flag("--autogenerate", options->autogenerate,
            "Write what leads from the head to the wanted schema (schema.mig)");
  verb.option("--from", options->wanted,
              "The same for another schema: FILE.sql, schema:FILE or a database URL", "SCHEMA");
  verb.flag("--column-order", options->column_order,
            "Put columns where the wanted schema has them, by a rebuild if need be");
  verb.flag("--edit", options->edit, "Open it in the editor");
  naming_options(verb, options->rev_id, options->labels);
  verb.needs("-m MSG", [options] { return !options->message.empty(); });
}

void add_import(Verbs& verbs) {
  const auto options = std::make_shared<ImportOptions>();
  Verb& verb = verbs.add(
      "import", "Make revisions of a schema, or of a history that another tool keeps",
      "  migc import sqlite:///app.db\n  migc import schema.sql -m \"Initial schema\"\n"
      "  migc import db/migrations          golang-migrate, goose, dbmate, Flyway, 001_name.sql\n"
      "  alembic upgrade head --sql | migc import --alembic-sql -\n",
      [options](Session& session) { return import_source(session, *options); });
  verb.argument("SOURCE", options->source, "A database, a .sql file, or a folder of numbered ones");
  verb.app
      ->add_option_function<std::string>(
          "--alembic-sql",
          [options](const std::string& file) {
            options->source = file;
            options->alembic = true;
          },
          "The output of `alembic upgrade head --sql`, a revision for each of its own")
      ->option_text("FILE");
  verb.flag("--schema-only", options->schema_only, "Leave the rows of a .sql file out");
  verb.option("-m,--message", options->message, "What a single revision is for, in one line",
              "MSG");
  verb.option("--rev-id", options->rev_id, "The id of a single revision", "ID");
  verb.needs("SOURCE", [options] { return !options->source.empty(); });
}

void add_merge(Verbs& verbs) {
  const auto options = std::make_shared<MergeOptions>();
  Verb& verb = verbs.add("merge", "Write a revision that joins several heads",
                         "  migc merge heads\n"
                         "  migc merge -m \"Merge feature X\" 003_serial feature_x@head\n",
                         [options](Session& session) { return merge(session, *options); });
  verb.arguments("REV", options->revisions, "The heads to join");
  verb.option("-m,--message", options->message, "What it is for, in one line", "MSG");
  naming_options(verb, options->rev_id, options->labels);
  verb.needs("REV", [options] { return !options->revisions.empty(); });
}

void add_rebase(Verbs& verbs) {
  const auto options = std::make_shared<RebaseOptions>();
  Verb& verb = verbs.add("rebase", "Let a revision that is not applied yet follow another",
                         "  migc rebase 003_serial --onto 004_vendor\n"
                         "  migc rebase feature_x --onto 004_vendor\n",
                         [options](Session& session) { return rebase(session, *options); });
  verb.argument("REV", options->revision, "The revision whose file is rewritten");
  verb.option("--onto", options->onto, "The head that it is to follow", "HEAD");
  verb.needs("REV --onto HEAD",
             [options] { return !options->revision.empty() && !options->onto.empty(); });
}

void add_squash(Verbs& verbs) {
  const auto options = std::make_shared<SquashOptions>();
  Verb& verb = verbs.add("squash", "Write one revision that does what several in a row do",
                         "  migc squash base:head -m \"Initial schema\"\n"
                         "  migc squash 003:007 -m \"Devices\" --delete\n",
                         [options](Session& session) { return squash(session, *options); });
  verb.argument("FROM:TO", options->range, "The revisions to join, both ends included");
  verb.option("-m,--message", options->message, "What it is for, in one line", "MSG");
  verb.option("--rev-id", options->rev_id, "Its id, in place of a generated one", "ID");
  verb.flag("--delete", options->remove, "Delete the files of what it replaces");
  verb.needs("FROM:TO -m MSG",
             [options] { return !options->range.empty() && !options->message.empty(); });
}

void add_edit(Verbs& verbs) {
  const auto options = std::make_shared<ShowOptions>();
  Verb& verb = verbs.add("edit", "Open a revision's file in the editor", "  migc edit head\n",
                         [options](Session& session) { return edit(session, *options); });
  verb.argument("REV", options->revision, "The revision");
  verb.needs("REV", [options] { return !options->revision.empty(); });
  verb.formats = {"text"};
}

}  // namespace

void add_project_commands(Verbs& verbs) {
  add_init(verbs);
  add_revision(verbs);
  add_import(verbs);
  add_merge(verbs);
  add_rebase(verbs);
  add_squash(verbs);
  add_edit(verbs);
}

}  // namespace migc::cli
