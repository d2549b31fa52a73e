#include <algorithm>
#include <set>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/edit/alter.hpp"
#include "compiler/schema/model/column_uses.hpp"

namespace migc::schema {

namespace {

/// The column to change, or null once its absence is reported.
ir::Column* target(ir::Table& table, const Name& column, const Context& context) {
  return const_cast<ir::Column*>(find_column(table, column, context));
}

/// A generated column takes no `what`.
bool refuse_generated(const ir::Column& column, Span place, std::string_view what,
                      const Context& context) {
  if (!column.has<ir::Generated>()) return false;
  context.report_at(kind::generated_has, place, column.name.text, what);
  return true;
}

bool resolves(const std::optional<ir::Expression>& expression, const ir::Table& table,
              const Context& context) {
  return !expression ||
         report_unresolved(sql::resolve_over_table(*expression, table, context.schema), &table,
                           context);
}

}  // namespace

bool Alter::operator()(const ir::AddColumn& op) const {
  if (const ir::Column* there = table.find(op.column.name)) {
    Diagnostic& diagnostic = context.report_at(kind::duplicate_column, op.column.name.written,
                                               table.name.shown(), op.column.name.text);
    if (there->name.written.known()) diagnostic.note(there->name.written, "it is declared here");
    return false;
  }
  if (op.fill && refuse_generated(op.column, op.fill->written, "`fill`", context)) return false;
  if (!resolves(op.fill, table, context)) return false;
  auto place = op.first ? table.columns.begin() : table.columns.end();
  if (op.after) {
    const ir::Column* after = target(table, *op.after, context);
    if (after == nullptr) return false;
    place = table.columns.begin() + (after - table.columns.data()) + 1;
  }
  table.columns.insert(place, op.column);
  return true;
}

bool Alter::operator()(const ir::DropColumn& op) const {
  const ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  const auto holds_data = [&](const ir::Column& other) {
    return &other != column && !other.has<ir::Generated>();
  };
  if (!context.step.more && std::none_of(table.columns.begin(), table.columns.end(), holds_data)) {
    context.report_at(kind::last_column, op.column.written, column->name.text, table.name.shown());
    return false;
  }
  const std::vector<ColumnUse> uses = uses_of(table, op.column, context.schema);
  if (!uses.empty()) {
    Diagnostic& diagnostic = context.report_at(kind::column_in_use, op.column.written,
                                               column->name.text, table.name.shown());
    for (const ColumnUse& use : uses) diagnostic.note(use.place, use.what + " " + use.says);
    std::set<Id> gone;
    for (const ColumnUse& use : queries_using(table, op.column, context.schema, gone))
      diagnostic.note(use.place, use.what + " depends on it");
    return false;
  }
  table.columns.erase(table.columns.begin() + (column - table.columns.data()));
  return true;
}

bool Alter::operator()(const ir::SetType& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  if (op.conversion && refuse_generated(*column, op.conversion->written, "`using`", context))
    return false;
  if (!resolves(op.conversion, table, context)) return false;
  column->type = op.type;
  column->values_check.reset();
  if (op.type.name.empty() && op.type.for_dialect.empty()) column->type.reset();
  return true;
}

bool Alter::operator()(const ir::SetNotNull& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  if (column->has<ir::NotNull>()) {
    context.report_at(kind::column_already, op.column.written, column->name.text, "not null");
    return false;
  }
  if (op.fill && refuse_generated(*column, op.fill->written, "`fill`", context)) return false;
  if (!resolves(op.fill, table, context)) return false;
  ir::remove_rules<ir::Null>(*column);
  column->constraints.push_back({op.constraint, ir::NotNull{op.conflict}, op.column.written});
  return true;
}

bool Alter::operator()(const ir::DropNotNull& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  if (!column->has<ir::NotNull>()) {
    context.report_at(kind::column_is_not, op.column.written, column->name.text,
                      "already allows nulls");
    return false;
  }
  ir::remove_rules<ir::NotNull>(*column);
  return true;
}

bool Alter::operator()(const ir::SetDefault& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr || refuse_generated(*column, op.column.written, "default", context))
    return false;
  ir::set_rule(*column, ir::Default{op.value});
  return true;
}

bool Alter::operator()(const ir::DropDefault& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  if (!column->has<ir::Default>()) {
    context.report_at(kind::column_is_not, op.column.written, column->name.text, "has no default");
    return false;
  }
  ir::remove_rules<ir::Default>(*column);
  return true;
}

bool Alter::operator()(const ir::SetCollation& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  ir::set_rule(*column, ir::Collate{op.collation});
  return true;
}

bool Alter::operator()(const ir::DropCollation& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  if (!column->has<ir::Collate>()) {
    context.report_at(kind::column_is_not, op.column.written, column->name.text,
                      "has no collation");
    return false;
  }
  ir::remove_rules<ir::Collate>(*column);
  return true;
}

bool Alter::operator()(const ir::SetGenerated& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  ir::set_rule(*column, op.generated);
  return true;
}

bool Alter::operator()(const ir::DropGenerated& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  if (!column->has<ir::Generated>()) {
    context.report_at(kind::column_is_not, op.column.written, column->name.text,
                      "is not generated");
    return false;
  }
  ir::remove_rules<ir::Generated>(*column);
  return true;
}

bool Alter::operator()(const ir::SetColumnComment& op) const {
  ir::Column* column = target(table, op.column, context);
  if (column == nullptr) return false;
  column->comment = op.comment;
  return true;
}

bool Alter::operator()(const ir::ReorderColumns& op) const {
  std::vector<ir::Column> ordered;
  std::set<std::string> named;
  bool good = true;
  for (const Name& name : op.columns) {
    ir::Column* column = target(table, name, context);
    good = good && column != nullptr;
    if (!named.insert(name.key()).second) {
      context.report_at(kind::reorder_twice, name.written, name.text);
      good = false;
    }
    if (good) ordered.push_back(*column);
  }
  for (const ir::Column& column : table.columns)
    if (!named.contains(column.name.key())) {
      context.report_at(kind::reorder_without, op.written, column.name.text, table.name.shown());
      good = false;
    }
  if (good) table.columns = std::move(ordered);
  return good;
}

bool Alter::operator()(const ir::MoveColumn& op) const {
  const ir::Column* column = target(table, op.column, context);
  const ir::Column* after = op.after ? target(table, *op.after, context) : nullptr;
  if (column == nullptr || (op.after && after == nullptr)) return false;
  const auto place_of = [&](const ir::Column* one) {
    return table.columns.begin() + (one - table.columns.data());
  };
  const auto from = place_of(column);
  const auto to = after == nullptr ? table.columns.begin() : place_of(after) + 1;
  if (from == to || column == after) {
    const std::string where = after == nullptr  ? "first"
                              : after == column ? "where it is"
                                                : fmt::format("after `{}`", after->name.text);
    context.report_at(kind::column_already, op.column.written, column->name.text, where);
    return false;
  }
  if (from < to)
    std::rotate(from, from + 1, to);
  else
    std::rotate(to, from, from + 1);
  return true;
}

}  // namespace migc::schema
