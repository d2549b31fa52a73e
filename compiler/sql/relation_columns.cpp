#include "compiler/sql/relation_columns.hpp"

#include <array>
#include <initializer_list>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/reader.hpp"

namespace migc::sql {

namespace {

RelationColumns shape_with(std::initializer_list<const char*> columns) {
  RelationColumns shape;
  for (const char* column : columns) shape.add(column);
  return shape;
}

RelationColumns json_shape() {
  RelationColumns shape =
      shape_with({"key", "value", "type", "atom", "id", "parent", "fullkey", "path"});
  shape.hidden = {"json", "root"};
  return shape;
}

/// What SQLite itself brings along. https://www.sqlite.org/schematab.html
const RelationColumns* built_in(const std::string& key) {
  static const RelationColumns schema = shape_with({"type", "name", "tbl_name", "rootpage", "sql"});
  static const std::unordered_map<std::string, RelationColumns> lookup{
      {"sqlite_master", schema},
      {"sqlite_schema", schema},
      {"sqlite_temp_master", schema},
      {"sqlite_temp_schema", schema},
      {"sqlite_sequence", shape_with({"name", "seq"})},
      {"sqlite_stat1", shape_with({"tbl", "idx", "stat"})},
      {"json_each", json_shape()},
      {"json_tree", json_shape()},
      {"sqlite_stat4", shape_with({"tbl", "idx", "neq", "nlt", "ndlt", "sample"})},
  };
  const auto found = lookup.find(key);
  return found == lookup.end() ? nullptr : &found->second;
}

/// Tables that exist without being created: SQLite's modules, PostgreSQL's catalogue.
bool is_eponymous(const std::string& key) {
  for (const char* prefix : {"pragma_", "sqlite_", "pg_"})
    if (key.starts_with(prefix)) return true;
  static const std::unordered_set<std::string> modules{
      "json_each", "json_tree", "dbstat", "generate_series", "bytecode", "dual", "tables_used"};
  return modules.contains(key);
}

/// The first word of each argument is a column in `fts5(title, body, content='')`, `rtree(id, x,
/// y)`.
void add_arguments(RelationColumns& shape, std::string_view arguments) {
  std::size_t depth = 0, begin = 0;
  for (std::size_t i = 0; i <= arguments.size(); ++i) {
    const char c = i < arguments.size() ? arguments[i] : ',';
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (c != ',' || (depth > 0 && i < arguments.size())) continue;
    std::string_view argument = arguments.substr(begin, i - begin);
    begin = i + 1;
    const std::size_t from = argument.find_first_not_of(" \t\r\n\"'`[");
    if (from == std::string_view::npos) continue;
    argument.remove_prefix(from);
    shape.hidden.insert(source::fold(argument.substr(0, argument.find_first_of(" \t\r\n\"'`]=("))));
  }
}

RelationColumns shape_of(const ir::VirtualTable& table) {
  RelationColumns shape = unknown_columns();
  shape.hidden = {table.name.key(), "rank"};
  add_arguments(shape, table.arguments);
  return shape;
}

RelationColumns shape_of(const ir::View& view, RelationLookup& lookup) {
  RelationColumns read = read_query(view.query, lookup);
  // Computed columns are told apart by their place in a text; that of the view is no other's.
  for (std::string& origin : read.origins)
    if (origin.starts_with('#')) origin.clear();
  if (view.columns.empty()) return read;
  RelationColumns shape;
  const bool fits = read.complete && read.columns.size() == view.columns.size();
  for (std::size_t i = 0; i < view.columns.size(); ++i)
    shape.add(view.columns[i].text, fits ? read.origins[i] : std::string());
  return shape;
}

}  // namespace

void RelationColumns::add(std::string name, std::string origin) {
  // Beyond what SQLite itself can be built for; `select *` over itself doubles with every view.
  constexpr std::size_t most_columns = 32767, most_of_one_name = 100;
  if (too_wide) return;
  if (columns.size() >= most_columns) {
    *this = {};
    complete = false;
    too_wide = true;
    return;
  }
  std::string key = source::fold(name);
  std::string unique;
  for (std::size_t number = 1; !keys.try_emplace(std::move(key), columns.size()).second; ++number) {
    if (!complete || number > most_of_one_name) {
      complete = false;
      return;
    }
    unique = name + ":" + std::to_string(number);
    key = source::fold(unique);
  }
  columns.push_back(unique.empty() ? std::move(name) : std::move(unique));
  origins.push_back(std::move(origin));
}

bool is_own_database(std::string_view key) {
  return key == "main" || key == "temp" || key == "public";
}

bool is_rowid(std::string_view key) { return key == "rowid" || key == "oid" || key == "_rowid_"; }

RelationColumns shape_of(const ir::Table& table) {
  RelationColumns shape;
  shape.rowid = !table.without_rowid;
  shape.columns.reserve(table.columns.size());
  shape.keys.reserve(table.columns.size());
  shape.origins.reserve(table.columns.size());
  const std::string prefix = table.name.key() + origin_mark;
  for (const ir::Column& column : table.columns) {
    shape.add(column.name.text, prefix + column.name.key());
    if (column.has<ir::Generated>()) shape.generated.insert(column.name.key());
  }
  if (table.without_rowid) return shape;
  const auto key = ir::primary_key_of(table);
  if (key && ir::is_rowid_alias(table, *key))
    shape.rowid_alias =
        table.find(*std::get<ir::TablePrimaryKey>(key->constraint.rule).terms.front().column())
            ->name.text;
  return shape;
}

const RelationColumns& unknown_columns() {
  static const RelationColumns unknown = [] {
    RelationColumns shape;
    shape.complete = false;
    return shape;
  }();
  return unknown;
}

Relation RelationLookup::read(const ir::Object& relation) {
  const std::string& name = name_of(relation).text;
  if (const auto* table = std::get_if<ir::Table>(&relation)) return {name, shape_of(*table)};
  if (const auto* table = std::get_if<ir::VirtualTable>(&relation)) return {name, shape_of(*table)};
  return {name, shape_of(std::get<ir::View>(relation), *this)};
}

Relation columns_of(const ir::Object& relation, const Relations& relations) {
  return RelationLookup(&relations).read(relation);
}

const Relation* RelationLookup::find(const std::string& key) {
  if (relations_ != nullptr)
    if (const Relation* kept = relations_->columns_of(key)) return kept;
  const auto [entry, fresh] = made_.try_emplace(key, Relation{key, unknown_columns()});
  // While a view is being read it is unknown to itself; the entry's address outlives a rehash.
  std::optional<Relation>& relation = entry->second;
  if (fresh) relation = make(key);
  return relation ? &*relation : nullptr;
}

const ir::Object* RelationLookup::object(const ir::Id& id) const {
  return relations_ == nullptr ? nullptr : relations_->object(id);
}

std::optional<Relation> RelationLookup::make(const std::string& key) {
  if (relations_ == nullptr) return Relation{key, unknown_columns()};
  if (const ir::Object* found = object({ir::Space::relation, key})) return read(*found);
  if (const RelationColumns* shape = built_in(key)) return Relation{key, *shape};
  if (is_eponymous(key)) return Relation{key, unknown_columns()};
  return std::nullopt;
}

std::vector<std::string> RelationLookup::names() const {
  return relations_ == nullptr ? std::vector<std::string>{}
                               : relations_->names(ir::Space::relation);
}

}  // namespace migc::sql
