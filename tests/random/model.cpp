#include "tests/random/model.hpp"

#include <algorithm>
#include <stdexcept>

namespace migc::random {
namespace {

template <class Table>
auto* find_column(Table& table, int id) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.id == id; });
  return found == table.columns.end() ? nullptr : &*found;
}

template <class Model>
auto& find_table(Model& model, int id) {
  for (auto& table : model.tables)
    if (table.id == id) return table;
  throw std::logic_error("no table " + std::to_string(id));
}

bool has(const std::vector<int>& ids, int id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool uses(const Constraint& constraint, int column) {
  return has(constraint.columns, column) || has(constraint.target_columns, column) ||
         mentions_column(constraint.condition, column);
}

bool uses(const Index& index, int column) {
  return (index.where && mentions_column(*index.where, column)) ||
         std::any_of(index.terms.begin(), index.terms.end(),
                     [&](const Term& term) { return mentions_column(term.expression, column); });
}

bool uses(const Table& table, int column) {
  for (const Column& other : table.columns)
    if (other.id != column && ((other.check && mentions_column(*other.check, column)) ||
                               (other.generated && mentions_column(*other.generated, column))))
      return true;
  return std::any_of(table.constraints.begin(), table.constraints.end(),
                     [&](const Constraint& constraint) { return uses(constraint, column); });
}

}  // namespace

const Column* Table::find(int column) const { return find_column(*this, column); }
Column* Table::find(int column) { return find_column(*this, column); }
const Table& Model::table(int id) const { return find_table(*this, id); }
Table& Model::table(int id) { return find_table(*this, id); }

const Column& Model::column(int id) const {
  for (const Table& table : tables)
    if (const Column* column = table.find(id)) return *column;
  throw std::logic_error("no column " + std::to_string(id));
}

bool mentions_table(const Text& text, int table) {
  return std::any_of(text.begin(), text.end(), [&](const Piece& piece) {
    const auto* reference = std::get_if<TableRef>(&piece);
    return reference != nullptr && reference->id == table;
  });
}

bool mentions_column(const Text& text, int column) {
  return std::any_of(text.begin(), text.end(), [&](const Piece& piece) {
    const auto* reference = std::get_if<ColumnRef>(&piece);
    return reference != nullptr && reference->id == column;
  });
}

bool is_used(const Model& model, int column) {
  const auto in = [&](const auto& all) {
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return uses(one, column); });
  };
  return in(model.tables) || in(model.indexes) || is_indexed_as_text(model, column) ||
         std::any_of(model.views.begin(), model.views.end(),
                     [&](const View& view) { return mentions_column(view.query, column); }) ||
         std::any_of(model.triggers.begin(), model.triggers.end(),
                     [&](const Trigger& trigger) { return mentions_column(trigger.text, column); });
}

bool is_target(const Model& model, const std::vector<int>& columns) {
  for (const Table& table : model.tables)
    for (const Constraint& constraint : table.constraints)
      if (constraint.kind == Constraint::Kind::foreign && constraint.target_columns == columns)
        return true;
  return false;
}

bool is_indexed_as_text(const Model& model, int table_or_column) {
  return std::any_of(model.fulltexts.begin(), model.fulltexts.end(), [&](const Fulltext& one) {
    return one.table == table_or_column || has(one.columns, table_or_column);
  });
}

bool is_used_elsewhere(const Model& model, int table) {
  if (is_indexed_as_text(model, table)) return true;
  for (const Table& other : model.tables)
    for (const Constraint& constraint : other.constraints)
      if (other.id != table && constraint.target == table) return true;
  for (const Trigger& trigger : model.triggers)
    if (trigger.table != table && mentions_table(trigger.text, table)) return true;
  return std::any_of(model.views.begin(), model.views.end(),
                     [&](const View& view) { return mentions_table(view.query, table); });
}

}  // namespace migc::random
