#include "tests/random/invent.hpp"

#include <algorithm>

namespace migc::random {
namespace {

using Strings = std::vector<std::string>;

const Strings types = {
    "",     "integer",          "int",  "bigint",  "text", "varchar(20)", "numeric(10, 2)",
    "real", "double precision", "blob", "boolean", "date", "char(3)",     "unsigned big int"};
const Strings strict_types = {"int", "integer", "real", "text", "blob", "any"};
const Strings collations = {"nocase", "rtrim", "binary"};
const Strings actions = {"", "cascade", "set null", "set default", "restrict", "no action"};

bool is_number(const std::string& type) {
  return type.find("int") != std::string::npos || type.starts_with("num") || type == "boolean" ||
         type == "real" || type.starts_with("double");
}

/// The columns that a foreign key can refer to: a single key of a table, or its number.
std::vector<int> keys_of(const Table& table) {
  std::vector<int> keys;
  for (const Column& column : table.columns)
    if ((column.primary || column.unique) && !column.generated) keys.push_back(column.id);
  for (const Constraint& constraint : table.constraints)
    if (constraint.columns.size() == 1 && (constraint.kind == Constraint::Kind::primary ||
                                           constraint.kind == Constraint::Kind::unique))
      keys.push_back(constraint.columns[0]);
  return keys;
}

Term invent_term(Rng& rng, const Table& table) {
  const Column& column = rng.pick(table.columns);
  Term term{{ColumnRef{column.id}}, {}, rng.chance(25)};
  if (rng.chance(20))
    term.expression = {"lower(", ColumnRef{column.id}, ")"};
  else if (rng.chance(10))
    term.expression = {"coalesce(", ColumnRef{column.id}, ", 0) + 1"};
  else if (rng.chance(20))
    term.collation = rng.pick(collations);
  return term;
}

void invent_key(Rng& rng, Model& model, Table& table) {
  Column id{.id = model.next_id++, .name = rng.chance(80) ? "id" : "Key of it"};
  const std::size_t kind = rng.below(10);
  id.type = kind < 6 ? "integer" : (table.strict ? "text" : "varchar(20)");
  id.primary = kind < 8;
  table.without_rowid = kind >= 5 && rng.chance(40);
  id.autoincrement = kind < 5 && rng.chance(50);
  table.columns.push_back(id);
  if (kind == 8) {
    Constraint key{.kind = Constraint::Kind::primary, .columns = {id.id}};
    key.name = invent_constraint_name(rng, model);
    table.constraints.push_back(key);
  } else if (kind == 9) {
    table.without_rowid = false;
  }
}

}  // namespace

std::string invent_name(Rng& rng, Model& model, const std::string& kind) {
  const std::string number = std::to_string(model.next_id++);
  if (rng.chance(85)) return kind + number;
  const Strings hostile = {kind + " " + number,  kind + "\"" + number, "Große " + kind + number,
                           number + kind,        kind + "'" + number,  kind + "]" + number,
                           "--" + kind + number, kind + ";" + number,  "select " + number + "/*"};
  return rng.pick(hostile);
}

std::string invent_other_name(Rng& rng, Model& model, const std::string& kind,
                              const std::string& old) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  std::string other = old;
  const auto letter = std::find_if(other.begin(), other.end(), is_letter);
  if (letter == other.end() || !rng.chance(15)) return invent_name(rng, model, kind);
  *letter = static_cast<char>(*letter ^ 0x20);
  return other;
}

std::string invent_constraint_name(Rng& rng, Model& model) {
  return rng.chance(60) ? invent_name(rng, model, "con") : "";
}

std::string invent_literal(Rng& rng, const std::string& type) {
  const Strings texts = {"'abc'", "'it''s'", "''", "'Ünï'", "'x y'", "'012'"};
  const Strings blobs = {"x'616263'", "x''"};
  if (type == "real" || type.starts_with("double")) return std::to_string(rng.below(50)) + ".5";
  if (is_number(type)) return rng.chance(20) ? "-7" : std::to_string(rng.below(40));
  if (type == "blob") return rng.pick(blobs);
  if (type.empty() || type == "any") return rng.chance(50) ? "12" : rng.pick(texts);
  return rng.pick(texts);
}

