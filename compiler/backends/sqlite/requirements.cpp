#include "compiler/backends/sqlite/requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/backends/sqlite/native.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/values.hpp"
#include "compiler/schema/data_target.hpp"
#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

using Kind = Requirement::Kind;

namespace {

constexpr std::size_t most_sampled = 5;

bool allows_loss(const ir::Step& step) {
  return std::any_of(step.allows.begin(), step.allows.end(),
                     [](const ir::Allow& allow) { return allow.rule.key() == "data_loss"; });
}

/// What people know a row by, and that as SQL: a literal of at most 40 characters.
struct RowKey {
  std::string name, literal;
  std::vector<std::string> columns{};
};

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

/// The columns of `table` that an expression over it names.
void add_columns(const ir::Expression& expression, const ir::Table& table,
                 std::vector<Place>& reads) {
  for (const schema::Use& use : schema::resolve_in_table(expression, table).uses)
    if (!use.column.empty()) reads.push_back({use.relation, use.column});
}

}  // namespace

/// What one operation demands and does. Every operation says it, if only that it is nothing.
class RequireOperation {
 public:
  RequireOperation(Requirements& all, const ir::Step& step, const schema::Schema& before)
      : all_(all), step_(step), before_(before) {}

  void operator()(const ir::CreateTable& op) { create(op.table.name); }
  void operator()(const ir::CreateTableAs& op) { create(op.table); }
  void operator()(const ir::CreateVirtualTable& op) { create(op.table.name); }
  void operator()(const ir::DropTable& op) {
    forget(op.table.key());
    all_.touched_.table(op.table.key());
  }
  void operator()(const ir::RenameTable& op) {
    forget_parents({op.table.key()});
    all_.touched_.table(op.table.key());
    all_.touched_.table(op.to.key());
    if (all_.created_.count(op.table.key()) > 0) all_.created_.insert(op.to.key());
  }

  void operator()(const ir::AddColumn& op);
  void operator()(const ir::DropColumn& op) { touch(op.table, op.column); }
  void operator()(const ir::RenameColumn& op) {
    touch(op.table, op.from);
    touch(op.table, op.to);
  }
  void operator()(const ir::SetType& op);
  void operator()(const ir::SetNotNull& op);
  void operator()(const ir::DropNotNull& op) { loosen(op.table); }
  void operator()(const ir::SetDefault&) {}
  void operator()(const ir::DropDefault&) {}
  void operator()(const ir::SetCollation& op) { touch(op.table, op.column); }
  void operator()(const ir::DropCollation& op) { touch(op.table, op.column); }
  void operator()(const ir::SetGenerated& op) { touch(op.table, op.column); }
  void operator()(const ir::DropGenerated& op) { touch(op.table, op.column); }
  void operator()(const ir::SetAutoincrement&) {}
  void operator()(const ir::DropAutoincrement&) {}
  void operator()(const ir::SetTableComment&) {}
  void operator()(const ir::SetColumnComment&) {}
  void operator()(const ir::AddConstraint& op);
  void operator()(const ir::DropConstraint& op) { loosen(op.table); }
  void operator()(const ir::DropPrimaryKey& op) { loosen(op.table); }
  void operator()(const ir::DropUnique& op) { loosen(op.table); }
  void operator()(const ir::DropForeignKey& op) { loosen(op.table); }
  void operator()(const ir::DropCheck& op) { loosen(op.table); }
  void operator()(const ir::RenameConstraint&) {}
  void operator()(const ir::AlterForeignKey&) {}
  void operator()(const ir::SetStrict& op);
  void operator()(const ir::SetWithoutRowid& op);
  void operator()(const ir::ReorderColumns&) {}

  void operator()(const ir::CreateIndex& op);
  void operator()(const ir::DropIndex& op) { loosen(before_.index(op.index)->table); }
  void operator()(const ir::RenameIndex&) {}
  void operator()(const ir::CreateView&) {}
  void operator()(const ir::DropView&) {}
  void operator()(const ir::CreateTrigger&) {}
  void operator()(const ir::DropTrigger&) {}

  void operator()(const ir::CreateEnum&) {}
  void operator()(const ir::DropEnum&) {}
  void operator()(const ir::AddEnumValue&) {}
  void operator()(const ir::RenameEnumValue& op);
  void operator()(const ir::DropEnumValue& op);
  void operator()(const ir::CreateSequence&) {}
  void operator()(const ir::DropSequence&) {}

  void operator()(const ir::Data& op);
  void operator()(const ir::Assert& op);
  void operator()(const ir::Execute&) {
    forget_parents({});
    all_.touched_.all();
  }

 private:
  // --- What is done to rows
  void create(const source::Name& table) {
    all_.created_.insert(table.key());
    all_.touched_.table(table.key());
  }
  void touch(const source::Name& table, const source::Name& column, bool converted = false);
  /// What was demanded of the column so far will be asked of other values.
  void withdraw(const source::Name& table, const source::Name& column, bool converted);
  void withdraw_types(const source::Name& table, const source::Name& column);
  void loosen(const source::Name& table);
  /// What a table was asked is not sure any more.
  void forget(const std::string& table);
  /// Foreign keys are judged at the end of a block, so that anything may still mend them. Without a
  /// table: all of them.
  void forget_parents(const std::optional<std::string>& table);

