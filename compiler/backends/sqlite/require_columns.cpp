#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/require_operation.hpp"
#include "compiler/backends/sqlite/values.hpp"
#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

void RequireOperation::operator()(const ir::DropTable& op) {
  forget(op.table.key());
  const auto* shown = before_.find<ir::VirtualTable>(schema::Space::relation, op.table);
  if (const ir::Table* table = before_.table(op.table); table != nullptr && may_lose(op.table)) {
    Loss loss = lost_rows(*table, kept(), before_);
    if (loss.condition.empty())  // rows are compared, value by value
      for (const ir::Column& column : table->columns)
        loss.reads.push_back({table->name.key(), column.name.key()});
    lose(Kind::no_lost_rows, *table, "the table", std::move(loss));
  } else if (shown != nullptr && holds_rows(*shown) && may_lose(op.table)) {
    ir::Table rows;
    rows.name = shown->name;
    rows.without_rowid = true;
    lose(Kind::no_lost_rows, rows, "the table", rows_where(rows, "1"));
  }
  all_.touched_.table(op.table.key());
  rely_on(op.table.key());  // the name is free
}

/// What every row has by default is no loss.
void RequireOperation::operator()(const ir::DropColumn& op) {
  withdraw(op.table, op.column, false);
  const ir::Table& table = *before_.table(op.table);
  const ir::Column& column = *table.find(op.column);
  const std::string key = op.table.key();
  if (!column.has<ir::Generated>() && may_lose(op.table, op.column)) {
    Loss loss = lost_values(table, column, kept(), before_);
    loss.reads.push_back({key, op.column.key()});
    for (const std::string& beside : all_.copies_.beside(key, op.column.key()))
      all_.added_.erase({key, beside});
    lose(Kind::no_lost_values, table, op.column.text, std::move(loss));
  }
  all_.touched_.column(key, op.column.key());
  all_.added_.erase({key, op.column.key()});
}

void RequireOperation::operator()(const ir::SetGenerated& op) {
  const ir::Table& table = *before_.table(op.table);
  touch(op.table, op.column);
  if (table.find(op.column)->has<ir::Generated>() || !may_lose(op.table, op.column)) return;
  const std::string column = quote(op.column);
  Loss loss = rows_where(
      table, fmt::format("{0} IS NOT NULL AND NOT ({1})", column,
                         is_same_value(column, fmt::format("({})", print(op.generated.value)))));
  for (const ir::Column& other : table.columns)
    loss.reads.push_back({table.name.key(), other.name.key()});
  lose(Kind::not_replaced, table, op.column.text, std::move(loss));
}

void RequireOperation::operator()(const ir::AddColumn& op) {
  const ir::Table& table = *before_.table(op.table);
  const ir::Column& column = op.column;
  const std::string value = default_value(column);
  const bool null = source::same(value, "NULL");
  ir::Table after = table;
  after.columns.push_back(column);
  const ir::Column* rowid = rowid_alias(after, before_);
  const bool is_rowid = rowid != nullptr && same(rowid->name, column.name);
  if (column.has<ir::NotNull>() && !column.has<ir::Generated>() && null && !is_rowid)
    refuse_rows(Kind::no_rows, table, column.name.text, "1", {});
  const auto* given = column.find<ir::Default>();
  if ((column.has<ir::Unique>() || column.has<ir::PrimaryKey>()) && !null && given != nullptr &&
      is_constant(given->value))
    refuse_rows(
        Kind::unique, table, column.name.text,
        fmt::format("(SELECT count(*) FROM (SELECT 1 FROM {} LIMIT 2)) > 1", quote(table.name)),
        {});
  touch(op.table, column.name);
  all_.added_.insert({op.table.key(), column.name.key()});
}

void RequireOperation::operator()(const ir::SetType& op) {
  const ir::Table& table = *before_.table(op.table);
  const ir::Column& column = *table.find(op.column);
  ir::Column changed = column;
  changed.type = op.type;
  const std::string from = type_text(column, before_), to = type_text(changed, before_);
  const bool keeps_values = !op.conversion && affinity_of(from) == affinity_of(to);
  if (!keeps_values) withdraw(op.table, op.column, !op.conversion);
  if (op.conversion)
    demand_conversion(table, column, *op.conversion);
  else
    demand_convertible(table, column, changed);
  if (!keeps_values) all_.touched_.column(op.table.key(), op.column.key(), !op.conversion);
}

