#include "compiler/ir/alteration.hpp"

#include <fmt/format.h>

#include "compiler/ir/expressions.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/ir/text.hpp"

namespace migc::ir {

namespace {

std::string comment_text(const std::optional<std::string>& comment) {
  return comment ? literal(*comment) : "null";
}

struct PrintAlteration {
  const Name& table;

  StatementText operator()(const AddColumn& op) const {
    std::string text = "add column " + print(op.column);
    if (op.fill) text += " fill " + print(*op.fill);
    if (op.first) text += " first";
    if (op.after) text += " after " + print(*op.after);
    return act(std::move(text));
  }
  StatementText operator()(const DropColumn& op) const {
    return act(fmt::format("drop column {}{}", print(op.column), op.cascade ? " cascade" : ""));
  }
  StatementText operator()(const RenameColumn& op) const {
    return act(fmt::format("rename column {} to {}", print(op.from), print(op.to)));
  }
  StatementText operator()(const MoveColumn& op) const {
    return column(op.column, op.after ? "after " + print(*op.after) : "first");
  }
  StatementText operator()(const SetType& op) const {
    if (op.type.name.empty() && op.type.for_dialect.empty()) return column(op.column, "drop type");
    std::string text = (op.type.name.empty() ? "" : "type ") + print(op.type);
    if (op.conversion) text += " using " + print(*op.conversion);
    return column(op.column, text);
  }
  StatementText operator()(const SetNotNull& op) const {
    std::string text = "set ";
    if (op.constraint) text += fmt::format("constraint {} ", print(*op.constraint));
    text += "not null" + conflict_text(op.conflict);
    if (op.fill) text += " fill " + print(*op.fill);
    return column(op.column, text);
  }
  StatementText operator()(const DropNotNull& op) const {
    return column(op.column, "drop not null");
  }
  StatementText operator()(const SetDefault& op) const {
    return column(op.column, "set default " + print(op.value));
  }
  StatementText operator()(const DropDefault& op) const {
    return column(op.column, "drop default");
  }
  StatementText operator()(const SetCollation& op) const {
    return column(op.column, "set collate " + print(op.collation));
  }
  StatementText operator()(const DropCollation& op) const {
    return column(op.column, "drop collate");
  }
  StatementText operator()(const SetGenerated& op) const {
    return column(op.column, "set " + generated_text(op.generated));
  }
  StatementText operator()(const DropGenerated& op) const { return column(op.column, "drop as"); }
  StatementText operator()(const SetAutoincrement& op) const {
    return column(op.column, "set autoincrement");
  }
  StatementText operator()(const DropAutoincrement& op) const {
    return column(op.column, "drop autoincrement");
  }
  StatementText operator()(const SetTableComment& op) const {
    return {fmt::format("comment on table {} is {}", print(table), comment_text(op.comment))};
  }
  StatementText operator()(const SetColumnComment& op) const {
    return column(op.column, "comment " + comment_text(op.comment));
  }
  StatementText operator()(const AddConstraint& op) const {
    return act("add " + print(op.constraint));
  }
  StatementText operator()(const DropConstraint& op) const {
    return act("drop constraint " + print(op.constraint));
  }
  StatementText operator()(const DropPrimaryKey&) const { return act("drop primary key"); }
  StatementText operator()(const DropUnique& op) const {
    return act(fmt::format("drop unique ({})", print(op.columns)));
  }
  StatementText operator()(const DropForeignKey& op) const {
    return act(fmt::format("drop foreign key ({}){}", print(op.columns),
                           op.to ? " references " + print(*op.to) : ""));
  }
  StatementText operator()(const DropCheck& op) const {
    return act(fmt::format("drop check ({})", print(op.condition)));
  }
  StatementText operator()(const RenameConstraint& op) const {
    return act(fmt::format("rename constraint {} to {}", print(op.from), print(op.to)));
  }
  StatementText operator()(const AlterForeignKey& op) const {
    std::string text = op.constraint ? "alter constraint " + print(*op.constraint)
                                     : fmt::format("alter foreign key ({})", print(op.columns));
    const auto stated = [](Action action) {
      return action == Action::unspecified ? Action::no_action : action;
    };
    if (op.on_delete) text += action_text("delete", stated(*op.on_delete));
    if (op.on_update) text += action_text("update", stated(*op.on_update));
    if (op.deferral)
      text += op.deferral->mode == Deferral::Mode::unspecified ? " not deferrable"
                                                               : deferral_text(*op.deferral);
    return act(std::move(text));
  }
  StatementText operator()(const SetStrict& op) const {
    return act(op.strict ? "set strict" : "drop strict");
  }
  StatementText operator()(const SetWithoutRowid& op) const {
    return act(op.without_rowid ? "set without rowid" : "drop without rowid");
  }
  StatementText operator()(const ReorderColumns& op) const {
    return act(fmt::format("reorder columns ({})", print(op.columns)));
  }

 private:
  [[nodiscard]] StatementText act(std::string action) const {
    return action_of(table, std::move(action));
  }
  [[nodiscard]] StatementText column(const Name& name, const std::string& change) const {
    return act(fmt::format("alter column {} {}", print(name), change));
  }
};

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
  Effect operator()(const MoveColumn& op) const {
    return {.columns = {op.column}, .changes_order = true};
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
  Found operator()(MoveColumn&) const { return {}; }
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

StatementText action_of(const Name& table, std::string action) {
  return {"alter table " + print(table), std::move(action)};
}

StatementText print(const Name& table, const Alteration& alteration) {
  return std::visit(PrintAlteration{table}, alteration);
}

AlterationEffect effect_of(const Alteration& alteration) {
  return std::visit(EffectOf{}, alteration);
}

std::vector<Expression*> expressions_of(Alteration& alteration) {
  return std::visit(ExpressionsOf{}, alteration);
}

}  // namespace migc::ir
