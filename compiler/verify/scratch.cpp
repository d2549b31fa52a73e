#include "compiler/verify/scratch.hpp"

#include <fmt/format.h>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/row_checks.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/drivers/sqlite/table_list.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/verify/sample_rows.hpp"

namespace migc::verify {

namespace {

std::string name_of(std::string_view text) { return backends::quoted(text, '"'); }

TableRows literals_of(database::Connection& database, const std::string& table, bool has_rowid) {
  TableRows result;
  std::string terms;
  for (const auto& row : database.query("SELECT name FROM pragma_table_xinfo(" +
                                        backends::literal(table) + ") WHERE hidden <> 1"))
    result.columns.push_back(*row[0]);
  if (has_rowid) result.columns.emplace_back("rowid");
  for (const std::string& column : result.columns)
    terms += fmt::format("{}quote({})", terms.empty() ? "" : ", ", name_of(column));
  for (const auto& row : database.query(fmt::format("SELECT {} FROM {}", terms, name_of(table)))) {
    std::vector<std::string>& values = result.rows.emplace_back();
    for (const auto& value : row) values.push_back(value.value_or("NULL"));
  }
  return result;
}

}  // namespace

Scratch::Scratch(std::string_view dialect)
    : driver_(*drivers::find_driver(dialect)), database_(driver_.open_scratch()) {}

void Scratch::copy(Scratch& other) { driver_.copy(*other.database_, *database_); }

void Scratch::fill(const schema::Schema& schema, int count) {
  for (const schema::Entry* entry : schema.all())
    if (const auto* table = std::get_if<ir::Table>(&entry->object))
      for (int number = 1; number <= count; ++number) try {
          database_->run(
              insertion(*table, number, [&](const ir::Column&) { return std::to_string(number); }));
        } catch (const database::Error&) {  // a trigger, or a strict type, that takes no such row
          database_->roll_back();
        }
  remove_orphans();
}

void Scratch::remove_orphans() try {
  for (bool found = true; found;) {
    found = false;
    for (const auto& row : database_->query("PRAGMA foreign_key_check")) {
      database_->run(fmt::format("DELETE FROM {}{}", name_of(*row[0]),
                                 row[1] ? " WHERE rowid = " + *row[1] : ""));
      found = database_->query("SELECT changes()").at(0).at(0) != "0" || found;
    }
  }
} catch (const database::Error&) {
  // foreign keys that SQLite cannot follow yet
}

void Scratch::run(std::vector<backends::Plan> plans, const pipeline::Project& project) {
  for (backends::Plan& plan : plans) backends::allow_data_loss(plan);
  exec::run(plans, *backends::find_backend(project.dialect->name), scratch_frame(project.settings),
            *database_);
}

database::Stored Scratch::stored(const config::Settings& settings) {
  database::Stored stored = driver_.stored(*database_);
  for (const std::string& own : {settings.version_table.value, settings.log_table.value})
    stored.erase({schema::Space::relation, source::fold(own)});
  return stored;
}

AllRows Scratch::rows(const config::Settings& settings) {
  AllRows all;
  for (const auto& row : database_->query(
           "SELECT name, type = 'table' AND NOT wr FROM " +
           drivers::sqlite::table_list(*database_) +
           " WHERE type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
    const std::string& name = *row[0];
    if (source::same(name, settings.version_table.value)) continue;
    if (source::same(name, settings.log_table.value)) continue;
    try {
      all[source::fold(name)] = literals_of(*database_, name, row[1] == "1");
    } catch (const database::Error&) {
      // a virtual table that cannot be read back, as one without content
    }
  }
  const auto marks = database_->query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'");
  if (!marks.empty()) {
    TableRows& sequences = all["sqlite_sequence"];
    sequences.columns = {"name", "seq"};
    for (const auto& row :
         database_->query("SELECT lower(name), seq FROM sqlite_sequence WHERE seq > 0 AND "
                          "lower(name) NOT IN (" +
                          backends::literal(source::fold(settings.log_table.value)) + ")"))
      sequences.rows.push_back({row[0].value_or(""), row[1].value_or("")});
    if (sequences.rows.empty()) all.erase("sqlite_sequence");
  }
  return all;
}

backends::FrameOptions scratch_frame(const config::Settings& settings) {
  backends::FrameOptions frame;
  frame.version_table = settings.version_table.value;
  frame.log_table = settings.log_table.value;
  return frame;
}

}  // namespace migc::verify
