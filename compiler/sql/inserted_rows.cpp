#include "compiler/sql/inserted_rows.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "compiler/sql/copies.hpp"
#include "compiler/sql/token_range.hpp"

namespace migc::sql {

namespace {

bool is_key(const ir::Table& table, const ir::Column& column) {
  if (column.has<ir::PrimaryKey>() || column.has<ir::Identity>()) return true;
  for (const ir::TableConstraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule))
      for (const ir::Term& term : key->terms)
        if (const auto name = term.column(); name && same(*name, column.name)) return true;
  return false;
}

/// What a column holds that nothing was said of: its default, NULL, or what cannot be known, as a
/// key that the database counts up.
std::optional<std::string> unsaid(const ir::Column& column) {
  const auto* given = column.find<ir::Default>();
  return given == nullptr ? "NULL" : literal_of(whole(given->value));
}

/// `values` are literals.
InsertedRow row_of(const ir::Table& table, const std::vector<std::string>& columns,
                   const std::vector<TokenRange>& values) {
  InsertedRow inserted, row;
  for (std::size_t at = 0; at < values.size() && at < columns.size(); ++at)
    inserted[columns[at]] = *literal_of(values[at]);
  for (const ir::Column& column : table.columns) {
    if (column.has<ir::Generated>()) continue;
    const auto found = inserted.find(column.name.key());
    const auto value = found == inserted.end() ? unsaid(column) : std::optional(found->second);
    if (value && !(source::same(*value, "null") && is_key(table, column)))
      row[column.name.key()] = *value;
  }
  return row;
}

/// Whether every value is a literal: of a row that was computed nothing is known.
bool are_literals(const std::vector<TokenRange>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const TokenRange& value) { return literal_of(value).has_value(); });
}

}  // namespace

const std::vector<InsertedRow>& InsertedRows::of(const std::string& table) const {
  static const std::vector<InsertedRow> none;
  const auto found = rows_.find(table);
  return found == rows_.end() ? none : found->second;
}

void InsertedRows::follow(const ir::Step& step, const Relations& before) {
  const ir::Operation& operation = step.operation;
  if (const auto* data = std::get_if<ir::Data>(&operation))
    insert(data->statement, before);
  else if (rows_.empty())
    return;
  else if (const auto* drop = std::get_if<ir::DropTable>(&operation))
    rows_.erase(drop->table.key());
  else if (const auto* rename = std::get_if<ir::RenameTable>(&operation))
    rename_table(*rename);
  else if (const auto* alter = std::get_if<ir::AlterTable>(&operation))
    follow(alter->table, alter->alteration);
}

void InsertedRows::follow(const ir::Name& table, const ir::Alteration& alteration) {
  const auto found = rows_.find(table.key());
  if (found == rows_.end()) return;
  if (const auto* add = std::get_if<ir::AddColumn>(&alteration))
    add_column(*add, found->second);
  else if (const auto* drop = std::get_if<ir::DropColumn>(&alteration))
    drop_column(*drop, found->second);
  else if (const auto* rename = std::get_if<ir::RenameColumn>(&alteration))
    rename_column(*rename, found->second);
}

/// `insert into t [(columns)] values (…), (…)`, `insert into t default values`
void InsertedRows::insert(const ir::Expression& statement, const Relations& schema) {
  TokenRange rest = whole(statement);
  if (rest.empty() || !is_any(*rest.first, {"insert", "replace"})) return;
  ++rest.first;
  if (rest.size() > 1 && rest.first->is_word("or")) rest.first += 2;
  if (rest.starts_with("into")) ++rest.first;
  if (rest.size() > 2 && rest.first[1].is_symbol(".")) rest.first += 2;
  const ir::Table* table =
      !rest.empty() && rest.first->is_name() ? schema.table(rest.first->name()) : nullptr;
  if (table == nullptr) return;
  ++rest.first;
  if (rest.size() > 1 && rest.first->is_word("as")) rest.first += 2;
  std::vector<InsertedRow>& rows = rows_[table->name.key()];
  if (rest.starts_with("default")) return rows.push_back(row_of(*table, {}, {}));
  std::vector<std::string> columns;
  if (!rest.empty() && rest.first->is_symbol("(")) {
    const ir::Token* close = rest.closing(rest.first);
    for (const TokenRange& name : TokenRange{rest.first + 1, close}.split_at_commas())
      columns.push_back(name.empty() ? "" : source::fold(name.first->text));
    rest.first = close == rest.last ? close : close + 1;
  } else {
    for (const ir::Column& column : table->columns)
      if (!column.has<ir::Generated>()) columns.push_back(column.name.key());
  }
  if (!rest.starts_with("values")) return;
  for (++rest.first; !rest.empty() && rest.first->is_symbol("(");) {
    const ir::Token* close = rest.closing(rest.first);
    if (close == rest.last) return;
    const std::vector<TokenRange> values = TokenRange{rest.first + 1, close}.split_at_commas();
    if (are_literals(values)) rows.push_back(row_of(*table, columns, values));
    rest.first = close + 1;
    if (!rest.empty() && rest.first->is_symbol(",")) ++rest.first;
  }
}

void InsertedRows::add_column(const ir::AddColumn& op, std::vector<InsertedRow>& rows) {
  if (op.column.has<ir::Generated>() || op.column.has<ir::PrimaryKey>()) return;
  if (const auto value = unsaid(op.column))
    for (InsertedRow& row : rows) row[op.column.name.key()] = *value;
}

void InsertedRows::drop_column(const ir::DropColumn& op, std::vector<InsertedRow>& rows) {
  for (InsertedRow& row : rows) row.erase(op.column.key());
}

void InsertedRows::rename_column(const ir::RenameColumn& op, std::vector<InsertedRow>& rows) {
  for (InsertedRow& row : rows)
    if (auto value = row.extract(op.from.key())) {
      value.key() = op.to.key();
      row.insert(std::move(value));
    }
}

void InsertedRows::rename_table(const ir::RenameTable& op) {
  if (auto rows = rows_.extract(op.table.key())) {
    rows.key() = op.to.key();
    rows_.insert(std::move(rows));
  }
}

}  // namespace migc::sql
