#include "tests/random/mirror.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace migc::random {
namespace {

using support::Database;
using support::quoted;

/// Makes the content of `old` readable as the schema `old` of `database`.
void attach(const Database& database, const Database& old) {
  database.run("attach ':memory:' as old");
  sqlite3_int64 size = 0;
  unsigned char* image = sqlite3_serialize(old.handle(), "main", &size, 0);
  if (image == nullptr) return;  // nothing was ever written to it
  if (sqlite3_deserialize(database.handle(), "old", image, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE) != SQLITE_OK)
    throw std::runtime_error("cannot attach");
}

/// The column that is the rowid, or null.
const Column* rowid_of(const Table& table) {
  if (table.without_rowid) return nullptr;
  const auto alias = [](const std::string& type) { return type == "integer"; };
  for (const Column& column : table.columns)
    if (column.primary && alias(column.type)) return &column;
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == Constraint::Kind::primary && constraint.columns.size() == 1 &&
        alias(table.find(constraint.columns[0])->type))
      return table.find(constraint.columns[0]);
  return nullptr;
}

/// Whether rowids have a life of their own in it.
bool has_hidden_rowid(const Table& table) {
  return !table.without_rowid && rowid_of(table) == nullptr;
}

std::string copy(const Table& from, const Table& to, const Values& values) {
  std::string names, sources;
  const auto add = [&](const std::string& name, const std::string& source) {
    names += (names.empty() ? "" : ", ") + name;
    sources += (sources.empty() ? "" : ", ") + source;
  };
  if (has_hidden_rowid(to) && !from.without_rowid) add("rowid", "rowid");
  for (const Column& column : to.columns) {
    const Column* source = from.find(column.id);
    const auto value = values.find(column.id);
    if (column.generated) continue;
    if (value != values.end())
      add(quoted(column.name), value->second);
    else if (source != nullptr)
      add(quoted(column.name), quoted(source->name));
    else if (rowid_of(to) == &column && !from.without_rowid)
      add(quoted(column.name), "rowid");
  }
  if (names.empty()) return {};
  return "insert into main." + quoted(to.name) + " (" + names + ") select " + sources +
         " from old." + quoted(from.name);
}

bool autoincrements(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const Column& column) { return column.autoincrement; });
}

std::string carry_mark(const Table& from, const Table& to) {
  if (!autoincrements(from) || !autoincrements(to)) return {};
  const std::string name = quoted(to.name, '\'');
  return "delete from main.sqlite_sequence where name = " + name +
         "; insert into main.sqlite_sequence (name, seq) select " + name +
         ", seq from old.sqlite_sequence where name = " + quoted(from.name, '\'');
}

std::string count(const std::string& schema, const Table& table) {
  return "(select count(*) from " + schema + "." + quoted(table.name) + ")";
}

/// Whether every row has found its place: a constraint with a conflict clause may drop one
/// silently.
bool carry_rows(const Database& database, const Table& from, const Table& to,
                const Values& values) {
  for (const std::string& sql : {copy(from, to, values), carry_mark(from, to)})
    if (database.try_run(sql)) return false;
  const auto same =
      support::query(database.handle(), "select " + count("old", from) + " = " + count("main", to));
  return same[0][0] == "1";
}

template <class Objects>
void create(const Database& database, const Model& model, const Objects& objects) {
  for (const auto& object : objects) database.run(print(model, object));
}

}  // namespace

Orphans orphans(const Database& database, const Model& model) {
  Orphans found;
  for (const Table& table : model.tables)
    found[table.id] = std::strtol(
        support::query(database.handle(), "select count(*) from pragma_foreign_key_check(?1)",
                       {table.name})[0][0]
            ->c_str(),
        nullptr, 10);
  return found;
}

bool has_more(const Orphans& after, const Orphans& before) {
  return std::any_of(after.begin(), after.end(), [&](const auto& entry) {
    const auto was = before.find(entry.first);
    return entry.second > (was == before.end() ? 0 : was->second);
  });
}

std::unique_ptr<Database> make(const Model& model) {
  auto database = std::make_unique<Database>();
  create(*database, model, model.tables);
  create(*database, model, model.indexes);
  create(*database, model, model.views);
  create(*database, model, model.triggers);
  create(*database, model, model.fulltexts);
  return database;
}

std::unique_ptr<Database> carry_over(const Database& old, const Model& before, const Model& after,
                                     const Values& values) {
  auto database = std::make_unique<Database>();
  attach(*database, old);
  create(*database, after, after.tables);
  for (const Table& table : after.tables)
    for (const Table& from : before.tables)
      if (from.id == table.id)
        if (!carry_rows(*database, from, table, values)) return nullptr;
  for (const Index& index : after.indexes)
    if (database->try_run(print(after, index))) return nullptr;
  create(*database, after, after.views);
  create(*database, after, after.triggers);
  create(*database, after, after.fulltexts);
  database->run("detach old");
  if (has_more(orphans(*database, after), orphans(old, before))) return nullptr;
  return database;
}

}  // namespace migc::random
