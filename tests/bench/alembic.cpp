#include "tests/bench/alembic.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "tests/bench/history.hpp"
#include "tests/support/files.hpp"

namespace migc::bench::alembic {
namespace {

constexpr const char* program = "/usr/bin/alembic";  // Debian's; PATH may hold another

/// Views would stop a batch operation where the table is renamed, hence the pragma.
constexpr const char* environment = R"(from alembic import context
from sqlalchemy import create_engine

with create_engine('sqlite:///app.db').connect() as connection:
    connection.exec_driver_sql('PRAGMA legacy_alter_table = ON')
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
)";

constexpr const char* create_table = R"(    op.create_table('{0}',
        sa.Column('id', sa.Integer, primary_key=True, autoincrement=True),
        sa.Column('vendor_id', sa.Integer, nullable=False),
        sa.Column('vendor_name', sa.String(100)),
        sa.Column('device_name', sa.String(200), nullable=False),
        sa.Column('device_function', sa.Text),
        sa.Column('imported_at', sa.TIMESTAMP, nullable=False, server_default=sa.text('current_timestamp')),
        sa.CheckConstraint('vendor_id > 0', name='ck_{0}'), sqlite_autoincrement=True)
    op.create_index('ix_{0}_vendor_id', '{0}', ['vendor_id'])
)";

/// Reflection finds neither the check nor AUTOINCREMENT.
constexpr const char* change_type = R"(    with op.batch_alter_table('{0}',
            table_args=[sa.CheckConstraint('vendor_id > 0', name='ck_{0}')],
            table_kwargs=dict(sqlite_autoincrement=True)) as batch:
        batch.alter_column('vendor_name', type_=sa.String({1}))
)";

std::string execute(const std::string& sql) { return "    op.execute(\"\"\"" + sql + "\"\"\")\n"; }

std::string operations_of(std::size_t revision) {
  const Step step = step_of(revision);
  switch (step.change) {
    case Change::create_table:
      return fmt::format(create_table, step.table);
    case Change::add_column:
      return fmt::format("    op.add_column('{}', sa.Column('serial_{}', sa.String(100)))\n",
                         step.table, step.number);
    case Change::create_index:
      return fmt::format("    op.create_index('ix_{0}_{1}', '{0}', ['device_name', 'vendor_id'])\n",
                         step.table, step.number);
    case Change::change_type:
      return fmt::format(change_type, step.table, 100 + step.number);
    case Change::add_reference:  // `op.add_column` with a foreign key fails on SQLite
    case Change::update_rows:
    case Change::create_view:
      return execute(plain_sql(revision));
  }
  return {};
}

}  // namespace

bool installed() { return std::filesystem::exists(program); }

support::Outcome run(const support::Project& project, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), program);
  return support::run(arguments, "", project.root());
}

void begin_project(const support::Project& project) {
  std::filesystem::create_directories(project.path("alembic/versions"));
  support::write_file(project.path("alembic.ini"), "[alembic]\nscript_location = alembic\n");
  support::write_file(project.path("alembic/env.py"), environment);
}

void add(const support::Project& project, const std::string& id, const std::string& message,
         const std::string& parents, const std::string& operations) {
  support::write_file(
      project.path("alembic/versions/" + id + ".py"),
      fmt::format("\"\"\"{}\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n"
                  "revision = '{}'\ndown_revision = {}\n"
                  "def upgrade():\n{}def downgrade():\n    pass\n",
                  message, id, parents, operations));
}

void write_history(const support::Project& project, std::size_t revisions) {
  begin_project(project);
  for (std::size_t revision = 0; revision < revisions; ++revision)
    add(project, revision_id(revision), fmt::format("Change number {}", revision),
        revision == 0 ? "None" : "'" + revision_id(revision - 1) + "'", operations_of(revision));
}

}  // namespace migc::bench::alembic
