#include "compiler/exec/version_table.hpp"

#include <algorithm>

#include "compiler/backends/quote.hpp"
#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/source/name.hpp"

namespace migc::exec {

namespace kind = diagnostics::kind;
using backends::rows_text;
using database::Connection;
using database::Error;
using database::Failure;

namespace {

constexpr std::size_t longest_id = 255;  ///< Bytes; what the column is declared with.

[[nodiscard]] Error misshapen(const std::string& table, const std::string& how) {
  return Error(Failure::history, kind::version_shape, table, how)
      .note(
          "set another table with `version_table` in migc.toml; it has one column, `version_num`");
}

void check_columns(Connection& database, const std::string& table) {
  std::string listed;
  bool found = false, alone = true;
  for (const database::CatalogueColumn& column : database.catalogue().columns_of(table)) {
    listed += (listed.empty() ? "" : ", ") + column.name;
    (source::same(column.name, "version_num") ? found : alone) ^= true;
  }
  if (!found || !alone) throw misshapen(table, "its columns are " + listed);
}

void check_value(const std::string& table, const Connection::Row& row) {
  const auto& [value, type] = std::tie(row[0], row[1]);
  const auto impossible = [&](std::string what) {
    return Error(Failure::history, kind::version_value, table, what)
        .note("fix the table by hand, or empty it and `migc stamp` the right revision");
  };
  if (!value) throw impossible("a NULL");
  if (*type != "text") throw impossible(fmt::format("`{}`, which is of type {}", *value, *type));
  if (value->empty()) throw impossible("an empty text");
  if (value->size() > longest_id)
    throw impossible(fmt::format("a text of {} bytes", value->size()));
}

/// Holds what several queries see together, unless a transaction does already.
class Snapshot {
 public:
  explicit Snapshot(Connection& database) : database_(database), own_(!database.in_transaction()) {
    if (own_) database_.begin_snapshot();
  }
  ~Snapshot() {
    if (own_) database_.roll_back();  // nothing was written
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& database_;
  const bool own_;
};

}  // namespace

Version read_version(Connection& database, const std::string& table) {
  const Snapshot snapshot(database);
  const std::string type = database.catalogue().type_of(table);
  if (type.empty()) return {false, {}, database.catalogue().relations()};
  if (type != "table") throw misshapen(table, "it is a view");
  check_columns(database, table);

  Version version{true, {}, {}};
  for (const Connection::Row& row : database.query("SELECT version_num, typeof(version_num) FROM " +
                                                   backends::quoted(table, '"'))) {
    check_value(table, row);
    version.rows.push_back(*row[0]);
  }
  std::sort(version.rows.begin(), version.rows.end());
  return version;
}

Error moved(const std::vector<std::string>& start, const std::vector<std::string>& rows) {
  Error error(Failure::moved, kind::version_moved, rows_text(start), rows_text(rows));
  error.holds = rows;
  return error;
}

backends::Plan stamp_plan(backends::VersionMove move) {
  backends::Plan plan;
  plan.revision = rows_text(move.after);
  plan.message = "stamp";
  plan.version = std::move(move);
  return plan;
}

}  // namespace migc::exec
