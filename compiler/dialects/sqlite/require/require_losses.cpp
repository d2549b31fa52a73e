#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"
#include "compiler/dialects/sqlite/require/require_operation.hpp"

namespace migc::backends::sqlite {

void RequireOperation::lose(Kind kind, const ir::Table& table, std::string subject, Loss loss) {
  const RowKey key = row_key(table);
  Requirement one{kind, table.name.text, std::move(subject), {}, key.name, {}, {}};
  one.count = std::move(loss.count);
  one.none = std::move(loss.none);
  one.reads = std::move(loss.reads);
  one.reads.push_back({table.name.key(), {}});
  if (!key.literal.empty() && !loss.condition.empty())
    one.sample = fmt::format("SELECT {} FROM {} WHERE {} LIMIT {}", key.literal, quote(table.name),
                             loss.condition, most_sampled);
  for (const std::string& kept : loss.kept_in) rely_on(kept);
  one.early = is_as_it_was(one.reads);
  const std::size_t number = all_.all_.size();
  const bool asked_otherwise = !one.early && !loss.condition.empty();
  if (asked_otherwise) one.early = true;
  demand_by(key, table, std::move(one), "");
  Requirement& made = *all_.all_[number];
  if (!asked_otherwise || !made.early) return;
  // Before the run the table, or a column of it, has another name.
  const std::string where = fmt::format("{} WHERE {}", from(table, key), loss.condition);
  all_.asked_before_[number] = {
      fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", where,
                  Requirement::most_counted + 1),
      key.literal.empty()
          ? ""
          : fmt::format("SELECT {} FROM {} LIMIT {}", key.literal, where, most_sampled)};
}

void RequireOperation::rely_on(const std::string& table) {
  all_.created_.erase(table);
  all_.added_.erase_table(table);
}

/// What a statement deletes or replaces may stand in a table, or a column, that the block has made
/// as a copy. That is no scratch table then.
void RequireOperation::rely_on_copies(const sql::DataTarget& target) {
  const std::string key = target.relation.key();
  const ir::Table& table = *before_.table(target.relation);
  for (const sql::Copy& copy : all_.copies_.from(key)) {
    const auto has = [&](const source::Name& column) {
      return std::any_of(copy.columns.begin(), copy.columns.end(),
                         [&](const sql::CopiedColumn& one) { return one.from == column.key(); });
    };
    const bool replaces =
        target.verb == "update" && std::any_of(target.columns.begin(), target.columns.end(), has);
    const bool deletes =
        target.verb == "delete" &&
        std::all_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
          return column.has<ir::Generated>() || has(column.name);
        });
    if (replaces || deletes) rely_on(copy.to);
  }
  for (const source::Name& column : target.columns)
    for (const std::string& beside : all_.copies_.beside(key, column.key()))
      all_.added_.erase(key, beside);
}

bool RequireOperation::may_lose(const source::Name& table, const source::Name& column) const {
  return !ir::allows(step_, "data_loss") && !all_.created_.contains(table.key()) &&
         !all_.added_.contains(table, column);
}

void RequireOperation::operator()(const ir::DropTable& op) {
  all_.pending_.erase(op.table.key());
  forget_parents(op.table);
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
  touch(op.table);
  rely_on(op.table.key());  // the name is free
  all_.redefined_.erase_table(op.table.key());
}

/// How many rows it has nobody can ask who does not know that it is there.
void RequireOperation::moot() {
  const auto* op = std::get_if<ir::DropTable>(&step_.operation);
  if (op == nullptr || !may_lose(op->table) || !op->table.schema.empty()) return;
  const std::string there = fmt::format(
      "FROM sqlite_master WHERE type = 'table' AND lower(name) = {}", literal(op->table.key()));
  Requirement one;
  one.kind = Kind::no_lost_rows;
  one.table = op->table.text;
  one.subject = "the table, which no revision created";
  one.count = "SELECT count(*) " + there;
  one.none = fmt::format("NOT EXISTS (SELECT 1 {})", there);
  one.reads = {{op->table.key(), {}}};
  demand(std::move(one), "");
}

/// What every row has by default is no loss.
void RequireOperation::operator()(const ir::DropColumn& op) {
  withdraw(op.table, op.column);
  const ir::Table& table = *before_.table(op.table);
  const ir::Column& column = *table.find(op.column);
  const std::string key = op.table.key();
  if (!column.has<ir::Generated>() && may_lose(op.table, op.column)) {
    Loss loss = lost_values(table, column, kept(), before_);
    loss.reads.push_back({key, op.column.key()});
    for (const std::string& beside : all_.copies_.beside(key, op.column.key()))
      all_.added_.erase(key, beside);
    lose(Kind::no_lost_values, table, op.column.text, std::move(loss));
  }
  note(op.table, op.column);
  all_.added_.erase(key, op.column.key());
  all_.redefined_.erase(key, op.column.key());
}

void RequireOperation::operator()(const ir::SetGenerated& op) {
  const ir::Table& table = *before_.table(op.table);
  withdraw(op.table, op.column);
  if (table.find(op.column)->has<ir::Generated>() || !may_lose(op.table, op.column))
    return touch(op.table, op.column);
  const std::string column = quote(op.column);
  Loss loss = rows_where(
      table, fmt::format("{0} IS NOT NULL AND NOT ({1})", column,
                         is_same_value(column, fmt::format("({})", print(op.generated.value)))));
  for (const ir::Column& other : table.columns)
    loss.reads.push_back({table.name.key(), other.name.key()});
  lose(Kind::not_replaced, table, op.column.text, std::move(loss));
  touch(op.table, op.column);
}

}  // namespace migc::backends::sqlite
