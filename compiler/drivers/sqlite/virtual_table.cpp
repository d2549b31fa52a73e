#include "compiler/drivers/sqlite/virtual_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/backends/quote.hpp"
#include "compiler/database/statement.hpp"
#include "compiler/dialects/sqlite/rules/rules.hpp"

namespace migc::drivers::sqlite {

VirtualTable::VirtualTable(std::string name, const std::string& statement,
                           const std::vector<std::string>& shadows)
    : name_(std::move(name)), module_(module_of(statement)) {
  for (const std::string& shadow : shadows)
    if (shadow.size() > name_.size() + 1 && shadow.starts_with(name_ + "_"))
      suffixes_.push_back(shadow.substr(name_.size() + 1));
}

VirtualTable::Module VirtualTable::module_of(const std::string& statement) {
  const auto object = database::stored_object(statement, backends::sqlite::rules());
  const auto* table = object ? std::get_if<ir::VirtualTable>(&*object) : nullptr;
  const std::string module = table == nullptr ? "" : table->module.key();
  if (module == "fts5") return Module::fts5;
  if (module == "fts3" || module == "fts4") return Module::fts3;
  if (module == "rtree" || module == "rtree_i32" || module == "geopoly") return Module::rtree;
  return Module::other;
}

bool VirtualTable::has_shadow(std::string_view suffix) const {
  return std::find(suffixes_.begin(), suffixes_.end(), suffix) != suffixes_.end();
}

std::vector<std::string> VirtualTable::kept_shadows() const {
  const auto is_structure = [this](std::string_view suffix) {
    switch (module_) {
      case Module::fts3:
        return suffix == "segments" || suffix == "segdir" || suffix == "stat";
      case Module::fts5:
        return suffix == "data" || suffix == "idx";
      case Module::rtree:
        return true;
      case Module::other:
        return false;
    }
    return false;
  };
  std::vector<std::string> kept;
  for (const std::string& suffix : suffixes_)
    if (!is_structure(suffix)) kept.push_back(name_ + "_" + suffix);
  return kept;
}

std::optional<Rows> VirtualTable::rows(database::Connection& database) const {
  const bool texts = module_ == Module::fts3 || module_ == Module::fts5;
  if (module_ == Module::other || (texts && !has_shadow("content"))) return std::nullopt;
  std::vector<std::string> columns;
  if (texts) columns.push_back("rowid");
  for (const database::Connection::Row& column : database.query(fmt::format(
           "SELECT name FROM pragma_table_xinfo({}) WHERE hidden = 0", backends::literal(name_))))
    columns.push_back(*column[0]);
  const std::string query =
      fmt::format("SELECT {} FROM {} ORDER BY 1", names_text(columns), name_text(name_));
  return read_rows(database, std::move(columns), query);
}

bool VirtualTable::indexes_others(database::Connection& database) const {
  if ((module_ != Module::fts3 && module_ != Module::fts5) || has_shadow("content")) return false;
  // The first ten records of fts5 are of the index as a whole.
  const std::string entries = module_ == Module::fts5
                                  ? name_text(name_ + "_data") + " WHERE id > 10"
                                  : name_text(name_ + "_segdir");
  return database.query("SELECT EXISTS (SELECT 1 FROM " + entries + ")")[0][0] == "1";
}

bool VirtualTable::is_sound(database::Connection& database) const {
  try {
    database.run(fmt::format("INSERT INTO {0} ({0}) VALUES ('integrity-check')", name_text(name_)));
    return true;
  } catch (const database::Error& error) {
    if (error.failure != database::Failure::refused) throw;
    return false;
  }
}

Rows VirtualTable::finds(database::Connection& database) const {
  if (module_ == Module::fts5) {
    database.run(fmt::format(
        "DROP TABLE IF EXISTS temp._migc_terms; CREATE VIRTUAL TABLE temp._migc_terms USING "
        "fts5vocab(main, {}, instance)",
        backends::quoted(name_, '"')));
    Rows terms = read_rows(database, {"term", "doc", "col", "offset"},
                           "SELECT term, doc, col, offset FROM temp._migc_terms");
    database.run("DROP TABLE temp._migc_terms");
    return terms;
  }
  // With the same rows two of these find the same if what they index is what the rows say.
  if (module_ != Module::fts3 || is_sound(database)) return {};
  return read_rows(database, {"block"},
                   "SELECT root FROM " + name_text(name_ + "_segdir") +
                       " UNION ALL SELECT block FROM " + name_text(name_ + "_segments"));
}

}  // namespace migc::drivers::sqlite
