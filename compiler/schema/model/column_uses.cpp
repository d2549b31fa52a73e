#include "compiler/schema/model/column_uses.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "compiler/sql/names_column.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::schema {

namespace {

bool reads(const ir::Expression& expression, sql::TableExpressionResolver& columns,
           const std::string& column) {
  const std::vector<sql::Use> uses = columns.resolve(expression).uses;
  return std::any_of(uses.begin(), uses.end(),
                     [&](const sql::Use& use) { return use.column == column; });
}

/// What a constraint without a name is called.
struct Described {
  std::string operator()(const ir::TablePrimaryKey&) const { return "the primary key"; }
  std::string operator()(const ir::TableUnique& unique) const {
    return fmt::format("`unique ({})`", ir::listed(ir::columns_of(unique.terms)));
  }
  std::string operator()(const ir::ForeignKey& key) const {
    return fmt::format("the foreign key over ({})", ir::listed(key.columns));
  }
  std::string operator()(const ir::Check&) const { return "a check"; }
};

/// Its own unique, check and references go with a column; a primary key is the table's, too, and so
/// is a check over other columns that was only written behind this one.
bool goes_along(const ir::LocatedConstraint& placed, const ir::Table& table, const Name& column,
                const Schema& schema) {
  if (!placed.at.at_column() || !source::same(table.columns[placed.at.column].name, column))
    return false;
  const auto* check = std::get_if<ir::Check>(&placed.constraint.rule);
  return check != nullptr ? !is_about_others(*check, table, column, schema)
                          : !std::holds_alternative<ir::TablePrimaryKey>(placed.constraint.rule);
}

Span place_of(const ir::LocatedConstraint& placed) {
  return placed.constraint.name ? placed.constraint.name->written : placed.constraint.written;
}

void add_own_constraints(const ir::Table& table, const Name& column, const Schema& schema,
                         std::vector<ColumnUse>& uses) {
  sql::TableExpressionResolver columns(table, schema);
  for (const ir::LocatedConstraint& placed : ir::constraints_of(table)) {
    if (goes_along(placed, table, column, schema)) continue;
    const auto* check = std::get_if<ir::Check>(&placed.constraint.rule);
    if (check != nullptr && is_about_others(*check, table, column, schema) &&
        placed.at.at_column() && source::same(table.columns[placed.at.column].name, column)) {
      uses.push_back({{Space::relation, table.name.key()},
                      placed.at,
                      "a check of other columns",
                      place_of(placed),
                      ir::AlterTable{table.name, ir::drop_of(placed.constraint)},
                      "is declared here and would be dropped, too: drop it first, and add it again "
                      "to keep it"});
      continue;
    }
    if (!sql::names_column(placed.constraint, columns, table.name, column, schema)) continue;
    uses.push_back({{Space::relation, table.name.key()},
                    placed.at,
                    placed.constraint.name
                        ? fmt::format("constraint `{}`", placed.constraint.name->text)
                        : std::visit(Described{}, placed.constraint.rule),
                    place_of(placed),
                    ir::AlterTable{table.name, ir::drop_of(placed.constraint)}});
  }
}

void add_generated(const ir::Table& table, const Name& column, const Schema& schema,
                   std::vector<ColumnUse>& uses) {
  sql::TableExpressionResolver columns(table, schema);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ir::Column& other = table.columns[i];
    const auto* rule = other.find<ir::Generated>();
    if (rule == nullptr || source::same(other.name, column)) continue;
    if (!reads(rule->value, columns, column.key())) continue;
    uses.push_back({{Space::relation, table.name.key()},
                    {i, ir::ConstraintAt::none},
                    fmt::format("generated column `{}`", other.name.text),
                    other.name.written,
                    ir::AlterTable{table.name, ir::DropColumn{other.name, true}}});
  }
}

void add_children(const ir::Table& table, const Name& column, const ir::Table& child,
                  const Schema& schema, std::vector<ColumnUse>& uses) {
  if (source::same(child.name, table.name)) return;  // its own are among its constraints
  sql::TableExpressionResolver columns(child, schema);
  for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(child)) {
    if (!sql::names_column(placed.constraint, columns, table.name, column, schema)) continue;
    const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
    uses.push_back({{Space::relation, child.name.key()},
                    placed.at,
                    fmt::format("the foreign key of `{}` over ({})", child.name.shown(),
                                ir::listed(key.columns)),
                    place_of(placed),
                    ir::AlterTable{child.name, ir::drop_of(placed.constraint)}});
  }
}

