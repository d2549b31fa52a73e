#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"
#include "compiler/dialects/sqlite/require/require_alteration.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

/// It writes what is held back, so that nothing takes back what was required before.
void RequireAlteration::operator()(const ir::RenameColumn& op) {
  block_.pending.clear();
  note(altered_, op.from);
  block_.touched.column(altered_.key(), op.to.key());
  block_.added.rename(altered_, op.from, op.to);
  block_.redefined.rename(altered_, op.from, op.to);
}

/// What every row has by default is no loss.
void RequireAlteration::operator()(const ir::DropColumn& op) {
  withdraw(altered_, op.column);
  const ir::Table& table = *before_.table(altered_);
  const ir::Column& column = *table.find(op.column);
  const std::string key = altered_.key();
  if (!column.has<ir::Generated>() && may_lose(altered_, op.column)) {
    Loss loss = lost_values(table, column, kept(), before_);
    loss.reads.push_back({key, op.column.key()});
    for (const std::string& beside : block_.copies.beside(key, op.column.key()))
      block_.added.erase(key, beside);
    lose(Kind::no_lost_values, table, op.column.text, std::move(loss));
  }
  note(altered_, op.column);
  block_.added.erase(key, op.column.key());
  block_.redefined.erase(key, op.column.key());
}

void RequireAlteration::operator()(const ir::SetGenerated& op) {
  const ir::Table& table = *before_.table(altered_);
  withdraw(altered_, op.column);
  if (table.find(op.column)->has<ir::Generated>() || !may_lose(altered_, op.column))
    return touch(altered_, op.column);
  const std::string column = quote(op.column);
  Loss loss = rows_where(
      table, fmt::format("{0} IS NOT NULL AND NOT ({1})", column,
                         is_same_value(column, fmt::format("({})", print(op.generated.value)))));
  for (const ir::Column& other : table.columns)
    loss.reads.push_back({table.name.key(), other.name.key()});
  lose(Kind::not_replaced, table, op.column.text, std::move(loss));
  touch(altered_, op.column);
}

void RequireAlteration::operator()(const ir::DropGenerated& op) {
  withdraw(altered_, op.column);
  touch(altered_, op.column);
}

void RequireAlteration::operator()(const ir::AddColumn& op) {
  const ir::Table& table = *before_.table(altered_);
  const ir::Column& column = op.column;
  const std::string value = default_value(column);
  const bool null = source::same(value, "NULL");
  ir::Table after = table;
  after.columns.push_back(column);
  const ir::Column* rowid = sql::rowid_key(after, before_);
  const bool is_rowid = rowid != nullptr && same(rowid->name, column.name);
  const bool never_null = column.has<ir::NotNull>() ||
                          (column.has<ir::PrimaryKey>() && (table.without_rowid || table.strict));
  if (op.fill)
    require_fill(table, column, *op.fill);
  else if (never_null && !column.has<ir::Generated>() && null && !is_rowid)
    refuse_rows(Kind::no_rows, table, column.name.text, "1", {}, not_null_tag(column.name));
  if (const auto* generated = column.find<ir::Generated>();
      generated != nullptr && column.has<ir::NotNull>())
    if (auto places = places_in(generated->value, table))
      refuse_rows(Kind::no_nulls, table, column.name.text,
                  fmt::format("({}) IS NULL", print(generated->value)), *std::move(places),
                  not_null_tag(column.name));
  block_.origins.add(altered_, op, before_);
  note(altered_, column.name);
  require_constraints(after, column);
  block_.added.insert(altered_, column.name);
}

