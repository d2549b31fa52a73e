#include "compiler/dialects/sqlite/require/require_operation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

void RequireOperation::create(const source::Name& table) {
  block_.created.insert(table.key());
  block_.touched.table(table.key());
}

/// What a statement deletes or replaces may stand in a table, or a column, that the block has made
/// as a copy. That is no scratch table then.
void RequireOperation::rely_on_copies(const sql::DataTarget& target) {
  const std::string key = target.relation.key();
  const ir::Table& table = *before_.table(target.relation);
  for (const sql::Copy& copy : block_.copies.from(key)) {
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
    for (const std::string& beside : block_.copies.beside(key, column.key()))
      block_.added.erase(key, beside);
}

void RequireOperation::operator()(const ir::DropTable& op) {
  block_.pending.erase(op.table.key());
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
  block_.redefined.erase_table(op.table.key());
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
  require(std::move(one), "");
}

/// Renames write what is held back, so that nothing takes back what was required before.
void RequireOperation::operator()(const ir::RenameTable& op) {
  const std::string from = op.table.key(), to = op.to.key();
  block_.pending.clear();
  note(op.table);
  block_.touched.table(to);
  if (block_.created.erase(from) > 0) block_.created.insert(to);
  block_.added.rename_table(op.table, op.to);
  block_.redefined.rename_table(op.table, op.to);
}

template <class Use>
void RequireOperation::for_each_column_of(const source::Name& type, Use use) {
  for (const schema::Entry* entry : before_.dependents({schema::Space::type, type.key()}))
    if (const auto* table = std::get_if<ir::Table>(&entry->object))
      for (const ir::Column& column : table->columns)
        if (column.type && source::same(column.type->name, type.text)) use(*table, column);
}

void RequireOperation::operator()(const ir::RenameEnumValue& op) {
  for_each_column_of(op.type, [&](const ir::Table& table, const ir::Column& column) {
    withdraw(table.name, column.name);
    touch(table.name, column.name);
  });
}

void RequireOperation::operator()(const ir::AddEnumValue& op) {
  for_each_column_of(op.type, [&](const ir::Table& table, const ir::Column& column) {
    withdraw_made_by(table.name, "type " + column.name.key());
  });
}

void RequireOperation::operator()(const ir::DropEnumValue& op) {
  for_each_column_of(op.type, [&](const ir::Table& table, const ir::Column& column) {
    refuse_in_column(Kind::convertible, table, column.name,
                     fmt::format("{} = {}", quote(column.name), literal(op.value)),
                     "type " + column.name.key());
  });
}

void RequireOperation::operator()(const ir::Data& op) {
  const auto target = sql::target_of(op.statement);
  const bool plain = target && before_.table(target->relation) != nullptr &&
                     before_.triggers_of(target->relation).empty();
  for (const std::string& key : sql::relations_named(op.statement, rules()))
    block_.pending.erase(key);
  if (plain) rely_on_copies(*target);
  forget_parents(plain ? std::optional(target->relation) : std::nullopt);
  if (plain)
    touch(target->relation);
  else
    touch_all();
}

bool RequireOperation::add_tables(const ir::Expression& statement,
                                  std::vector<ColumnRef>& reads) const {
  for (const std::string& key : sql::relations_named(statement, rules())) {
    const ir::Table* table = before_.table({key, false, {}, {}});
    if (table == nullptr || table->temporary) return false;
    reads.push_back({key, {}});
    for (const ir::Column& column : table->columns) reads.push_back({key, column.name.key()});
  }
  return true;
}

void RequireOperation::operator()(const ir::Assert& op) {
  Requirement one;
  one.kind = Kind::assertion;
  one.subject = op.otherwise;
  one.count = fmt::format("SELECT CASE WHEN {} THEN 0 ELSE 1 END", print_portable(op.condition));
  if (!add_tables(op.condition, one.reads)) return;
  one.early = is_as_it_was(one.reads);
  require(std::move(one), "");
}

void RequireOperation::operator()(const ir::CreateIndex& op) {
  const ir::Table* table = before_.table(op.index.table);
  if (op.index.unique && table != nullptr)
    require_unique(*table, op.index.terms, op.index.where, index_tag(op.index.name));
}

}  // namespace migc::backends::sqlite
