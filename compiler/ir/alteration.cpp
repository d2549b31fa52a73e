#include "compiler/ir/alteration.hpp"

#include "compiler/ir/expressions.hpp"

namespace migc::ir {

namespace {

struct EffectOf {
  using Effect = AlterationEffect;

  Effect operator()(const AddColumn& op) const {
    return {.columns = {op.column.name},
            .changes_names = true,
            .changes_order = op.first || op.after.has_value(),
            // A conflict clause may leave out the rows that it does not fit.
            .changes_values = op.column.has<NotNull>() || op.column.has<Unique>()};
  }
  Effect operator()(const DropColumn& op) const {
    return {.columns = {op.column}, .changes_names = true, .may_lose = true};
  }
  Effect operator()(const RenameColumn& op) const {
    return {.columns = {op.from, op.to}, .changes_names = true};
  }
  Effect operator()(const SetType& op) const { return restates(op.column); }
  Effect operator()(const SetNotNull& op) const { return restates(op.column); }
  Effect operator()(const DropNotNull& op) const { return {.columns = {op.column}}; }
  Effect operator()(const SetDefault& op) const { return {.columns = {op.column}}; }
  Effect operator()(const DropDefault& op) const { return {.columns = {op.column}}; }
  Effect operator()(const SetCollation& op) const { return restates(op.column); }
  Effect operator()(const DropCollation& op) const { return restates(op.column); }
  Effect operator()(const SetGenerated& op) const { return restates(op.column); }
  Effect operator()(const DropGenerated& op) const { return restates(op.column); }
  Effect operator()(const SetAutoincrement& op) const {
    return {.columns = {op.column}, .may_lose = true};
  }
  Effect operator()(const DropAutoincrement& op) const {
    return {.columns = {op.column}, .may_lose = true};
  }
  Effect operator()(const SetTableComment&) const { return {}; }
  Effect operator()(const SetColumnComment& op) const { return {.columns = {op.column}}; }
  Effect operator()(const AddConstraint&) const { return {.changes_values = true}; }
  Effect operator()(const DropConstraint&) const { return {}; }
  Effect operator()(const DropPrimaryKey&) const { return {.may_lose = true}; }
  Effect operator()(const DropUnique&) const { return {}; }
  Effect operator()(const DropForeignKey&) const { return {}; }
  Effect operator()(const DropCheck&) const { return {}; }
  Effect operator()(const RenameConstraint&) const { return {}; }
  Effect operator()(const AlterForeignKey&) const { return {}; }
  Effect operator()(const SetStrict&) const { return {.changes_values = true, .may_lose = true}; }
  Effect operator()(const SetWithoutRowid&) const { return {.may_lose = true}; }
  Effect operator()(const ReorderColumns&) const { return {.changes_order = true}; }

 private:
  static Effect restates(const Name& column) {
    return {.columns = {column}, .changes_values = true, .may_lose = true};
  }
};

struct ExpressionsOf {
  using Found = std::vector<Expression*>;

  Found operator()(AddColumn& op) const {
    Found found = expressions_of(op.column);
    if (op.fill) found.push_back(&*op.fill);
    return found;
  }
  Found operator()(SetType& op) const { return one(op.conversion); }
  Found operator()(SetNotNull& op) const { return one(op.fill); }
  Found operator()(SetDefault& op) const { return {&op.value}; }
  Found operator()(SetGenerated& op) const { return {&op.generated.value}; }
  Found operator()(AddConstraint& op) const { return expressions_of(op.constraint); }
  Found operator()(DropCheck& op) const { return {&op.condition}; }

  Found operator()(DropColumn&) const { return {}; }
  Found operator()(RenameColumn&) const { return {}; }
  Found operator()(DropNotNull&) const { return {}; }
  Found operator()(DropDefault&) const { return {}; }
  Found operator()(SetCollation&) const { return {}; }
  Found operator()(DropCollation&) const { return {}; }
  Found operator()(DropGenerated&) const { return {}; }
  Found operator()(SetAutoincrement&) const { return {}; }
  Found operator()(DropAutoincrement&) const { return {}; }
  Found operator()(SetTableComment&) const { return {}; }
  Found operator()(SetColumnComment&) const { return {}; }
  Found operator()(DropConstraint&) const { return {}; }
  Found operator()(DropPrimaryKey&) const { return {}; }
  Found operator()(DropUnique&) const { return {}; }
  Found operator()(DropForeignKey&) const { return {}; }
  Found operator()(RenameConstraint&) const { return {}; }
  Found operator()(AlterForeignKey&) const { return {}; }
  Found operator()(SetStrict&) const { return {}; }
  Found operator()(SetWithoutRowid&) const { return {}; }
  Found operator()(ReorderColumns&) const { return {}; }

 private:
  static Found one(std::optional<Expression>& expression) {
    if (!expression) return {};
    return {&*expression};
  }
};

}  // namespace

Alteration::Alteration(const Alteration&) = default;
Alteration::Alteration(Alteration&&) noexcept = default;
Alteration& Alteration::operator=(const Alteration&) = default;
Alteration& Alteration::operator=(Alteration&&) noexcept = default;
Alteration::~Alteration() = default;

AlterationEffect effect_of(const Alteration& alteration) {
  return std::visit(EffectOf{}, alteration);
}

std::vector<Expression*> expressions_of(Alteration& alteration) {
  return std::visit(ExpressionsOf{}, alteration);
}

}  // namespace migc::ir
