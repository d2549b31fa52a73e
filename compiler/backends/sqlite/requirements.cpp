#include "compiler/backends/sqlite/requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/require_operation.hpp"
#include "compiler/schema/data_target.hpp"
#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

using Kind = Requirement::Kind;

RowKey row_key(const ir::Table& table) {
  RowKey key;
  const std::vector<ir::Term> terms = primary_key(table);
  for (const ir::Term& term : terms) {
    const std::optional<ir::Name> column = term.column();
    if (!column) continue;
    key.name += (key.name.empty() ? "" : ", ") + column->text;
    key.literal += fmt::format("{}substr(quote({}), 1, 40)",
                               key.literal.empty() ? "" : " || ', ' || ", quote(*column));
    key.columns.push_back(column->key());
  }
  if (terms.size() > 1) key.literal = fmt::format("'(' || {} || ')'", key.literal);
  if (!key.columns.empty() || table.without_rowid) return key;
  if (const auto rowid = rowid_name(table, table)) key = {*rowid, *rowid, {}};
  return key;
}

void RequireOperation::touch(const source::Name& table, const source::Name& column,
                             bool converted) {
  withdraw(table, column, converted);
  all_.touched_.column(table.key(), column.key(), converted);
}

void RequireOperation::withdraw(const source::Name& table, const source::Name& column,
                                bool converted) {
  Touched only;
  only.column(table.key(), column.key(), converted);
  all_.withdraw_if(table.key(), [&](const Requirement& one) { return !one.survives(only); });
}

void RequireOperation::loosen(const source::Name& table) {
  all_.withdraw_if(table.key(), [](const Requirement&) { return true; });
  all_.loosened_.insert(table.key());
}

void RequireOperation::forget(const std::string& table) {
  all_.withdraw_if(table, [](const Requirement&) { return true; });
}

void RequireOperation::forget_parents(const std::optional<std::string>& table) {
  if (table)
    return all_.withdraw_if(*table,
                            [](const Requirement& one) { return one.kind == Kind::parents; });
  for (const std::size_t at : std::exchange(all_.parents_, {})) all_.all_[at].reset();
}

void RequireOperation::demand(Requirement requirement) {
  requirement.written = step_.written;
  if (!requirement.is_of_loss())
    for (const Place& place : requirement.reads)
      if (all_.created_.count(place.table) > 0) return;  // it has what rows the block gives it
  requirement.early = requirement.survives(all_.touched_);
  const std::size_t index = all_.all_.size();
  for (const Place& place : requirement.reads) {
    std::vector<std::size_t>& readers = all_.by_table_[place.table];
    if (readers.empty() || readers.back() != index) readers.push_back(index);
  }
  if (requirement.kind == Kind::parents) all_.parents_.push_back(index);
  if (requirement.is_of_loss()) all_.losses_.push_back(index);
  all_.all_.emplace_back(std::move(requirement));
}

void RequireOperation::refuse_rows(Kind kind, const ir::Table& table, std::string subject,
                                   const std::string& condition, std::vector<Place> reads) {
  if (table.temporary) return;
  const RowKey key = row_key(table);
  const std::string from = fmt::format("{} WHERE {}", quote(table.name), condition);
  Requirement one{kind, table.name.text, std::move(subject), {}, key.name, {}, std::move(reads)};
  one.count = fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", from,
                          Requirement::most_counted + 1);
  if (!key.literal.empty())
    one.sample = fmt::format("SELECT {} FROM {} LIMIT {}", key.literal, from, most_sampled);
  if (one.reads.empty()) one.reads.push_back({table.name.key(), {}});
  for (const std::string& column : key.columns) one.reads.push_back({table.name.key(), column});
  demand(std::move(one));
}

void RequireOperation::refuse_in_column(Kind kind, const ir::Table& table,
                                        const source::Name& column, const std::string& condition) {
  if (!condition.empty())
    refuse_rows(kind, table, column.text, condition, {{table.name.key(), column.key()}});
}

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
  for (const std::string& column : key.columns) one.reads.push_back({table.name.key(), column});
  for (const std::string& kept : loss.kept_in) rely_on(kept);
  demand(std::move(one));
}

