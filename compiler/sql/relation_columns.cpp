#include "compiler/sql/relation_columns.hpp"

#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/reader.hpp"
#include "compiler/sql/rowid_key.hpp"

namespace migc::sql {

namespace {

/// What a catalogue says of its columns.
RelationColumns shape_of(const dialect::Catalog& catalog) {
  RelationColumns shape;
  for (const std::string_view column : catalog.columns) shape.add({std::string(column)});
  for (const std::string_view column : catalog.hidden) shape.hidden.emplace(column);
  return shape;
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
    shape.add({view.columns[i].text, view.columns[i].exact}, fits ? read.origins[i] : std::string(),
              fits ? read.type_at(i) : std::nullopt);
  return shape;
}

}  // namespace

std::optional<std::string> RelationColumns::type_at(std::size_t place) const {
  const auto type = types.find(place);
  return type == types.end() ? std::nullopt : std::optional(type->second);
}

void RelationColumns::add(ColumnName name, std::string origin, std::optional<std::string> type) {
  // Beyond what SQLite itself can be built for; `select *` over itself doubles with every view.
  constexpr std::size_t most_columns = 32767, most_of_one_name = 100;
  if (too_wide) return;
  if (columns.size() >= most_columns) {
    *this = {};
    complete = false;
    too_wide = true;
    return;
  }
  std::string key = name.key();
  ColumnName unique = std::move(name);
  const std::size_t length = unique.text.size();
  for (std::size_t number = 1; !keys.try_emplace(std::move(key), columns.size()).second; ++number) {
    if (!complete || number > most_of_one_name) {
      complete = false;
      return;
    }
    unique.text.resize(length);
    unique.text += ":" + std::to_string(number);
    key = unique.key();
  }
  if (type) types.emplace(columns.size(), *std::move(type));
  columns.push_back(std::move(unique));
  origins.push_back(std::move(origin));
}

RelationColumns shape_of(const ir::Table& table, const Relations& relations, Types types) {
  RelationColumns shape;
  shape.rowid = !table.without_rowid;
  shape.columns.reserve(table.columns.size());
  shape.keys.reserve(table.columns.size());
  shape.origins.reserve(table.columns.size());
  const std::string prefix = table.name.key() + origin_mark;
  for (const ir::Column& column : table.columns) {
    std::optional<std::string> type;
    if (types == Types::collected)
      type = column.type ? ir::type_text_for(relations.dialect().name, *column.type) : "";
    shape.add({column.name.text, column.name.exact}, prefix + column.name.key(), std::move(type));
    if (column.has<ir::Generated>()) shape.generated.insert(column.name.key());
  }
  if (const ir::Column* key = rowid_key(table, relations))
    shape.rowid_alias = {key->name.text, key->name.exact};
  return shape;
}

std::vector<std::string> texts_of(const std::vector<ColumnName>& columns) {
  std::vector<std::string> texts;
  texts.reserve(columns.size());
  for (const ColumnName& column : columns) texts.push_back(column.text);
  return texts;
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
  std::string name = name_of(relation).shown();
  if (const auto* table = std::get_if<ir::Table>(&relation))
    return {std::move(name), shape_of(*table, *relations_, types_)};
  if (const auto* table = std::get_if<ir::VirtualTable>(&relation))
    return {std::move(name), shape_of(*table)};
  return {std::move(name), shape_of(std::get<ir::View>(relation), *this)};
}

Relation columns_of(const ir::Object& relation, const Relations& relations) {
  return RelationLookup(relations).read(relation);
}

const Relation* RelationLookup::find(const std::string& key) {
  if (relations_ != nullptr && !collects_types())
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
  if (const dialect::Catalog* catalog = dialect_.catalog(key))
    return Relation{key, shape_of(*catalog)};
  if (dialect_.is_other_catalog(key)) return Relation{key, unknown_columns()};
  return std::nullopt;
}

std::vector<std::string> RelationLookup::names() const {
  return relations_ == nullptr ? std::vector<std::string>{}
                               : relations_->names(ir::Space::relation);
}

}  // namespace migc::sql
