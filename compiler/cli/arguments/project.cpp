#include <memory>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

namespace {

void add_init(Verbs& verbs) {
  const auto options = std::make_shared<InitOptions>();
  Verb& verb = verbs.add("init", "Start a project: migc.toml, migrations/ and a first revision",
                         "  migc init\n  migc init database\n",
                         [options](Session& session) { return init(session, *options); });
  verb.argument("DIR", options->folder, "The project folder (.)")->default_str(".");
}

void add_revision(Verbs& verbs) {
  const auto options = std::make_shared<RevisionOptions>();
  Verb& verb = verbs.add("revision", "Create the file of a new revision",
                         "  migc revision -m \"Add serial numbers\"\n"
                         "  migc revision -m \"Add serial numbers\" --rev-id 2025_01\n"
                         "  migc revision -m \"Add serial numbers\" --autogenerate\n"
                         "  migc revision -m \"Begin feature X\" --head 001 --splice "
                         "--branch-label feature_x\n"
                         "  migc revision -m \"More of feature X\" --head feature_x@head\n",
                         [options](Session& session) { return revision(session, *options); });
  verb.option("-m,--message", options->message, "A one-line description", "MSG");
  verb.option("--head", options->head, "The revision to follow (head), or base", "REV");
  verb.flag("--splice", options->splice, "Branch from a revision that is not a head");
  verb.options("--depends-on", options->depends_on, "A revision that must be applied first", "REV");
  verb.option("--version-path", options->folder, "The version folder to write it to", "DIR");
  verb.flag("--autogenerate", options->autogenerate,
            "Write the changes from the head to the target schema (schema.mig)");
  verb.option("--from", options->wanted,
              "The target schema: FILE.sql, schema:FILE or a database URL", "SCHEMA");
  verb.flag("--column-order", options->column_order,
            "Also match the order of columns, by a rebuild if necessary");
  verb.flag("--edit", options->edit, "Open it in the editor");
  naming_options(verb, options->rev_id, options->labels);
  verb.needs("-m MSG", [options] { return !options->message.empty(); });
}

void add_import(Verbs& verbs) {
  const auto options = std::make_shared<ImportOptions>();
  Verb& verb = verbs.add(
      "import", "Create revisions from a schema, or from the migrations of another tool",
      "  migc import sqlite:///app.db\n  migc import schema.sql -m \"Initial schema\"\n"
      "  migc import db/migrations          golang-migrate, goose, dbmate, Flyway, 001_name.sql\n"
      "  alembic upgrade head --sql | migc import --alembic-sql -\n",
      [options](Session& session) { return import_source(session, *options); });
  verb.argument("SOURCE", options->source,
                "A database URL, a .sql file, or a folder of migrations");
  verb.app
      ->add_option_function<std::string>(
          "--alembic-sql",
          [options](const std::string& file) {
            options->source = file;
            options->alembic = true;
          },
          "SOURCE is the output of `alembic upgrade head --sql`")
      ->option_text("FILE");
  verb.flag("--schema-only", options->schema_only, "Leave out the rows of a .sql file");
  verb.option("-m,--message", options->message, "A one-line description, if there is one revision",
              "MSG");
  verb.option("--rev-id", options->rev_id, "The revision id, if there is one revision", "ID");
  verb.needs("SOURCE", [options] { return !options->source.empty(); });
}

void add_merge(Verbs& verbs) {
  const auto options = std::make_shared<MergeOptions>();
  Verb& verb = verbs.add("merge", "Create a revision that joins several heads",
                         "  migc merge heads\n"
                         "  migc merge -m \"Merge feature X\" 003_serial feature_x@head\n",
                         [options](Session& session) { return merge(session, *options); });
  verb.arguments("REV", options->revisions, "The heads to join");
  verb.option("-m,--message", options->message, "A one-line description", "MSG");
  naming_options(verb, options->rev_id, options->labels);
  verb.needs("REV", [options] { return !options->revisions.empty(); });
}

void add_rebase(Verbs& verbs) {
  const auto options = std::make_shared<RebaseOptions>();
  Verb& verb = verbs.add("rebase", "Move a revision that is not applied yet after another one",
                         "  migc rebase 003_serial --onto 004_vendor\n"
                         "  migc rebase feature_x --onto 004_vendor\n",
                         [options](Session& session) { return rebase(session, *options); });
  verb.argument("REV", options->revision, "The revision to move");
  verb.option("--onto", options->onto, "The head to follow", "HEAD");
  verb.needs("REV --onto HEAD",
             [options] { return !options->revision.empty() && !options->onto.empty(); });
}

void add_squash(Verbs& verbs) {
  const auto options = std::make_shared<SquashOptions>();
  Verb& verb = verbs.add("squash", "Replace several consecutive revisions by one",
                         "  migc squash base:head -m \"Initial schema\"\n"
                         "  migc squash 003:007 -m \"Devices\" --delete\n",
                         [options](Session& session) { return squash(session, *options); });
  verb.argument("FROM:TO", options->range, "The revisions to replace, both ends included");
  verb.option("-m,--message", options->message, "A one-line description", "MSG");
  verb.option("--rev-id", options->rev_id, "The revision id (default: generated)", "ID");
  verb.flag("--delete", options->remove, "Delete the files of the replaced revisions");
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