void RequireOperation::rely_on(const std::string& table) {
  all_.created_.erase(table);
  const auto first = all_.added_.lower_bound({table, {}});
  auto last = first;
  while (last != all_.added_.end() && last->first == table) ++last;
  all_.added_.erase(first, last);
}

bool RequireOperation::may_lose(const source::Name& table, const source::Name& column) const {
  return !ir::allows(step_, "data_loss") && !all_.created_.contains(table.key()) &&
         !all_.added_.contains({table.key(), column.key()});
}

void RequireOperation::operator()(const ir::RenameTable& op) {
  const std::string from = op.table.key(), to = op.to.key();
  forget_parents({from});
  all_.touched_.table(from);
  all_.touched_.table(to);
  if (all_.created_.erase(from) > 0) all_.created_.insert(to);
  while (true) {
    const auto added = all_.added_.lower_bound({from, {}});
    if (added == all_.added_.end() || added->first != from) return;
    auto moved = all_.added_.extract(added);
    moved.value().first = to;
    all_.added_.insert(std::move(moved));
  }
}

void RequireOperation::operator()(const ir::RenameColumn& op) {
  touch(op.table, op.from);
  touch(op.table, op.to);
  if (all_.added_.erase({op.table.key(), op.from.key()}) > 0)
    all_.added_.insert({op.table.key(), op.to.key()});
}

void RequireOperation::operator()(const ir::RenameEnumValue& op) {
  for (const schema::Entry* entry : before_.dependents({schema::Space::type, op.type.key()}))
    if (const auto* table = std::get_if<ir::Table>(&entry->object)) {
      forget(table->name.key());
      all_.touched_.table(table->name.key());
    }
}

void RequireOperation::operator()(const ir::DropEnumValue& op) {
  for (const schema::Entry* entry : before_.dependents({schema::Space::type, op.type.key()}))
    if (const auto* table = std::get_if<ir::Table>(&entry->object))
      for (const ir::Column& column : table->columns)
        if (column.type && source::same(column.type->name, op.type.text))
          refuse_in_column(Kind::convertible, *table, column.name,
                           fmt::format("{} = {}", quote(column.name), literal(op.value)));
}

void RequireOperation::operator()(const ir::Data& op) {
  const auto target = schema::target_of(op.statement);
  const bool plain = target && before_.table(target->relation) != nullptr &&
                     before_.triggers_of(target->relation).empty();
  forget_parents(plain ? std::optional(target->relation.key()) : std::nullopt);
  if (plain)
    all_.touched_.table(target->relation.key());
  else
    all_.touched_.all();
}

bool RequireOperation::add_tables(const ir::Expression& statement,
                                  std::vector<Place>& reads) const {
  for (const std::string& key : schema::relations_named(statement)) {
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
  if (add_tables(op.condition, one.reads)) demand(std::move(one));
}

void Requirements::step(const ir::Step& step, const schema::Schema& before) {
  losses_.clear();
  if (!step.declared) std::visit(RequireOperation(*this, step, before), step.operation);
  copies_.follow(step, before);
  inserted_.follow(step, before);
}

/// Orphans are counted for a table as a whole, so that a foreign key that goes may make up for one
/// that comes.
void Requirements::finish(const schema::Schema& after, Script& script) {
  const auto unsure = [&](const Requirement& one) {
    const std::string key = source::fold(one.table);
    return one.kind == Kind::parents && (!one.early || loosened_.count(key) > 0 ||
                                         after.dangling.count({schema::Space::relation, key}) > 0);
  };
  for (std::optional<Requirement>& one : all_)
    if (one && !unsure(*one)) script.requirements.push_back(std::move(*one));
  script.touched = std::move(touched_);
}

}  // namespace migc::backends::sqlite
