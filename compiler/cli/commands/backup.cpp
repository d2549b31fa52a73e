#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/database/signals.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

int backup(Session& session, const BackupOptions& options) {
  const config::Settings settings = load_settings(session);
  const config::Url url = database_of(session, settings);
  if (options.file) check_backup(session, settings, *options.file);
  const auto database = connect(session, url, database::Access::read);
  const database::Signals signals(*database);
  const std::string file = make_backup(session, *database, url, options.file.value_or(""));
  if (session.options.json)
    session.print(document({{"database", url.masked()}, {"backup", file}}));
  else
    session.print(diagnostics::printable(file) + "\n");
  return exits::done;
}

}  // namespace migc::cli
