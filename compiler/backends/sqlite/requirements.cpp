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

namespace {

/// Whether it is about the type of a column alone.
bool is_of_type(Kind kind) { return kind == Kind::fits || kind == Kind::unchanged; }

/// Whether it is made whatever constraints there are.
bool is_lasting(const Requirement& one) { return is_of_type(one.kind) || one.is_of_loss(); }

}  // namespace

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

/// Of two types in a row the first is never seen.
void RequireOperation::withdraw_types(const source::Name& table, const source::Name& column) {
  all_.withdraw_if(table.key(), [&](const Requirement& one) {
    return is_of_type(one.kind) && source::same(one.table, table.text) &&
           source::same(one.subject, column.text);
  });
}

void RequireOperation::loosen(const source::Name& table) {
  all_.withdraw_if(table.key(), [](const Requirement& one) { return !is_lasting(one); });
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
  for (const Place& place : requirement.reads)
    if (all_.created_.count(place.table) > 0) return;  // it has what rows the block gives it
  requirement.early = requirement.survives(all_.touched_);
  const std::size_t index = all_.all_.size();
  for (const Place& place : requirement.reads) {
    std::vector<std::size_t>& readers = all_.by_table_[place.table];
    if (readers.empty() || readers.back() != index) readers.push_back(index);
  }
  if (requirement.kind == Kind::parents) all_.parents_.push_back(index);
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
  for (const std::string& key : schema::relations_named(op.statement)) all_.read_.insert(key);
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
  if (!step.declared) std::visit(RequireOperation(*this, step, before), step.operation);
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
