#include <filesystem>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view configuration =
    R"toml(# Settings of migc. Paths are relative to this file. What stands behind a # is the default.

[migc]
# Where the revisions are.
versions = ["migrations"]

# The database: an environment variable, or what stands after `:-` where it is not set.
url = "${DATABASE_URL:-sqlite:///./app.db}"

# version_table = "migc_version"    # "alembic_version" goes on where Alembic stopped
# out           = "out"             # where `migc compile` writes
# rev_ids       = "sequential"      # ids of new revisions; or "hash", or "timestamp"
# file_template = "{rev}_{slug}"    # names of their files

# Names for constraints and indexes that are given none.
# [naming]
# ix = "ix_{table}_{columns}"
# uq = "uq_{table}_{columns}"
# fk = "fk_{table}_{columns}_{referred_table}"

# Other databases: `migc -n production upgrade head`
# [env.production]
# url = "${PRODUCTION_URL}"
)toml";

constexpr std::string_view first_revision = R"mig(revision 001_initial_schema;
message  'Initial schema';
created  '{created}';

-- What this revision changes, in SQL that says what is wanted; how each database gets there is
-- migc's business. For example:
--
--   create table devices (
--     id          integer primary key autoincrement,
--     device_name varchar(200) not null,
--     constraint uq_devices_device_name unique (device_name)
--   );
upgrade {
}

-- `auto` undoes the statements above, last one first. What it cannot undo, `downgrade { … }` says by
-- hand, or `downgrade irreversible 'why';`.
downgrade auto;
)mig";

std::string with_date(std::string_view text) {
  std::string result(text);
  constexpr std::string_view placeholder = "{created}";
  return result.replace(result.find(placeholder), placeholder.size(),
                        time_text("%Y-%m-%d %H:%M:%S"));
}

}  // namespace

int init(Session& session, const InitOptions& options) {
  const fs::path folder = options.folder;
  const std::string settings = (folder / "migc.toml").lexically_normal().string();
  const fs::path migrations = (folder / "migrations").lexically_normal();
  const std::string first = (migrations / "001_initial_schema.mig").string();

  std::error_code error;
  if (fs::exists(settings, error))
    stop(session, exits::usage, diagnostics::kind::already_there, settings);
  if (fs::exists(migrations, error) && !fs::is_empty(migrations, error))
    stop(session, exits::usage, diagnostics::kind::already_there, migrations.string());

  make_folder(migrations.string());
  write_new(session, first, with_date(first_revision));
  write_new(session, settings, configuration);
  session.print(session.options.json ? document({{"configuration", settings}, {"path", first}})
                                     : diagnostics::printable(settings) + "\n" +
                                           diagnostics::printable(first) + "\n");
  session.tell("next: write the first revision, then `migc upgrade head`");
  return exits::done;
}

}  // namespace migc::cli
