#include "compiler/ir/expressions.hpp"

#include <variant>

namespace migc::ir {

namespace {

using Found = std::vector<Expression*>;

void append(Found& to, const Found& more) { to.insert(to.end(), more.begin(), more.end()); }

void append(Found& to, std::vector<Term>& terms) {
  for (Term& term : terms) to.push_back(&term.expression);
}

void append(Found& to, std::optional<Expression>& expression) {
  if (expression) to.push_back(&*expression);
}

struct InOperation {
  Found operator()(CreateTable& op) const { return expressions_of(op.table); }
  Found operator()(CreateTableAs& op) const { return {&op.query}; }
  Found operator()(AlterTable& op) const { return expressions_of(op.alteration); }
  Found operator()(CreateIndex& op) const {
    Found found;
    append(found, op.index.terms);
    append(found, op.index.where);
    return found;
  }
  Found operator()(CreateView& op) const { return {&op.view.query}; }
  Found operator()(CreateTrigger& op) const {
    Found found;
    append(found, op.trigger.when);
    found.push_back(&op.trigger.body);
    return found;
  }
  Found operator()(CreateSequence& op) const { return {&op.sequence.options}; }
  Found operator()(Data& op) const { return {&op.statement}; }
  Found operator()(Assert& op) const { return {&op.condition}; }

  Found operator()(DropTable&) const { return {}; }
  Found operator()(RenameTable&) const { return {}; }
  Found operator()(DropIndex&) const { return {}; }
  Found operator()(RenameIndex&) const { return {}; }
  Found operator()(DropView&) const { return {}; }
  Found operator()(DropTrigger&) const { return {}; }
  Found operator()(CreateVirtualTable&) const { return {}; }
  Found operator()(CreateEnum&) const { return {}; }
  Found operator()(DropEnum&) const { return {}; }
  Found operator()(AddEnumValue&) const { return {}; }
  Found operator()(RenameEnumValue&) const { return {}; }
  Found operator()(DropEnumValue&) const { return {}; }
  Found operator()(DropSequence&) const { return {}; }
  Found operator()(Execute&) const { return {}; }
};

}  // namespace

Found expressions_of(Column& column) {
  Found found;
  for (ColumnConstraint& constraint : column.constraints) {
    if (auto* check = std::get_if<Check>(&constraint.rule)) found.push_back(&check->condition);
    if (auto* value = std::get_if<Default>(&constraint.rule)) found.push_back(&value->value);
    if (auto* generated = std::get_if<Generated>(&constraint.rule))
      found.push_back(&generated->value);
  }
  return found;
}

Found expressions_of(TableConstraint& constraint) {
  Found found;
  if (auto* check = std::get_if<Check>(&constraint.rule)) found.push_back(&check->condition);
  if (auto* key = std::get_if<TablePrimaryKey>(&constraint.rule)) append(found, key->terms);
  if (auto* unique = std::get_if<TableUnique>(&constraint.rule)) append(found, unique->terms);
  return found;
}

Found expressions_of(Table& table) {
  Found found;
  for (Column& column : table.columns) append(found, expressions_of(column));
  for (TableConstraint& constraint : table.constraints) append(found, expressions_of(constraint));
  return found;
}

Found expressions_of(Operation& operation) { return std::visit(InOperation{}, operation); }

}  // namespace migc::ir