  // --- What is demanded of them
  void demand(Requirement requirement);
  /// Rows of `table` for which `condition` holds do not comply.
  void refuse_rows(Kind kind, const ir::Table& table, std::string subject,
                   const std::string& condition, std::vector<Place> reads);
  void refuse_in_column(Kind kind, const ir::Table& table, const source::Name& column,
                        const std::string& condition);
  void demand_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                     const std::optional<ir::Expression>& where);
  void demand_key(const ir::Table& table, const ir::TablePrimaryKey& key);
  void demand_check(const ir::Table& table, const ir::Expression& condition);
  void demand_parents(const ir::Table& table, const ir::ForeignKey& key);
  void demand_conversion(const ir::Table& table, const ir::Column& column,
                         const ir::Expression& conversion);
  void demand_convertible(const ir::Table& table, const ir::Column& from, const ir::Column& to);
  void demand_enum_values(const ir::Table& table, const ir::Column& column, const ir::Enum& type);
  /// Whether all that a statement reads are tables; adds them to `reads`.
  bool add_tables(const ir::Expression& statement, std::vector<Place>& reads) const;

  Requirements& all_;
  const ir::Step& step_;
  const schema::Schema& before_;
};

void RequireOperation::touch(const source::Name& table, const source::Name& column,
                             bool converted) {
  withdraw(table, column, converted);
  all_.touched_.column(table.key(), column.key(), converted);
}

void RequireOperation::withdraw(const source::Name& table, const source::Name& column,
                                bool converted) {
  Touched only;
  only.column(table.key(), column.key(), converted);
  std::erase_if(all_.all_, [&](const Requirement& one) { return !one.survives(only); });
}

/// Of two types in a row the first is never seen.
void RequireOperation::withdraw_types(const source::Name& table, const source::Name& column) {
  std::erase_if(all_.all_, [&](const Requirement& one) {
    return (one.kind == Kind::fits || one.kind == Kind::unchanged ||
            one.kind == Kind::convertible) &&
           source::same(one.table, table.text) && source::same(one.subject, column.text);
  });
}

void RequireOperation::loosen(const source::Name& table) {
  forget(table.key());
  all_.loosened_.insert(table.key());
}

void RequireOperation::forget(const std::string& table) {
  std::erase_if(all_.all_, [&](const Requirement& one) {
    return std::any_of(one.reads.begin(), one.reads.end(),
                       [&](const Place& place) { return place.table == table; });
  });
}

void RequireOperation::forget_parents(const std::optional<std::string>& table) {
  std::erase_if(all_.all_, [&](const Requirement& one) {
    return one.kind == Kind::parents &&
           (!table || std::any_of(one.reads.begin(), one.reads.end(),
                                  [&](const Place& place) { return place.table == *table; }));
  });
}

void RequireOperation::demand(Requirement requirement) {
  requirement.written = step_.written;
  for (const Place& place : requirement.reads)
    if (all_.created_.count(place.table) > 0) return;  // it has what rows the block gives it
  requirement.early = requirement.survives(all_.touched_);
  all_.all_.push_back(std::move(requirement));
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
}

