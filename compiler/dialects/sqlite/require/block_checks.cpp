#include "compiler/dialects/sqlite/require/block_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
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

void BlockChecks::touch(const source::Name& table, const source::Name& column, bool converted) {
  block_.touched.column(table.key(), column.key(), converted);
  const std::optional<ColumnRef> place = block_.origins.place({table.key(), column.key()});
  block_.origins.changes(table, column);
  if (!place) return;
  block_.touched.column(place->table, place->column, converted);
  block_.changed.column(place->table, place->column, converted);
  RowEffects only;
  only.column(place->table, place->column, converted);
  forget_parents_if([&](const Requirement& one) { return !one.survives(only); });
}

void BlockChecks::touch(const source::Name& table) {
  block_.touched.table(table.key());
  if (const auto place = block_.origins.place({table.key(), {}})) {
    block_.touched.table(place->table);
    block_.changed.table(place->table);
  }
}

void BlockChecks::note(const source::Name& table, const source::Name& column) {
  for (const std::optional<ColumnRef>& place : {std::optional(ColumnRef{table.key(), column.key()}),
                                                block_.origins.place({table.key(), column.key()})})
    if (place && column.text.empty())
      block_.touched.table(place->table);
    else if (place)
      block_.touched.column(place->table, place->column);
}

void BlockChecks::touch_all() {
  block_.touched.all();
  block_.changed.all();
}

// --- What is taken back

void BlockChecks::withdraw(const source::Name& table, const source::Name& column) {
  block_.withdraw_if(table.key(), [&](const BlockRows::Pending& one) {
    return one.columns.contains(column.key());
  });
}

void BlockChecks::withdraw_converted(const source::Name& table, const source::Name& column) {
  block_.withdraw_if(table.key(), [&](const BlockRows::Pending& one) {
    return one.columns.contains(column.key()) &&
           block_.requirements[one.number]->kind != Kind::no_nulls;
  });
}

void BlockChecks::withdraw_compared(const source::Name& table, const source::Name& column) {
  block_.withdraw_if(table.key(), [&](const BlockRows::Pending& one) {
    const Kind kind = block_.requirements[one.number]->kind;
    return one.columns.contains(column.key()) && (kind == Kind::unique || kind == Kind::check);
  });
}

void BlockChecks::withdraw_made_by(const source::Name& table, const std::string& tag) {
  block_.withdraw_if(table.key(), [&](const BlockRows::Pending& one) { return one.tag == tag; });
  forget_parents_if([&](const Requirement& one) {
    return source::same(one.table, block_.origins.name(table)) && tag == parents_tag(one.subject);
  });
}

template <class Out>
void BlockChecks::forget_parents_if(Out out) {
  std::erase_if(block_.parents, [&](std::size_t number) {
    std::optional<Requirement>& one = block_.requirements[number];
    if (one && !out(*one)) return false;
    one.reset();
    return true;
  });
}

void BlockChecks::forget_parents(const std::optional<source::Name>& table) {
  const std::string key = table ? source::fold(block_.origins.name(*table)) : std::string();
  forget_parents_if([&](const Requirement& one) {
    return !table || std::any_of(one.reads.begin(), one.reads.end(),
                                 [&](const ColumnRef& place) { return place.table == key; });
  });
}

// --- What is required of them

void BlockChecks::require(Requirement requirement, const std::string& tag) {
  requirement.written = step_.written;
  if (!requirement.is_of_loss())
    for (const ColumnRef& place : requirement.reads)
      if (block_.created.count(place.table) > 0) return;  // it has what rows the block gives it
  const std::size_t number = block_.requirements.size();
  const std::string table = source::fold(requirement.table);
  if (requirement.is_of_loss()) {
    block_.losses.push_back(number);
  } else if (requirement.kind == Kind::parents) {
    block_.parents.push_back(number);
  } else if (!table.empty()) {
    BlockRows::Pending pending{number, {}, tag};
    for (const ColumnRef& place : requirement.reads)
      if (place.table == table && !place.column.empty()) pending.columns.insert(place.column);
    block_.pending[table].push_back(std::move(pending));
  }
  std::vector<ColumnRef> reads;
  for (const ColumnRef& now : requirement.reads)
    if (const auto place = block_.origins.place(now))
      reads.push_back(*place);
    else
      requirement.early = false;
  requirement.reads = std::move(reads);
  requirement.early = requirement.early && requirement.survives(block_.changed);
  if (requirement.early && !requirement.is_of_loss() && !table.empty())
    requirement.table = block_.origins.name({requirement.table, false, {}, {}});
  block_.requirements.emplace_back(std::move(requirement));
}