/// Walks from a column to the views that show it and on to what reads those.
struct Walk {
  const Schema& schema;
  std::set<Id>& gone;
  std::vector<ColumnUse>& uses;

  void column(const Name& relation, const Name& name) {
    for (const Entry* entry : schema.dependents({Space::relation, relation.key()})) {
      const auto* view = std::get_if<ir::View>(&entry->object);
      if (sql::names_column(entry->object, relation, name, schema)) {
        if (view != nullptr) drop(*view);
        if (const auto* trigger = std::get_if<ir::Trigger>(&entry->object)) drop(*trigger);
      } else if (view != nullptr && shows(*entry, *view, relation, name)) {
        column(view->name, name);
      }
    }
  }

  void drop(const ir::View& view) {
    const Id id{Space::relation, view.name.key()};
    if (!gone.insert(id).second) return;
    for (const Entry* entry : schema.dependents(id)) {
      if (const auto* other = std::get_if<ir::View>(&entry->object)) drop(*other);
      const auto* trigger = std::get_if<ir::Trigger>(&entry->object);
      if (trigger == nullptr) continue;
      if (source::same(trigger->table, view.name))
        gone.insert(id_of(entry->object));  // goes with the view
      else
        drop(*trigger);
    }
    uses.push_back({id,
                    {},
                    fmt::format("view `{}`", view.name.shown()),
                    view.name.written,
                    ir::DropView{view.name}});
  }

  void drop(const ir::Trigger& trigger) {
    const Id id{Space::trigger, trigger.name.key()};
    if (!gone.insert(id).second) return;
    uses.push_back({id,
                    {},
                    fmt::format("trigger `{}`", trigger.name.shown()),
                    trigger.name.written,
                    ir::drop_of(trigger)});
  }

  /// Whether `select *` makes the column one of the view's. Where another source of the view has a
  /// column of that name it could be that one, and the view stays.
  [[nodiscard]] bool shows(const Entry& entry, const ir::View& view, const Name& relation,
                           const Name& name) const {
    if (gone.contains({Space::relation, view.name.key()}) || !view.columns.empty()) return false;
    const auto columns = sql::view_column_names(view, schema);
    if (!columns || !ir::contains(*columns, name)) return false;
    return std::none_of(entry.mentions.begin(), entry.mentions.end(), [&](const Id& id) {
      return id.key != relation.key() && relation_has(id, name);
    });
  }

  [[nodiscard]] bool relation_has(const Id& id, const Name& name) const {
    const Entry* entry = schema.find(id);
    if (entry == nullptr) return false;
    if (const auto* table = std::get_if<ir::Table>(&entry->object))
      return table->find(name) != nullptr;
    const auto* view = std::get_if<ir::View>(&entry->object);
    const auto columns = view != nullptr ? sql::view_column_names(*view, schema) : std::nullopt;
    return !columns || ir::contains(*columns, name);
  }
};

}  // namespace

bool is_about_others(const ir::Check& check, const ir::Table& table, const Name& column,
                     const Schema& schema) {
  sql::TableExpressionResolver columns(table, schema);
  const std::vector<sql::Use> uses = columns.resolve(check.condition).uses;
  return !uses.empty() && std::none_of(uses.begin(), uses.end(), [&](const sql::Use& use) {
    return use.column == column.key();
  });
}

std::vector<ColumnUse> uses_of(const ir::Table& table, const Name& column, const Schema& schema) {
  std::vector<ColumnUse> uses;
  for (const Entry* entry : schema.dependents({Space::relation, table.name.key()})) {
    if (const auto* child = std::get_if<ir::Table>(&entry->object))
      add_children(table, column, *child, schema, uses);
    const auto* index = std::get_if<ir::Index>(&entry->object);
    if (index != nullptr && sql::names_column(*index, table.name, column, schema))
      uses.push_back({{Space::index, index->name.key()},
                      {},
                      fmt::format("index `{}`", index->name.shown()),
                      index->name.written,
                      ir::DropIndex{index->name}});
  }
  add_own_constraints(table, column, schema, uses);
  add_generated(table, column, schema, uses);
  return uses;
}

std::vector<ColumnUse> queries_using(const ir::Table& table, const Name& column,
                                     const Schema& schema, std::set<Id>& gone) {
  std::vector<ColumnUse> uses;
  Walk{schema, gone, uses}.column(table.name, column);
  return uses;
}

}  // namespace migc::schema
