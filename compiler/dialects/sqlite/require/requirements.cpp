#include "compiler/dialects/sqlite/require/requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/require/require_operation.hpp"
#include "compiler/sql/data_target.hpp"
#include "compiler/sql/resolve.hpp"

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

// --- What is done to rows

void RequireOperation::touch(const source::Name& table, const source::Name& column,
                             bool converted) {
  all_.touched_.column(table.key(), column.key(), converted);
  const std::optional<ColumnRef> place = all_.origins_.place({table.key(), column.key()});
  all_.origins_.changes(table, column);
  if (!place) return;
  all_.touched_.column(place->table, place->column, converted);
  all_.changed_.column(place->table, place->column, converted);
  RowEffects only;
  only.column(place->table, place->column, converted);
  forget_parents_if([&](const Requirement& one) { return !one.survives(only); });
}

void RequireOperation::touch(const source::Name& table) {
  all_.touched_.table(table.key());
  if (const auto place = all_.origins_.place({table.key(), {}})) {
    all_.touched_.table(place->table);
    all_.changed_.table(place->table);
  }
}

void RequireOperation::note(const source::Name& table, const source::Name& column) {
  for (const std::optional<ColumnRef>& place : {std::optional(ColumnRef{table.key(), column.key()}),
                                                all_.origins_.place({table.key(), column.key()})})
    if (place && column.text.empty())
      all_.touched_.table(place->table);
    else if (place)
      all_.touched_.column(place->table, place->column);
}

void RequireOperation::touch_all() {
  all_.touched_.all();
  all_.changed_.all();
}

void RequireOperation::create(const source::Name& table) {
  all_.created_.insert(table.key());
  all_.touched_.table(table.key());
}

// --- What is taken back

void RequireOperation::withdraw(const source::Name& table, const source::Name& column) {
  all_.withdraw_if(table.key(), [&](const Requirements::Pending& one) {
    return one.columns.contains(column.key());
  });
}

void RequireOperation::withdraw_converted(const source::Name& table, const source::Name& column) {
  all_.withdraw_if(table.key(), [&](const Requirements::Pending& one) {
    return one.columns.contains(column.key()) && all_.all_[one.number]->kind != Kind::no_nulls;
  });
}

void RequireOperation::withdraw_compared(const source::Name& table, const source::Name& column) {
  all_.withdraw_if(table.key(), [&](const Requirements::Pending& one) {
    const Kind kind = all_.all_[one.number]->kind;
    return one.columns.contains(column.key()) && (kind == Kind::unique || kind == Kind::check);
  });
}

void RequireOperation::withdraw_made_by(const source::Name& table, const std::string& tag) {
  all_.withdraw_if(table.key(), [&](const Requirements::Pending& one) { return one.tag == tag; });
  forget_parents_if([&](const Requirement& one) {
    return source::same(one.table, all_.origins_.name(table)) && tag == parents_tag(one.subject);
  });
}

template <class Out>
void RequireOperation::forget_parents_if(Out out) {
  std::erase_if(all_.parents_, [&](std::size_t number) {
    std::optional<Requirement>& one = all_.all_[number];
    if (one && !out(*one)) return false;
    one.reset();
    return true;
  });
}

void RequireOperation::forget_parents(const std::optional<source::Name>& table) {
  const std::string key = table ? source::fold(all_.origins_.name(*table)) : std::string();
  forget_parents_if([&](const Requirement& one) {
    return !table || std::any_of(one.reads.begin(), one.reads.end(),
                                 [&](const ColumnRef& place) { return place.table == key; });
  });
}

// --- What is demanded of them

void RequireOperation::demand(Requirement requirement, const std::string& tag) {
  requirement.written = step_.written;
  if (!requirement.is_of_loss())
    for (const ColumnRef& place : requirement.reads)
      if (all_.created_.count(place.table) > 0) return;  // it has what rows the block gives it
  const std::size_t number = all_.all_.size();
  const std::string table = source::fold(requirement.table);
  if (requirement.is_of_loss()) {
    all_.losses_.push_back(number);
  } else if (requirement.kind == Kind::parents) {
    all_.parents_.push_back(number);
  } else if (!table.empty()) {
    Requirements::Pending pending{number, {}, tag};
    for (const ColumnRef& place : requirement.reads)
      if (place.table == table && !place.column.empty()) pending.columns.insert(place.column);
    all_.pending_[table].push_back(std::move(pending));
  }
  std::vector<ColumnRef> reads;
  for (const ColumnRef& now : requirement.reads)
    if (const auto place = all_.origins_.place(now))
      reads.push_back(*place);
    else
      requirement.early = false;
  requirement.reads = std::move(reads);
  requirement.early = requirement.early && requirement.survives(all_.changed_);
  if (requirement.early && !requirement.is_of_loss() && !table.empty())
    requirement.table = all_.origins_.name({requirement.table, false, {}, {}});
  all_.all_.emplace_back(std::move(requirement));
}

