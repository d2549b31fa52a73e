#include <filesystem>

#include "tests/alembic/checks.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/files.hpp"
#include "tests/support/process.hpp"

namespace migc::alembic_test {

namespace {

using namespace support;

constexpr const char* env_of_both_modes = R"py(from alembic import context
from sqlalchemy import create_engine, pool

url = 'sqlite:///app.db'
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
)py";

std::string revision_py(const std::string& id, const std::string& parents,
                        const std::string& upgrade) {
  return "import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '" + id +
         "'\ndown_revision = " + parents + "\nbranch_labels = None\ndepends_on = None\n\n\n" +
         "def upgrade():\n" + upgrade + "\n\ndef downgrade():\n    pass\n";
}

/// A project as Alembic's users write it: operations, rows, two lines and a merge.
void write_project(const TemporaryDirectory& folder) {
  std::filesystem::create_directories(folder.path("alembic/versions"));
  std::filesystem::create_directories(folder.path("mig/migrations"));
  write_file(folder.path("alembic.ini"), "[alembic]\nscript_location = %(here)s/alembic\n");
  write_file(folder.path("alembic/env.py"), env_of_both_modes);
  const auto add = [&](const std::string& id, const std::string& parents,
                       const std::string& upgrade) {
    write_file(folder.path("alembic/versions/" + id + ".py"), revision_py(id, parents, upgrade));
  };
  add("1975ea83b712", "None", R"py(    vendors = op.create_table(
        'vendors',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('name', sa.String(50), nullable=False, unique=True),
        sa.Column('since', sa.DateTime(), server_default=sa.func.now()))
    op.bulk_insert(vendors, [{'id': 1, 'name': "it's ifm"}])
)py");
  add("ae1027a6acf", "'1975ea83b712'", R"py(    op.create_table(
        'devices',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('vendor_id', sa.Integer(), sa.ForeignKey('vendors.id', ondelete='CASCADE')),
        sa.Column('price', sa.Numeric(10, 2), sa.CheckConstraint('price > 0', name='ck_price')),
        sa.UniqueConstraint('vendor_id', 'price', name='uq_devices'))
    op.create_index('ix_devices_price', 'devices', ['price'])
)py");
  add("27c6a30d7c24", "'1975ea83b712'",
      "    op.add_column('vendors', sa.Column('country', sa.String(2), server_default='DE'))\n"
      "    op.execute(\"UPDATE vendors SET country = 'AT' WHERE id = 1\")\n");
  add("53fffde5ad5", "('ae1027a6acf', '27c6a30d7c24')", "    pass\n");
}

constexpr const char* further = R"mig(revision further;
revises 53fffde5ad5;
upgrade { alter table devices alter column price set not null fill 1; }
downgrade auto;
)mig";

/// Everything that is wrong with an import of Alembic's own output.
std::string import_and_go_on(Alembic& alembic, const std::string& migc) {
  const TemporaryDirectory folder;
  write_project(folder);
  const auto in_project = [&](std::vector<std::string> words) {
    words.insert(words.begin(), migc);
    const Outcome outcome = run(words, "", folder.path("mig"));
    return outcome.exit == 0 ? "" : spoken(words) + ": " + outcome.output + outcome.errors + "\n";
  };
  const Answer sql = alembic.run(folder.path(), {"upgrade", "heads", "--sql"});
  write_file(folder.path("mig/out.sql"), sql.text);
  write_file(folder.path("mig/migc.toml"),
             "[migc]\nurl = 'sqlite:///../app.db'\nversion_table = 'alembic_version'\n");
  std::string wrong = in_project({"import", "--alembic-sql", "out.sql"});
  if (!wrong.empty()) return wrong + sql.text;
  const Answer up = alembic.run(folder.path(), {"upgrade", "heads"});
  if (up.exit != 0) return up.text;
  wrong += in_project({"--url", "sqlite:///new.db", "upgrade", "heads"});
  const std::vector<std::string> own = {"alembic_version", "migc_version", "migc_log"};
  {
    const Database theirs(folder.path("app.db")), ours(folder.path("mig/new.db"));
    wrong += difference(read_facts(theirs.handle(), own), read_facts(ours.handle(), own));
  }
  wrong += in_project({"check", "--url", "sqlite:///../app.db"});
  write_file(folder.path("mig/migrations/further.mig"), further);
  wrong += in_project({"upgrade", "head"});
  wrong += in_project({"check", "--url", "sqlite:///../app.db"});
  const Database database(folder.path("app.db"));
  const auto rows = query(database.handle(),
                          "select version_num, name, country from "
                          "alembic_version, vendors");
  if (rows.size() != 1 || rows[0][0] != "further" || rows[0][1] != "it's ifm" || rows[0][2] != "AT")
    wrong += "the database is not where it should be\n";
  return wrong;
}

}  // namespace

void check_imports(Alembic& alembic, const std::string& migc, support::Tally& tally) {
  tally.check("its output imported, and its database carried on",
              [&] { return import_and_go_on(alembic, migc); });
}

}  // namespace migc::alembic_test