/// A plain change of type, with which SQLite keeps what does not convert.
void RequireOperation::demand_convertible(const ir::Table& table, const ir::Column& from,
                                          const ir::Column& to) {
  const std::string old_type = type_text(from, before_), type = type_text(to, before_);
  const std::string column = quote(from.name);
  ir::Table after = table;
  *after.find(from.name) = to;
  const ir::Column* rowid = rowid_alias(after, before_);
  const bool is_rowid = rowid != nullptr && same(rowid->name, to.name);
  if (const ir::Enum* type_of_enum =
          to.type ? before_.type({to.type->name, false, {}, {}}) : nullptr)
    demand_enum_values(table, from, *type_of_enum);
  else if (is_rowid)
    refuse_in_column(Kind::convertible, table, from.name, no_rowid(column));
  else if (table.strict)
    refuse_in_column(Kind::convertible, table, from.name, refused_by_strict(column, type));

  if (!may_lose(table.name, from.name)) return;
  const auto lose_where = [&](Kind kind, std::string condition) {
    if (condition.empty()) return;
    Loss loss = rows_where(table, std::move(condition));
    loss.reads.push_back({table.name.key(), from.name.key()});
    lose(kind, table, from.name.text, std::move(loss));
  };
  const auto longest = longest_text(type), longest_before = longest_text(old_type);
  if (longest && (!longest_before || *longest_before > *longest))
    lose_where(Kind::fits,
               fmt::format("typeof({0}) = 'text' AND length({0}) > {1}", column, *longest));
  if (affinity_of(old_type) != affinity_of(type) && type != "ANY")
    lose_where(Kind::unchanged, altered_by(column, affinity_of(type)));
}

void RequireOperation::demand_conversion(const ir::Table& table, const ir::Column& column,
                                         const ir::Expression& conversion) {
  if (!column.has<ir::NotNull>() || table.temporary) return;
  std::vector<Place> reads = {{table.name.key(), column.name.key()}};
  for (const schema::Use& use : schema::resolve_over_table(conversion, table, before_).uses)
    if (use.relation == table.name.key())
      reads.push_back({use.relation, use.column});
    else
      return;  // what it reads elsewhere is not worth following
  refuse_rows(Kind::converted, table, column.name.text,
              fmt::format("{} IS NOT NULL AND ({}) IS NULL", quote(column.name),
                          print_portable(conversion)),
              std::move(reads));
}

void RequireOperation::demand_enum_values(const ir::Table& table, const ir::Column& column,
                                          const ir::Enum& type) {
  std::string values;
  for (const std::string& value : type.values)
    values += (values.empty() ? "" : ", ") + literal(value);
  refuse_in_column(Kind::convertible, table, column.name,
                   fmt::format("{} NOT IN ({})", quote(column.name), values));
}

void RequireOperation::operator()(const ir::SetNotNull& op) {
  const ir::Table& table = *before_.table(op.table);
  const ir::Column* rowid = rowid_alias(table, before_);
  if (op.fill) {
    touch(op.table, op.column);
    return;
  }
  if (rowid != nullptr && same(rowid->name, op.column)) return;
  const auto* given = table.find(op.column)->find<ir::Default>();
  if (op.conflict == ir::Conflict::replace && given != nullptr) return;  // NULLs become that
  refuse_in_column(Kind::no_nulls, table, op.column, quote(op.column) + " IS NULL");
}

void RequireOperation::operator()(const ir::SetStrict& op) {
  if (!op.strict) return;
  const ir::Table& table = *before_.table(op.table);
  const ir::Column* rowid = rowid_alias(table, before_);
  for (const ir::Column& column : table.columns)
    if ((rowid == nullptr || !same(rowid->name, column.name)) && !column.has<ir::Generated>())
      refuse_in_column(Kind::convertible, table, column.name,
                       refused_by_strict(quote(column.name), type_text(column, before_)));
  if (rowid != nullptr || table.without_rowid) return;
  for (const ir::Term& term : primary_key(table))
    if (const auto column = term.column())
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL");
}

void RequireOperation::operator()(const ir::SetWithoutRowid& op) {
  const ir::Table& table = *before_.table(op.table);
  if (!op.without_rowid || rowid_alias(table, before_) != nullptr) return;
  for (const ir::Term& term : primary_key(table))
    if (const auto column = term.column())
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL");
}

}  // namespace migc::backends::sqlite