/// What a new column requires of its own default.
void RequireAlteration::require_constraints(const ir::Table& after, const ir::Column& column) {
  for (const ir::ColumnConstraint& constraint : column.constraints) {
    const auto lifted = ir::as_table_constraint(column, constraint);
    if (!lifted) continue;
    const std::string tag = tag_of(after, *lifted);
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&lifted->rule);
        key != nullptr && sql::rowid_key(after, before_) == nullptr)
      require_unique(after, key->terms, std::nullopt, tag);
    if (const auto* unique = std::get_if<ir::TableUnique>(&lifted->rule))
      require_unique(after, unique->terms, std::nullopt, tag);
    if (const auto* check = std::get_if<ir::Check>(&lifted->rule))
      require_check(after, check->condition, tag);
    if (const auto* key = std::get_if<ir::ForeignKey>(&lifted->rule)) require_parents(after, *key);
  }
  if (const ir::Enum* type =
          column.type ? before_.type({column.type->name, false, {}, {}}) : nullptr)
    require_enum_values(after, column, *type);
}

void RequireAlteration::operator()(const ir::SetType& op) {
  const ir::Table& table = *before_.table(altered_);
  const ir::Column& column = *table.find(op.column);
  ir::Column changed = column;
  changed.type = op.type;
  const std::string from = type_text(column, before_), to = type_text(changed, before_);
  const bool keeps_values = !op.conversion && affinity_of(from) == affinity_of(to);
  if (op.conversion)
    withdraw(altered_, op.column);
  else if (!keeps_values)
    withdraw_converted(altered_, op.column);
  withdraw_made_by(altered_, "type " + op.column.key());
  if (op.conversion)
    require_conversion(table, column, *op.conversion);
  else
    require_convertible(table, column, changed);
  if (!keeps_values) touch(altered_, op.column, !op.conversion);
}

/// A plain change of type, with which SQLite keeps what does not convert.
void RequireAlteration::require_convertible(const ir::Table& table, const ir::Column& from,
                                            const ir::Column& to) {
  const std::string old_type = type_text(from, before_), type = type_text(to, before_);
  const std::string column = quote(from.name), tag = "type " + from.name.key();
  ir::Table after = table;
  *after.find(from.name) = to;
  const ir::Column* rowid = sql::rowid_key(after, before_);
  const bool is_rowid = rowid != nullptr && same(rowid->name, to.name);
  if (const ir::Enum* type_of_enum =
          to.type ? before_.type({to.type->name, false, {}, {}}) : nullptr)
    require_enum_values(table, from, *type_of_enum);
  else if (is_rowid)
    refuse_in_column(Kind::convertible, table, from.name, no_rowid(column), tag);
  else if (table.strict)
    refuse_in_column(Kind::convertible, table, from.name, refused_by_strict(column, type), tag);

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
  const bool keeps_all = table.strict && source::same(type, "any");
  if (affinity_of(old_type) != affinity_of(type) && !keeps_all)
    lose_where(Kind::unchanged, altered_by(column, affinity_of(type)));
}

void RequireAlteration::require_fill(const ir::Table& table, const ir::Column& column,
                                     const ir::Expression& fill) {
  if (!column.has<ir::NotNull>()) return;
  auto reads = places_in(fill, table);
  if (!reads) return;
  refuse_rows(Kind::no_rows, table, column.name.text,
              fmt::format("({}) IS NULL", print_portable(fill)), *std::move(reads),
              not_null_tag(column.name));
}

void RequireAlteration::require_conversion(const ir::Table& table, const ir::Column& column,
                                           const ir::Expression& conversion) {
  if (!column.has<ir::NotNull>() || table.temporary) return;
  auto reads = places_in(conversion, table);
  if (!reads) return;
  reads->push_back({table.name.key(), column.name.key()});
  refuse_rows(Kind::converted, table, column.name.text,
              fmt::format("{} IS NOT NULL AND ({}) IS NULL", quote(column.name),
                          print_portable(conversion)),
              *std::move(reads), not_null_tag(column.name));
}