std::string invent_type(Rng& rng, bool strict) { return rng.pick(strict ? strict_types : types); }

const Column* some_column(Rng& rng, const Table& table) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Column& column = rng.pick(table.columns);
    if (!column.generated) return &column;
  }
  return nullptr;
}

Column invent_column(Rng& rng, Model& model, const Table& table) {
  Column column;
  column.name = invent_name(rng, model, "c");
  column.id = model.next_id++;
  column.type = invent_type(rng, table.strict);
  if (rng.chance(15)) {
    if (const Column* source = some_column(rng, table)) {
      if (table.strict) column.type = "any";
      column.generated = invent_generated(rng, table, source->id);
      column.stored = rng.chance(40);
      return column;
    }
  }
  if (rng.chance(40)) column.default_value = invent_literal(rng, column.type);
  if (rng.chance(10) && !table.strict) column.default_value = "(1 + 2)";
  if (column.default_value && rng.chance(40)) {
    column.not_null = true;
    if (rng.chance(15)) column.conflict = " on conflict ignore";
  }
  if (rng.chance(15)) column.collation = rng.pick(collations);
  if (rng.chance(10)) {
    column.check = Text{ColumnRef{column.id}, " is not 'zzz'"};
    if (rng.chance(50)) column.check_name = invent_name(rng, model, "chk");
  }
  return column;
}

Text invent_check(Rng& rng, const Table& table, int column) {
  const ColumnRef self{column};
  const Column& other = rng.pick(table.columns);
  switch (rng.below(4)) {
    case 0:
      return {self, " is not 'never, ) this'"};
    case 1:
      return {"length(", self, ") < 1000"};
    case 2:
      return {"coalesce(", self, ", 0) <> 77 or ", ColumnRef{other.id}, " is null"};
    default:
      return {"not (", self, " = 'a' and ", self, " = 'b')"};
  }
}

Text invent_generated(Rng& rng, const Table&, int column) {
  const ColumnRef source{column};
  switch (rng.below(3)) {
    case 0:
      return {"coalesce(", source, ", 0) + 1"};
    case 1:
      return {"lower(", source, ")"};
    default:
      return {source, " || '-x'"};
  }
}

std::optional<Constraint> invent_unique(Rng& rng, Model& model, const Table& table) {
  Constraint unique{.kind = Constraint::Kind::unique};
  std::vector<Column> columns = table.columns;
  rng.shuffle(columns);
  const std::size_t count = 1 + rng.below(2);
  for (const Column& column : columns)
    if (unique.columns.size() < count && !column.primary && !column.generated)
      unique.columns.push_back(column.id);
  if (unique.columns.empty()) return {};
  unique.name = invent_constraint_name(rng, model);
  if (rng.chance(15)) unique.conflict = " on conflict ignore";
  return unique;
}

void invent_actions(Rng& rng, Constraint& foreign_key) {
  foreign_key.on_delete = rng.pick(actions);
  foreign_key.on_update = rng.chance(30) ? rng.pick(actions) : "";
  foreign_key.deferral = rng.chance(20) ? "deferrable initially deferred" : "";
}

std::optional<Constraint> invent_foreign_key(Rng& rng, Model& model, const Table& table) {
  const Column* column = some_column(rng, table);
  const Table& target = rng.pick(model.tables);
  const std::vector<int> keys = keys_of(target);
  if (column == nullptr || keys.empty()) return {};
  Constraint key{.kind = Constraint::Kind::foreign, .columns = {column->id}, .target = target.id};
  key.target_columns = {rng.pick(keys)};
  key.name = invent_constraint_name(rng, model);
  invent_actions(rng, key);
  return key;
}

