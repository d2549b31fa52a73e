#include "compiler/exec/log_table.hpp"

#include <algorithm>
#include <array>

#include "compiler/backends/quote.hpp"
#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/source/name.hpp"

namespace migc::exec {

using database::Connection;
using database::Error;
using database::Failure;

namespace {

/// Whether the table is there; throws when it is something else than a log.
bool is_there(Connection& database, const std::string& table) {
  const auto columns = database.catalogue().columns_of(table);
  if (columns.empty()) return false;
  constexpr std::array needed = {"id",          "revision", "event", "started_at",
                                 "finished_at", "checksum", "run_by"};
  const bool complete = std::all_of(needed.begin(), needed.end(), [&](const char* name) {
    return std::any_of(columns.begin(), columns.end(), [&](const auto& column) {
      return column.is_stored && source::same(column.name, name);
    });
  });
  if (!complete)
    throw Error(Failure::history, diagnostics::kind::log_shape, table)
        .note("set another table with `log_table` in migc.toml");
  return true;
}

}  // namespace

Log read_log(Connection& database, const std::string& table) {
  Log log;
  if (!is_there(database, table)) return log;
  for (const Connection::Row& row :
       database.query("SELECT revision, event, checksum, started_at, run_by, finished_at FROM " +
                      backends::quoted(table, '"') + " ORDER BY id"))
    log[row[0].value_or("")] = {row[1].value_or(""), row[2].value_or(""), row[3].value_or(""),
                                row[4].value_or(""), row[5].has_value()};
  return log;
}

}  // namespace migc::exec