void RequireOperation::operator()(const ir::SetType& op) {
  const ir::Table& table = *before_.table(op.table);
  const ir::Column& column = *table.find(op.column);
  ir::Column changed = column;
  changed.type = op.type;
  const std::string from = type_text(column, before_), to = type_text(changed, before_);
  const bool keeps_values = !op.conversion && affinity_of(from) == affinity_of(to);
  if (!keeps_values) withdraw(op.table, op.column, !op.conversion);
  withdraw_types(op.table, op.column);
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

  if (allows_loss(step_)) return;
  const auto longest = longest_text(type), longest_before = longest_text(old_type);
  if (longest && (!longest_before || *longest_before > *longest))
    refuse_in_column(Kind::fits, table, from.name,
                     fmt::format("typeof({0}) = 'text' AND length({0}) > {1}", column, *longest));
  if (affinity_of(old_type) != affinity_of(type) && type != "ANY")
    refuse_in_column(Kind::unchanged, table, from.name, altered_by(column, affinity_of(type)));
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

void RequireOperation::operator()(const ir::AddConstraint& op) {
  const ir::Table& table = *before_.table(op.table);
  const auto& rule = op.constraint.rule;
  if (const auto* key = std::get_if<ir::TablePrimaryKey>(&rule)) demand_key(table, *key);
  if (const auto* unique = std::get_if<ir::TableUnique>(&rule))
    demand_unique(table, unique->terms, std::nullopt);
  if (const auto* check = std::get_if<ir::Check>(&rule)) demand_check(table, check->condition);
  if (const auto* key = std::get_if<ir::ForeignKey>(&rule)) demand_parents(table, *key);
}

void RequireOperation::demand_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                                     const std::optional<ir::Expression>& where) {
  if (table.temporary) return;
  std::string names, list, condition = where ? "(" + print(*where) + ")" : "";
  std::vector<Place> reads;
  for (const ir::Term& term : terms) {
    const std::string sql = print_term(term.expression);
    names += (names.empty() ? "" : ", ") + comment_line(sql);
    list += (list.empty() ? "" : ", ") + sql;
    condition += (condition.empty() ? "" : " AND ") + fmt::format("({}) IS NOT NULL", sql);
    add_columns(term.expression, table, reads);
  }
  if (where) add_columns(*where, table, reads);
  const RowKey key = row_key(table);
  Requirement one{Kind::unique, table.name.text, names, {}, key.name, {}, std::move(reads)};
  const std::string groups = fmt::format("FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1",
                                         quote(table.name), condition, list);
  one.count = fmt::format(
      "SELECT min(coalesce(sum(n), 0), {0}) FROM (SELECT count(*) AS n {1} "
      "LIMIT {0})",
      Requirement::most_counted + 1, groups);
  if (!key.literal.empty())
    one.sample = fmt::format(
        "SELECT {0} FROM {1} WHERE {2} AND ({3}) IN (SELECT {3} {4} LIMIT {5}) ORDER BY {3} LIMIT "
        "{5}",
        key.literal, quote(table.name), condition, list, groups, most_sampled);
  for (const std::string& column : key.columns) one.reads.push_back({table.name.key(), column});
  demand(std::move(one));
}

void RequireOperation::demand_key(const ir::Table& table, const ir::TablePrimaryKey& key) {
  ir::Table after = table;
  after.constraints.push_back({std::nullopt, key, {}});
  demand_unique(table, key.terms, std::nullopt);
  const ir::Column* rowid = rowid_alias(after, before_);
  for (const ir::Term& term : key.terms) {
    const std::optional<ir::Name> column = term.column();
    if (!column) continue;
    if (rowid != nullptr)
      refuse_in_column(Kind::convertible, table, *column, no_rowid(quote(*column)));
    else if (table.strict || table.without_rowid)
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL");
  }
}

void RequireOperation::demand_check(const ir::Table& table, const ir::Expression& condition) {
  std::vector<Place> reads;
  add_columns(condition, table, reads);
  const std::string sql = print(condition);
  refuse_rows(Kind::check, table, comment_line(sql), fmt::format("NOT ({})", sql),
              std::move(reads));
}

/// The unary plus takes the child's affinity away, so that the parent's applies, as it does where
/// SQLite looks for a parent. https://www.sqlite.org/foreignkeys.html#fk_basics
void RequireOperation::demand_parents(const ir::Table& table, const ir::ForeignKey& key) {
  const ir::Table* parent = before_.table(key.references.table);
  if (parent == nullptr || parent->temporary) return;
  std::vector<ir::Name> columns = key.references.columns;
  if (columns.empty())
    for (const ir::Term& term : primary_key(*parent))
      if (const auto column = term.column()) columns.push_back(*column);
  if (columns.size() != key.columns.size()) return;
  const std::string child_name = quote(table.name);
  std::string some, match;
  std::vector<Place> reads;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const std::string child = child_name + "." + quote(key.columns[at]);
    some += fmt::format("{} IS NOT NULL AND ", child);
    match += fmt::format("{}_migc_parent.{} = +{}", match.empty() ? "" : " AND ",
                         quote(columns[at]), child);
    reads.push_back({table.name.key(), key.columns[at].key()});
    reads.push_back({parent->name.key(), columns[at].key()});
  }
  refuse_rows(Kind::parents, table,
              fmt::format("({}) -> {} ({})", quote_list(key.columns), parent->name.text,
                          quote_list(columns)),
              fmt::format("{}NOT EXISTS (SELECT 1 FROM {} AS _migc_parent WHERE {})", some,
                          quote(parent->name), match),
              std::move(reads));
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

void RequireOperation::operator()(const ir::CreateIndex& op) {
  const ir::Table* table = before_.table(op.index.table);
  if (op.index.unique && table != nullptr) demand_unique(*table, op.index.terms, op.index.where);
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
  if (!step.declared) std::visit(RequireOperation(*this, step, before), step.operation);
}

/// Orphans are counted for a table as a whole, so that a foreign key that goes may make up for one
/// that comes.
void Requirements::finish(const schema::Schema& after, Script& script) {
  std::erase_if(all_, [&](const Requirement& one) {
    const std::string key = source::fold(one.table);
    return one.kind == Kind::parents && (!one.early || loosened_.count(key) > 0 ||
                                         after.dangling.count({schema::Space::relation, key}) > 0);
  });
  script.requirements = std::move(all_);
  script.touched = std::move(touched_);
}

}  // namespace migc::backends::sqlite