Table invent_table(Rng& rng, Model& model) {
  Table table{.id = 0, .name = invent_name(rng, model, "t")};
  table.id = model.next_id++;
  table.strict = rng.chance(15) && support::has_strict_tables();
  invent_key(rng, model, table);
  const std::size_t columns = 1 + rng.below(5);
  for (std::size_t i = 0; i < columns; ++i) {
    Column column = invent_column(rng, model, table);
    if (!column.generated && rng.chance(8)) column.unique = true;
    table.columns.push_back(column);
  }
  if (rng.chance(25))
    if (auto unique = invent_unique(rng, model, table)) table.constraints.push_back(*unique);
  if (rng.chance(30)) {
    Constraint check{.kind = Constraint::Kind::check};
    check.condition = invent_check(rng, table, rng.pick(table.columns).id);
    check.name = invent_constraint_name(rng, model);
    table.constraints.push_back(check);
  }
  return table;
}

Index invent_index(Rng& rng, Model& model) {
  const Table& table = rng.pick(model.tables);
  Index index{.name = {}, .table = table.id, .unique = rng.chance(15)};
  const std::size_t terms = 1 + rng.below(2);
  for (std::size_t i = 0; i < terms; ++i) index.terms.push_back(invent_term(rng, table));
  const ColumnRef column{rng.pick(table.columns).id};
  if (rng.chance(25)) index.where = Text{column, rng.chance(50) ? " is not null" : " > 0"};
  index.name = invent_name(rng, model, "ix");
  return index;
}

Model invent_model(Rng& rng) {
  Model model;
  const std::size_t tables = 2 + rng.below(3);
  for (std::size_t i = 0; i < tables; ++i) model.tables.push_back(invent_table(rng, model));
  for (Table& table : model.tables)
    if (rng.chance(50))
      if (auto key = invent_foreign_key(rng, model, table)) table.constraints.push_back(*key);
  for (std::size_t i = rng.below(4); i > 0; --i) model.indexes.push_back(invent_index(rng, model));
  for (std::size_t i = rng.below(3); i > 0; --i) model.views.push_back(invent_view(rng, model));
  for (std::size_t i = rng.below(3); i > 0; --i)
    model.triggers.push_back(invent_trigger(rng, model));
  if (!model.views.empty() && rng.chance(30))
    model.triggers.push_back(invent_view_trigger(rng, model));
  if (rng.chance(30))
    if (auto fulltext = invent_fulltext(rng, model)) model.fulltexts.push_back(*fulltext);
  return model;
}

std::string invent_insert(Rng& rng, const Table& table) {
  std::string names, values;
  for (const Column& column : table.columns) {
    if (column.generated || (!column.primary && rng.chance(20))) continue;
    names += (names.empty() ? "" : ", ") + name_text(column.name);
    const bool null = !column.primary && !column.not_null && rng.chance(25);
    values += (values.empty() ? "" : ", ") + (null ? "null" : invent_literal(rng, column.type));
  }
  if (names.empty()) return "insert into " + name_text(table.name) + " default values";
  return "insert into " + name_text(table.name) + " (" + names + ") values (" + values + ")";
}

std::string delete_newest(const Table& table) {
  const std::string name = name_text(table.name);
  const std::string key = name_text(table.columns[0].name);
  return "delete from " + name + " where " + key + " = (select max(" + key + ") from " + name + ")";
}

std::optional<std::string> invent_update(Rng& rng, const Table& table) {
  const Column* column = some_column(rng, table);
  if (column == nullptr || column->primary || column->unique) return {};
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind != Constraint::Kind::check &&
        std::count(constraint.columns.begin(), constraint.columns.end(), column->id) != 0)
      return {};
  const std::string name = name_text(column->name);
  return "update " + name_text(table.name) + " set " + name + " = " +
         invent_literal(rng, column->type) + " where " + name +
         (rng.chance(50) ? " is null" : " is not null");
}

}  // namespace migc::random
