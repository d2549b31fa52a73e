#include "tests/alembic/project.hpp"

#include <filesystem>

#include "tests/support/database.hpp"
#include "tests/support/process.hpp"

namespace migc::alembic_test {

using namespace support;

namespace {

constexpr const char* created = "2025-01-11 10:00:00";

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

/// A tuple of texts in Python.
std::string tuple(const std::vector<std::string>& words) {
  return words.empty() ? "None" : "('" + joined(words, "', '") + "',)";
}

std::string python_block(const char* name, const std::string& statement) {
  return std::string("\n\ndef ") + name + "():\n    " +
         (statement.empty() ? "pass" : "op.execute(\"\"\"" + statement + "\"\"\")") + "\n";
}

std::string python_file(const Revision& revision) {
  return "\"\"\"" + revision.message + "\n\nRevision ID: " + revision.id +
         "\nRevises: " + joined(revision.parents, ", ") + "\nCreate Date: " + created +
         "\n\n\"\"\"\nfrom alembic import op\n\nrevision = '" + revision.id +
         "'\ndown_revision = " + tuple(revision.parents) +
         "\nbranch_labels = " + tuple(revision.labels) +
         "\ndepends_on = " + tuple(revision.depends_on) + python_block("upgrade", revision.up) +
         python_block("downgrade", revision.down);
}

std::string header_item(const char* keyword, const std::vector<std::string>& words) {
  return words.empty() ? "" : std::string(keyword) + " " + joined(words, ", ") + ";\n";
}

std::string mig_block(const char* name, const std::string& statement) {
  return std::string(name) + " { " + statement + (statement.empty() ? "" : "; ") + "}\n";
}

std::string mig_file(const Revision& revision) {
  return "revision " + revision.id + ";\n" + header_item("revises", revision.parents) +
         header_item("depends on", revision.depends_on) + header_item("label", revision.labels) +
         "message '" + revision.message + "';\ncreated '" + created + "';\n" +
         mig_block("upgrade", revision.up) + mig_block("downgrade", revision.down);
}

std::string env_py(const std::string& version_table) {
  return "from alembic import context\n"
         "from sqlalchemy import create_engine, pool\n\n"
         "engine = create_engine('sqlite:///app.db', poolclass=pool.NullPool)\n"
         "with engine.connect() as connection:\n"
         "    context.configure(connection=connection, version_table='" +
         version_table +
         "')\n"
         "    with context.begin_transaction():\n"
         "        context.run_migrations()\n";
}

std::string toml_text(const std::string& text) {
  return "'" + text + "'";  // as it is: what these tests name has no quotes of this kind
}

}  // namespace

Project::Project(Alembic& alembic, std::string migc, const Layout& layout)
    : alembic_(alembic), migc_(std::move(migc)), layout_(layout) {
  std::vector<std::string> here, listed;
  for (const std::string& name : layout.folders) {
    std::filesystem::create_directories(folder_.path(name));
    here.push_back("%(here)s/" + name);
    listed.push_back(toml_text(name));
  }
  std::filesystem::create_directories(folder_.path("alembic"));
  write_file(folder_.path("alembic/env.py"), env_py(layout.version_table));
  write_file(folder_.path("alembic.ini"),
             "[alembic]\nscript_location = %(here)s/alembic\nversion_locations = " +
                 joined(here, " ") + "\n");
  write_file(folder_.path("migc.toml"),
             "[migc]\nurl = 'sqlite:///app.db'\nversions = [" + joined(listed, ", ") +
                 "]\nversion_table = " + toml_text(layout.version_table) + "\n");
}

void Project::add(const Revision& revision) const {
  const std::string path = folder_.path(revision.folder + "/" + revision.id);
  write_file(path + ".py", python_file(revision));
  write_file(path + ".mig", mig_file(revision));
}

void Project::add(const std::vector<Revision>& revisions) const {
  for (const Revision& revision : revisions) add(revision);
}

Answer Project::alembic(const std::vector<std::string>& words) const {
  return alembic_.run(folder_.path(), words);
}

Answer Project::migc(std::vector<std::string> words) const {
  words.insert(words.begin(), migc_);
  const Outcome outcome = run(words, "", folder_.path());
  return {outcome.exit, outcome.output + outcome.errors};
}

std::vector<std::string> Project::rows() const {
  const Database database(folder_.path("app.db"));
  std::vector<std::string> rows;
  for (const Row& row : query(database.handle(), "select version_num from " +
                                                     quoted(layout_.version_table) + " order by 1"))
    rows.push_back(row[0].value_or("NULL"));
  return rows;
}

Facts Project::facts() const {
  const Database database(folder_.path("app.db"));
  return read_facts(database.handle(), {layout_.version_table, "migc_log"});
}

}  // namespace migc::alembic_test