std::optional<std::vector<ColumnRef>> RequireAlteration::places_in(const ir::Expression& expression,
                                                                   const ir::Table& table) const {
  std::vector<ColumnRef> reads;
  for (const sql::Use& use : sql::resolve_over_table(expression, table, before_).uses) {
    const source::Name relation{use.relation, false, {}, {}};
    const bool own = use.relation == table.name.key() && !use.column.empty();
    if (!own && (before_.table(relation) == nullptr || !block_.origins.is_as_it_was(relation)))
      return std::nullopt;
    reads.push_back({use.relation, use.column});
  }
  return reads;
}

void RequireAlteration::require_enum_values(const ir::Table& table, const ir::Column& column,
                                            const ir::Enum& type) {
  std::string values;
  for (const std::string& value : type.values)
    values += (values.empty() ? "" : ", ") + literal(value);
  refuse_in_column(Kind::convertible, table, column.name,
                   fmt::format("{} NOT IN ({})", quote(column.name), values),
                   "type " + column.name.key());
}

void RequireAlteration::operator()(const ir::SetNotNull& op) {
  const ir::Table& table = *before_.table(altered_);
  const ir::Column* rowid = sql::rowid_key(table, before_);
  if (op.fill) {
    withdraw(altered_, op.column);
    require_filled(table, op);
    touch(altered_, op.column);
    return;
  }
  if (rowid != nullptr && same(rowid->name, op.column)) return;
  const auto* given = table.find(op.column)->find<ir::Default>();
  if (op.conflict == ir::Conflict::replace && given != nullptr) return;  // NULLs become that
  refuse_in_column(Kind::no_nulls, table, op.column, quote(op.column) + " IS NULL",
                   not_null_tag(op.column));
}

void RequireAlteration::require_filled(const ir::Table& table, const ir::SetNotNull& op) {
  const auto literal = sql::literal_of(sql::whole(*op.fill));
  if ((literal && !source::same(*literal, "null")) || table.find(op.column)->has<ir::Generated>())
    return;
  auto reads = places_in(*op.fill, table);
  if (!reads) return;
  reads->push_back({table.name.key(), op.column.key()});
  refuse_rows(
      Kind::no_nulls, table, op.column.text,
      fmt::format("{} IS NULL AND ({}) IS NULL", quote(op.column), print_portable(*op.fill)),
      *std::move(reads), not_null_tag(op.column));
}

/// A column of any type has another affinity outside STRICT tables.
void RequireAlteration::operator()(const ir::SetStrict& op) {
  const ir::Table& table = *before_.table(altered_);
  const ir::Column* rowid = sql::rowid_key(table, before_);
  const std::string tag = "strict";
  if (!op.strict) {
    withdraw_made_by(altered_, tag);
    for (const ir::Column& column : table.columns)
      if (table.strict && source::same(type_text(column, before_), "any") &&
          may_lose(altered_, column.name)) {
        Loss loss = rows_where(table, altered_by(quote(column.name), Affinity::numeric));
        loss.reads.push_back({table.name.key(), column.name.key()});
        lose(Kind::unchanged, table, column.name.text, std::move(loss));
      }
    return;
  }
  for (const ir::Column& column : table.columns)
    if ((rowid == nullptr || !same(rowid->name, column.name)) && !column.has<ir::Generated>())
      refuse_in_column(Kind::convertible, table, column.name,
                       refused_by_strict(quote(column.name), type_text(column, before_)), tag);
  if (rowid != nullptr || table.without_rowid) return;
  for (const ir::Term& term : primary_key(table))
    if (const auto column = term.column())
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL", tag);
}

void RequireAlteration::operator()(const ir::SetWithoutRowid& op) {
  const ir::Table& table = *before_.table(altered_);
  const std::string tag = "without rowid";
  if (!op.without_rowid) return withdraw_made_by(altered_, tag);
  if (sql::rowid_key(table, before_) != nullptr) return;
  for (const ir::Term& term : primary_key(table))
    if (const auto column = term.column())
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL", tag);
}

}  // namespace migc::backends::sqlite