bool RequireOperation::is_as_it_was(const std::vector<ColumnRef>& places) const {
  return std::all_of(places.begin(), places.end(), [&](const ColumnRef& place) {
    return all_.origins_.is_as_it_was({place.table, false, {}, {}});
  });
}

void RequireOperation::refuse_rows(Kind kind, const ir::Table& table, std::string subject,
                                   const std::string& condition, std::vector<ColumnRef> reads,
                                   const std::string& tag) {
  if (table.temporary) return;
  const RowKey key = row_key(table);
  const std::string from = fmt::format("{} WHERE {}", this->from(table, key), condition);
  Requirement one{kind, table.name.text, std::move(subject), {}, key.name, {}, std::move(reads)};
  one.count = fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", from,
                          Requirement::most_counted + 1);
  if (!key.literal.empty())
    one.sample = fmt::format("SELECT {} FROM {} LIMIT {}", key.literal, from, most_sampled);
  if (one.reads.empty()) one.reads.push_back({table.name.key(), {}});
  demand_by(key, table, std::move(one), tag);
}

std::string RequireOperation::from(const ir::Table& table, const RowKey& key) const {
  return all_.origins_.from(table, key.columns.empty() ? key.name : "");
}

/// Keys are shown, and what a demand is does not hang on them.
void RequireOperation::demand_by(const RowKey& key, const ir::Table& table, Requirement one,
                                 const std::string& tag) {
  const std::size_t number = all_.all_.size();
  demand(std::move(one), tag);
  if (all_.all_.size() == number) return;
  Requirement& made = *all_.all_.back();
  for (const std::string& column : key.columns)
    if (const auto place = all_.origins_.place({table.name.key(), column}))
      made.reads.push_back(*place);
    else
      made.early = false;
  made.early = made.early && made.survives(all_.changed_);
}

void RequireOperation::refuse_in_column(Kind kind, const ir::Table& table,
                                        const source::Name& column, const std::string& condition,
                                        const std::string& tag) {
  if (!condition.empty())
    refuse_rows(kind, table, column.text, condition, {{table.name.key(), column.key()}}, tag);
}

/// Renames write what is held back, so that nothing takes back what was demanded before.
void RequireOperation::operator()(const ir::RenameTable& op) {
  const std::string from = op.table.key(), to = op.to.key();
  all_.pending_.clear();
  note(op.table);
  all_.touched_.table(to);
  if (all_.created_.erase(from) > 0) all_.created_.insert(to);
  all_.added_.rename_table(op.table, op.to);
  all_.redefined_.rename_table(op.table, op.to);
}

void RequireOperation::operator()(const ir::RenameColumn& op) {
  all_.pending_.clear();
  note(op.table, op.from);
  all_.touched_.column(op.table.key(), op.to.key());
  all_.added_.rename(op.table, op.from, op.to);
  all_.redefined_.rename(op.table, op.from, op.to);
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
    all_.pending_.erase(key);
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
  demand(std::move(one), "");
}

void Requirements::step(const ir::Step& step, const schema::Schema& before) {
  losses_.clear();
  if (step.moot) return RequireOperation(*this, step, before).moot();
  if (!step.declared) std::visit(RequireOperation(*this, step, before), step.operation);
  origins_.follow(step, before);
  copies_.follow(step, before);
  inserted_.follow(step, before);
}

/// Orphans are counted for a table as a whole, so that a foreign key that goes may make up for one
/// that comes.
bool Requirements::settle_parents(Requirement& one, const schema::Schema& after) const {
  const std::string key = source::fold(one.table);
  if (!one.early || after.dangling.contains({schema::Space::relation, key})) return false;
  const auto loosened = loosened_.find(key);
  if (loosened == loosened_.end()) return true;
  if (loosened->second.unsure) return false;
  one.count =
      fmt::format("SELECT CASE WHEN n > d THEN n ELSE 0 END FROM (SELECT ({}) AS n, {} AS d)",
                  one.count, loosened->second.counts);
  one.sample.clear();
  return true;
}

void Requirements::finish(const schema::Schema& after, Script& script) {
  for (auto& [number, asked] : asked_before_)
    if (std::optional<Requirement>& one = all_[number]) {
      one->count = std::move(asked.count);
      one->sample = std::move(asked.sample);
    }
  for (std::optional<Requirement>& one : all_)
    if (one && (one->kind != Kind::parents || settle_parents(*one, after)))
      script.requirements.push_back(std::move(*one));
  script.touched = std::move(touched_);
}

}  // namespace migc::backends::sqlite
