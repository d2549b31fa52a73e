#include "compiler/ir/print_alteration.hpp"

#include <fmt/format.h>

#include <variant>

#include "compiler/ir/print.hpp"
#include "compiler/ir/text.hpp"

namespace migc::ir {

namespace {

std::string comment_text(const std::optional<std::string>& comment) {
  return comment ? literal(*comment) : "null";
}

struct PrintAlteration {
  const Name& table;

  Text operator()(const AddColumn& op) const {
    std::string text = "add column " + print(op.column);
    if (op.fill) text += " fill " + print(*op.fill);
    if (op.first) text += " first";
    if (op.after) text += " after " + print(*op.after);
    return act(std::move(text));
  }
  Text operator()(const DropColumn& op) const {
    return act(fmt::format("drop column {}{}", print(op.column), op.cascade ? " cascade" : ""));
  }
  Text operator()(const RenameColumn& op) const {
    return act(fmt::format("rename column {} to {}", print(op.from), print(op.to)));
  }
  Text operator()(const SetType& op) const {
    if (op.type.name.empty() && op.type.for_dialect.empty()) return column(op.column, "drop type");
    std::string text = (op.type.name.empty() ? "" : "type ") + print(op.type);
    if (op.conversion) text += " using " + print(*op.conversion);
    return column(op.column, text);
  }
  Text operator()(const SetNotNull& op) const {
    std::string text = "set ";
    if (op.constraint) text += fmt::format("constraint {} ", print(*op.constraint));
    text += "not null" + conflict_text(op.conflict);
    if (op.fill) text += " fill " + print(*op.fill);
    return column(op.column, text);
  }
  Text operator()(const DropNotNull& op) const { return column(op.column, "drop not null"); }
  Text operator()(const SetDefault& op) const {
    return column(op.column, "set default " + print(op.value));
  }
  Text operator()(const DropDefault& op) const { return column(op.column, "drop default"); }
  Text operator()(const SetCollation& op) const {
    return column(op.column, "set collate " + print(op.collation));
  }
  Text operator()(const DropCollation& op) const { return column(op.column, "drop collate"); }
  Text operator()(const SetGenerated& op) const {
    return column(op.column, "set " + generated_text(op.generated));
  }
  Text operator()(const DropGenerated& op) const { return column(op.column, "drop as"); }
  Text operator()(const SetAutoincrement& op) const {
    return column(op.column, "set autoincrement");
  }
  Text operator()(const DropAutoincrement& op) const {
    return column(op.column, "drop autoincrement");
  }
  Text operator()(const SetTableComment& op) const {
    return {fmt::format("comment on table {} is {}", print(table), comment_text(op.comment))};
  }
  Text operator()(const SetColumnComment& op) const {
    return column(op.column, "comment " + comment_text(op.comment));
  }
  Text operator()(const AddConstraint& op) const { return act("add " + print(op.constraint)); }
  Text operator()(const DropConstraint& op) const {
    return act("drop constraint " + print(op.constraint));
  }
  Text operator()(const DropPrimaryKey&) const { return act("drop primary key"); }
  Text operator()(const DropUnique& op) const {
    return act(fmt::format("drop unique ({})", print(op.columns)));
  }
  Text operator()(const DropForeignKey& op) const {
    return act(fmt::format("drop foreign key ({}){}", print(op.columns),
                           op.to ? " references " + print(*op.to) : ""));
  }
  Text operator()(const DropCheck& op) const {
    return act(fmt::format("drop check ({})", print(op.condition)));
  }
  Text operator()(const RenameConstraint& op) const {
    return act(fmt::format("rename constraint {} to {}", print(op.from), print(op.to)));
  }
  Text operator()(const AlterForeignKey& op) const {
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
  Text operator()(const SetStrict& op) const {
    return act(op.strict ? "set strict" : "drop strict");
  }
  Text operator()(const SetWithoutRowid& op) const {
    return act(op.without_rowid ? "set without rowid" : "drop without rowid");
  }
  Text operator()(const ReorderColumns& op) const {
    return act(fmt::format("reorder columns ({})", print(op.columns)));
  }

 private:
  [[nodiscard]] Text act(std::string action) const { return action_of(table, std::move(action)); }
  [[nodiscard]] Text column(const Name& name, const std::string& change) const {
    return act(fmt::format("alter column {} {}", print(name), change));
  }
};

}  // namespace

Text action_of(const Name& table, std::string action) {
  return {"alter table " + print(table), std::move(action)};
}

Text print(const Name& table, const Alteration& alteration) {
  return std::visit(PrintAlteration{table}, alteration);
}

}  // namespace migc::ir
