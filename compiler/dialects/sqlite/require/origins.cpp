#include "compiler/dialects/sqlite/require/origins.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"
#include "compiler/sql/copies.hpp"

namespace migc::backends::sqlite {

void Origins::follow(const ir::Step& step, const schema::Schema& before) {
  const ir::Operation& operation = step.operation;
  if (const auto* create = std::get_if<ir::CreateTable>(&operation)) {
    tables_[create->table.name.key()] = std::nullopt;
  } else if (const auto* copied = std::get_if<ir::CreateTableAs>(&operation)) {
    tables_[copied->table.key()] = std::nullopt;
  } else if (const auto* shown = std::get_if<ir::CreateVirtualTable>(&operation)) {
    tables_[shown->table.name.key()] = std::nullopt;
  } else if (const auto* drop = std::get_if<ir::DropTable>(&operation)) {
    tables_.erase(drop->table.key());
  } else if (const auto* rename = std::get_if<ir::RenameTable>(&operation)) {
    changed(rename->table, before);
    if (auto moved = tables_.extract(rename->table.key())) {
      moved.key() = rename->to.key();
      tables_.erase(rename->to.key());
      tables_.insert(std::move(moved));
    }
  } else if (const auto* alter = std::get_if<ir::AlterTable>(&operation)) {
    follow(alter->table, alter->alteration, before);
  }
}

void Origins::follow(const source::Name& name, const ir::Alteration& alteration,
                     const schema::Schema& before) {
  if (const auto* renamed = std::get_if<ir::RenameColumn>(&alteration)) {
    Table* table = changed(name, before);
    if (table == nullptr) return;
    if (auto moved = table->columns.extract(renamed->from.key())) {
      moved.key() = renamed->to.key();
      table->columns.insert(std::move(moved));
    }
  } else if (const auto* dropped = std::get_if<ir::DropColumn>(&alteration)) {
    if (Table* table = changed(name, before)) table->columns.erase(dropped->column.key());
  }
}

void Origins::add(const source::Name& name, const ir::AddColumn& op, const schema::Schema& before) {
  if (Table* table = changed(name, before))
    table->columns[op.column.name.key()] = {"", op.fill ? "" : value_in_new(op.column, before)};
}

void Origins::changes(const source::Name& table, const source::Name& column) {
  const auto found = tables_.find(table.key());
  if (found == tables_.end() || !found->second) return;
  const auto origin = found->second->columns.find(column.key());
  if (origin != found->second->columns.end() && origin->second.key.empty())
    origin->second.sql.clear();
}

Origins::Table* Origins::changed(const source::Name& name, const schema::Schema& schema) {
  const auto found = tables_.find(name.key());
  if (found != tables_.end()) return found->second ? &*found->second : nullptr;
  const ir::Table* table = schema.table(name);
  if (table == nullptr) return nullptr;
  Table origin{table->name, {}};
  for (const ir::Column& column : table->columns)
    origin.columns[column.name.key()] = {column.name.key(), quote(column.name)};
  return &*(tables_[name.key()] = std::move(origin));
}

std::string Origins::from(const ir::Table& table, const std::string& rowid) const {
  const auto found = tables_.find(table.name.key());
  if (found == tables_.end() || !found->second) return quote(table.name);
  std::string columns = rowid;
  for (const ir::Column& column : table.columns) {
    const auto origin = found->second->columns.find(column.name.key());
    if (origin == found->second->columns.end() || origin->second.sql.empty()) continue;
    const std::string name = quote(column.name);
    columns += (columns.empty() ? "" : ", ") + origin->second.sql;
    if (origin->second.sql != name) columns += " AS " + name;
  }
  return fmt::format("(SELECT {} FROM {}) AS {}", columns, quote(found->second->name),
                     quote(table.name));
}

std::string Origins::name(const source::Name& table) const {
  const auto found = tables_.find(table.key());
  if (found == tables_.end()) return table.text;
  return found->second ? found->second->name.text : "";
}

std::optional<ColumnRef> Origins::place(const ColumnRef& now) const {
  const auto found = tables_.find(now.table);
  if (found == tables_.end()) return now;
  if (!found->second) return std::nullopt;
  const std::string table = found->second->name.key();
  if (now.column.empty()) return ColumnRef{table, {}};
  const auto column = found->second->columns.find(now.column);
  if (column == found->second->columns.end() || column->second.sql.empty()) return std::nullopt;
  return ColumnRef{table, column->second.key};
}

std::string value_in_new(const ir::Column& column, const schema::Schema& schema) {
  if (column.has<ir::Generated>() || column.has<ir::PrimaryKey>()) return "";
  const auto* given = column.find<ir::Default>();
  std::string literal = "NULL";
  if (given != nullptr) {
    if (!is_constant(given->value)) return "";
    const auto result = sql::literal_of(sql::whole(given->value));
    literal = result ? *result : default_value(column);
  }
  const Affinity affinity = affinity_of(type_text(column, schema));
  const bool is_text = literal.front() == '\'';
  std::string value = stored_literal(literal, affinity);
  if (affinity == Affinity::text)
    value = fmt::format("CAST({} AS TEXT)", literal);
  else if (affinity != Affinity::blob && is_text && value == literal)
    return "";  // a text in a column of numbers
  else if (affinity != Affinity::blob)
    value = fmt::format("CAST({} AS {})", literal, affinity == Affinity::real ? "REAL" : "NUMERIC");
  if (const auto* collation = column.find<ir::Collate>())
    value += " COLLATE " + quote(collation->collation);
  return value;
}

}  // namespace migc::backends::sqlite
