#include "compiler/dialects/sqlite/plan/redeclare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/table_run.hpp"
#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// Calls `use` with the rule of that name, wherever it stands in the table.
template <class Use>
bool rule_of(const ir::Table& table, const ir::Name& constraint, Use use) {
  const auto bears = [&](const auto& one) { return one.name && same(*one.name, constraint); };
  for (const ir::Column& column : table.columns)
    for (const ir::ColumnConstraint& one : column.constraints)
      if (bears(one)) return std::visit(use, one.rule);
  for (const ir::TableConstraint& one : table.constraints)
    if (bears(one)) return std::visit(use, one.rule);
  return false;
}

struct IsCheck {
  bool operator()(const ir::Check&) const { return true; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

struct OnlyDeclares {
  bool operator()(const ir::Check&) const { return true; }
  bool operator()(const ir::NotNull&) const { return true; }
  bool operator()(const ir::Null&) const { return true; }
  bool operator()(const ir::References&) const { return true; }
  bool operator()(const ir::ForeignKey&) const { return true; }

  // There are indexes behind these, or stored rows read them.
  bool operator()(const ir::PrimaryKey&) const { return false; }
  bool operator()(const ir::Unique&) const { return false; }
  bool operator()(const ir::TablePrimaryKey&) const { return false; }
  bool operator()(const ir::TableUnique&) const { return false; }
  bool operator()(const ir::Default&) const { return false; }
  bool operator()(const ir::Collate&) const { return false; }
  bool operator()(const ir::Generated&) const { return false; }
  bool operator()(const ir::Identity&) const { return false; }
};

/// The stored columns in their order, and what each is in the key. An edit does not notice that a
/// table has others, and its rows would be read as something else.
std::string stored_layout(const ir::Table& table) {
  const std::vector<ir::Term> key = primary_key(table);
  std::string text;
  for (const ir::Column& column : table.columns) {
    const auto* generated = column.find<ir::Generated>();
    if (generated != nullptr && generated->storage != ir::Storage::stored) continue;
    const auto in_key = std::find_if(key.begin(), key.end(), [&](const ir::Term& term) {
      const auto name = term.column();
      return name && same(*name, column.name);
    });
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", source::fold(column.name.text),
                        in_key == key.end() ? 0 : in_key - key.begin() + 1);
  }
  return text;
}

}  // namespace

bool keeps_affinity(const source::Name& altered, const ir::SetType& op,
                    const schema::Schema& before) {
  const ir::Table& table = *before.table(altered);
  ir::Table retyped = table;
  ir::Column& column = *retyped.find(op.column);
  const auto is_enum = [&](const std::optional<ir::Type>& type) {
    return type && !type->quoted && before.type({type->name, false, {}, {}}) != nullptr;
  };
  if (table.strict || is_enum(column.type) || is_enum(op.type)) return false;
  const Affinity affinity = affinity_of(type_text(column, before));
  column.type = op.type;
  return affinity == affinity_of(type_text(column, before)) &&
         (sql::rowid_key(table, before) == nullptr) == (sql::rowid_key(retyped, before) == nullptr);
}

bool is_plainly_computed(const ir::Column& column) {
  const auto* generated = column.find<ir::Generated>();
  return generated != nullptr && generated->storage != ir::Storage::stored &&
         !column.has<ir::Check>() && !column.has<ir::NotNull>() && !column.has<ir::Unique>() &&
         !column.has<ir::References>();
}

bool is_check(const ir::Table& table, const ir::Name& constraint) {
  return rule_of(table, constraint, IsCheck{});
}

bool only_declares(const ir::Table& table, const ir::Name& constraint) {
  return rule_of(table, constraint, OnlyDeclares{});
}

bool has_any_column(const ir::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const ir::Column& column) {
    return column.type && source::same(column.type->name, "any");
  });
}

bool has_named_not_null(const ir::Column& column) {
  return std::any_of(column.constraints.begin(), column.constraints.end(),
                     [](const ir::ColumnConstraint& constraint) {
                       return constraint.name &&
                              std::holds_alternative<ir::NotNull>(constraint.rule);
                     });
}

Action redeclare(const TableRun& run, const schema::Schema& after) {
  const ir::Table& table = *after.table(run.name);
  Action action;
  const auto holds = [&](std::string condition, std::string otherwise) {
    action.statements.push_back(
        {Statement::Kind::assert_, std::move(condition), std::move(otherwise)});
  };
  const auto sql = [&](std::string text) {
    action.statements.push_back({Statement::Kind::sql, std::move(text), {}});
  };
  const std::string name = literal(table.name.text), text = print(table, after);
  const std::string row = fmt::format("type = 'table' AND name = {} COLLATE NOCASE", name);
  // PRAGMA table_list came with 3.37. Not sqlite_version(): `--fresh` refuses a history that asks
  // for what is another answer in another place.
  // https://www.sqlite.org/pragma.html#pragma_table_list
  holds("EXISTS (SELECT 1 FROM temp.pragma_pragma_list WHERE name = 'table_list')",
        "SQLite before 3.37 cannot see its own edits of the schema table in a transaction: nothing "
        "was changed");
  holds(fmt::format("(SELECT group_concat(lower(name) || ' ' || pk, ', ') FROM "
                    "temp.pragma_table_xinfo({}, 'main') WHERE hidden <> 2) IS {}",
                    name, literal(stored_layout(table))),
        fmt::format("{} does not have the planned columns: nothing was changed", table.name.text));
  // An index without its key, or a key without its index, would make the schema unreadable.
  holds(fmt::format(
            "(SELECT count(*) FROM temp.pragma_index_list({}, 'main') WHERE origin <> 'c') = {}",
            name, automatic_indexes(*run.before, after)),
        fmt::format("{} does not have the planned keys: nothing was changed", table.name.text));
  for (const TableChange& change : run.without_native)
    if (!change.condition.empty()) holds(change.condition, change.otherwise);
  sql("PRAGMA writable_schema = ON");
  sql(fmt::format("UPDATE main.sqlite_master SET sql = {} WHERE {}", literal(text), row));
  // What cannot be read any more prepares no statement, the last check among them.
  action.statements.back().if_passed = true;
  sql("CREATE TABLE _migc_bump (x)");
  sql("DROP TABLE _migc_bump");
  sql("PRAGMA writable_schema = RESET");
  if (run.forgets_sequence) sql(fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", name));
  holds(fmt::format("(SELECT sql FROM main.sqlite_master WHERE {}) IS {}", row, literal(text)),
        fmt::format("the declaration of {} could not be edited: nothing was changed",
                    table.name.text));
  action.strategy = Strategy::metadata;
  std::string changes;
  for (const TableChange& change : run.without_native)
    changes += (changes.empty() ? "" : ", ") + change.what;
  action.summary = fmt::format("new declaration of {}: {}", table.name.text, changes);
  action.why = "every stored row remains valid under the new declaration";
  action.notes.push_back(
      "no row is touched, whatever the size; the connection must allow writing the schema table");
  action.tables = {table.name.text};
  action.written = run.written;
  return action;
}

}  // namespace migc::backends::sqlite