bool BlockChecks::is_as_it_was(const std::vector<ColumnRef>& places) const {
  return std::all_of(places.begin(), places.end(), [&](const ColumnRef& place) {
    return block_.origins.is_as_it_was({place.table, false, {}, {}});
  });
}

void BlockChecks::refuse_rows(Kind kind, const ir::Table& table, std::string subject,
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
  require_by(key, table, std::move(one), tag);
}

std::string BlockChecks::from(const ir::Table& table, const RowKey& key) const {
  return block_.origins.from(table, key.columns.empty() ? key.name : "");
}

/// Keys are shown, and what a requirement is does not hang on them.
void BlockChecks::require_by(const RowKey& key, const ir::Table& table, Requirement one,
                             const std::string& tag) {
  const std::size_t number = block_.requirements.size();
  require(std::move(one), tag);
  if (block_.requirements.size() == number) return;
  Requirement& made = *block_.requirements.back();
  for (const std::string& column : key.columns)
    if (const auto place = block_.origins.place({table.name.key(), column}))
      made.reads.push_back(*place);
    else
      made.early = false;
  made.early = made.early && made.survives(block_.changed);
}

void BlockChecks::refuse_in_column(Kind kind, const ir::Table& table, const source::Name& column,
                                   const std::string& condition, const std::string& tag) {
  if (!condition.empty())
    refuse_rows(kind, table, column.text, condition, {{table.name.key(), column.key()}}, tag);
}

void BlockChecks::add_reads(const ir::Expression& expression, const ir::Table& table,
                            std::vector<ColumnRef>& reads) const {
  for (const sql::Use& use : sql::resolve_in_table(expression, table, before_).uses)
    if (!use.column.empty()) reads.push_back({use.relation, use.column});
}

void BlockChecks::require_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                                 const std::optional<ir::Expression>& where,
                                 const std::string& tag) {
  if (table.temporary) return;
  std::string names, list, condition = where ? "(" + print(*where) + ")" : "";
  std::vector<ColumnRef> reads;
  for (const ir::Term& term : terms) {
    const std::string sql = print_term(term.expression);
    names += (names.empty() ? "" : ", ") + comment_line(sql);
    list += (list.empty() ? "" : ", ") + sql;
    condition += (condition.empty() ? "" : " AND ") + fmt::format("({}) IS NOT NULL", sql);
    add_reads(term.expression, table, reads);
  }
  if (where) add_reads(*where, table, reads);
  const RowKey key = row_key(table);
  Requirement one{Kind::unique, table.name.text, names, {}, key.name, {}, std::move(reads)};
  const std::string from = this->from(table, key);
  const std::string groups =
      fmt::format("FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1", from, condition, list);
  one.count = fmt::format(
      "SELECT min(coalesce(sum(n), 0), {0}) FROM (SELECT count(*) AS n {1} "
      "LIMIT {0})",
      Requirement::most_counted + 1, groups);
  if (!key.literal.empty())
    one.sample = fmt::format(
        "SELECT {0} FROM {1} WHERE {2} AND ({3}) IN (SELECT {3} {4} LIMIT {5}) ORDER BY {3} LIMIT "
        "{5}",
        key.literal, from, condition, list, groups, most_sampled);
  require_by(key, table, std::move(one), tag);
}

// --- What is lost

void BlockChecks::lose(Kind kind, const ir::Table& table, std::string subject, Loss loss) {
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
  const std::size_t number = block_.requirements.size();
  const bool asked_otherwise = !one.early && !loss.condition.empty();
  if (asked_otherwise) one.early = true;
  require_by(key, table, std::move(one), "");
  Requirement& made = *block_.requirements[number];
  if (!asked_otherwise || !made.early) return;
  // Before the run the table, or a column of it, has another name.
  const std::string where = fmt::format("{} WHERE {}", from(table, key), loss.condition);
  block_.asked_before[number] = {
      fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", where,
                  Requirement::most_counted + 1),
      key.literal.empty()
          ? ""
          : fmt::format("SELECT {} FROM {} LIMIT {}", key.literal, where, most_sampled)};
}

void BlockChecks::rely_on(const std::string& table) {
  block_.created.erase(table);
  block_.added.erase_table(table);
}

bool BlockChecks::may_lose(const source::Name& table, const source::Name& column) const {
  return !ir::allows(step_, "data_loss") && !block_.created.contains(table.key()) &&
         !block_.added.contains(table, column);
}

}  // namespace migc::backends::sqlite
