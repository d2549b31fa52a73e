#include <fmt/format.h>

#include <iterator>
#include <utility>
#include <variant>

#include "compiler/ir/print.hpp"
#include "compiler/ir/text.hpp"

namespace migc::ir {

namespace {

/// The text of a statement; for one action of `alter table` in two halves, so that others can join
/// it.
struct Text {
  std::string head;
  std::string action{};

  [[nodiscard]] bool alters() const { return !action.empty(); }
};

std::string comment_text(const std::optional<std::string>& comment) {
  return comment ? literal(*comment) : "null";
}

/// What something is to be called: where it is, it stays.
std::string new_name(Name name) {
  name.schema.clear();
  return print(name);
}

std::string_view if_there(bool if_exists) { return if_exists ? "if exists " : ""; }

/// The text between `$…$` marks that it does not have in it.
std::string raw(std::string_view text) {
  std::string mark = "$$";
  for (int number = 1;
       text.find(mark) != text.npos || std::string(text).append("$").ends_with(mark); ++number)
    mark = fmt::format("$sql{}$", number);
  return mark + std::string(text) + mark;
}

struct PrintStatement {
  // --- Tables and columns
  Text operator()(const CreateTable& op) const { return {print(op.table, op.if_not_exists)}; }
  Text operator()(const CreateTableAs& op) const {
    return {fmt::format("create {}table {}{} as\n{}", op.temporary ? "temp " : "",
                        op.if_not_exists ? "if not exists " : "", print(op.table),
                        print(op.query))};
  }
  Text operator()(const DropTable& op) const {
    return {fmt::format("drop table {}{}", if_there(op.if_exists), print(op.table))};
  }
  Text operator()(const RenameTable& op) const {
    return alter(op.table, "rename to " + new_name(op.to));
  }
  Text operator()(const AddColumn& op) const {
    std::string text = "add column " + print(op.column);
    if (op.fill) text += " fill " + print(*op.fill);
    if (op.first) text += " first";
    if (op.after) text += " after " + print(*op.after);
    return alter(op.table, std::move(text));
  }
  Text operator()(const DropColumn& op) const {
    return alter(op.table,
                 fmt::format("drop column {}{}", print(op.column), op.cascade ? " cascade" : ""));
  }
  Text operator()(const RenameColumn& op) const {
    return alter(op.table, fmt::format("rename column {} to {}", print(op.from), print(op.to)));
  }
  Text operator()(const SetType& op) const {
    if (op.type.name.empty() && op.type.for_dialect.empty()) return column(op, "drop type");
    std::string text = (op.type.name.empty() ? "" : "type ") + print(op.type);
    if (op.conversion) text += " using " + print(*op.conversion);
    return column(op, text);
  }
  Text operator()(const SetNotNull& op) const {
    std::string text = "set ";
    if (op.constraint) text += fmt::format("constraint {} ", print(*op.constraint));
    text += "not null" + conflict_text(op.conflict);
    if (op.fill) text += " fill " + print(*op.fill);
    return column(op, text);
  }
  Text operator()(const DropNotNull& op) const { return column(op, "drop not null"); }
  Text operator()(const SetDefault& op) const {
    return column(op, "set default " + print(op.value));
  }
  Text operator()(const DropDefault& op) const { return column(op, "drop default"); }
  Text operator()(const SetCollation& op) const {
    return column(op, "set collate " + print(op.collation));
  }
  Text operator()(const DropCollation& op) const { return column(op, "drop collate"); }
  Text operator()(const SetGenerated& op) const {
    return column(op, "set " + generated_text(op.generated));
  }
  Text operator()(const DropGenerated& op) const { return column(op, "drop as"); }
  Text operator()(const SetAutoincrement& op) const { return column(op, "set autoincrement"); }
  Text operator()(const DropAutoincrement& op) const { return column(op, "drop autoincrement"); }
  Text operator()(const SetTableComment& op) const {
    return {fmt::format("comment on table {} is {}", print(op.table), comment_text(op.comment))};
  }
  Text operator()(const SetColumnComment& op) const {
    return column(op, "comment " + comment_text(op.comment));
  }

  // --- Constraints and options
  Text operator()(const AddConstraint& op) const {
    return alter(op.table, "add " + print(op.constraint));
  }
  Text operator()(const DropConstraint& op) const {
    return alter(op.table, "drop constraint " + print(op.constraint));
  }
  Text operator()(const DropPrimaryKey& op) const { return alter(op.table, "drop primary key"); }
  Text operator()(const DropUnique& op) const {
    return alter(op.table, fmt::format("drop unique ({})", print(op.columns)));
  }
  Text operator()(const DropForeignKey& op) const {
    return alter(op.table, fmt::format("drop foreign key ({}){}", print(op.columns),
                                       op.to ? " references " + print(*op.to) : ""));
  }
  Text operator()(const DropCheck& op) const {
    return alter(op.table, fmt::format("drop check ({})", print(op.condition)));
  }
  Text operator()(const RenameConstraint& op) const {
    return alter(op.table, fmt::format("rename constraint {} to {}", print(op.from), print(op.to)));
  }
  Text operator()(const AlterForeignKey& op) const {
    std::string text = op.constraint ? "alter constraint " + print(*op.constraint)
                                     : fmt::format("alter foreign key ({})", print(op.columns));
    const auto result = [](Action action) {
      return action == Action::unspecified ? Action::no_action : action;
    };
    if (op.on_delete) text += action_text("delete", result(*op.on_delete));
    if (op.on_update) text += action_text("update", result(*op.on_update));
    if (op.deferral)
      text += op.deferral->mode == Deferral::Mode::unspecified ? " not deferrable"
                                                               : deferral_text(*op.deferral);
    return alter(op.table, std::move(text));
  }
  Text operator()(const SetStrict& op) const {
    return alter(op.table, op.strict ? "set strict" : "drop strict");
  }
  Text operator()(const SetWithoutRowid& op) const {
    return alter(op.table, op.without_rowid ? "set without rowid" : "drop without rowid");
  }
  Text operator()(const ReorderColumns& op) const {
    return alter(op.table, fmt::format("reorder columns ({})", print(op.columns)));
  }

  // --- What stands on tables
  Text operator()(const CreateIndex& op) const { return {print(op.index, op.if_not_exists)}; }
  Text operator()(const DropIndex& op) const {
    return {fmt::format("drop index {}{}", if_there(op.if_exists), print(op.index))};
  }
  Text operator()(const RenameIndex& op) const {
    return {fmt::format("alter index {} rename to {}", print(op.index), new_name(op.to))};
  }
  Text operator()(const CreateView& op) const {
    std::string text = print(op.view, op.or_replace ? "create or replace" : "create");
    if (op.if_not_exists) text.insert(text.find("view ") + 5, "if not exists ");
    return {std::move(text)};
  }
  Text operator()(const DropView& op) const {
    return {fmt::format("drop view {}{}", if_there(op.if_exists), print(op.view))};
  }
  Text operator()(const CreateTrigger& op) const { return {print(op.trigger, op.if_not_exists)}; }
  Text operator()(const DropTrigger& op) const {
    return {fmt::format("drop trigger {}{}{}", if_there(op.if_exists), print(op.trigger),
                        op.table ? " on " + print(*op.table) : std::string())};
  }
  Text operator()(const CreateVirtualTable& op) const {
    return {print(op.table, op.if_not_exists)};
  }

  // --- Types and sequences
  Text operator()(const CreateEnum& op) const { return {print(op.type)}; }
  Text operator()(const DropEnum& op) const { return {"drop type " + print(op.type)}; }
  Text operator()(const AddEnumValue& op) const {
    std::string text = fmt::format("alter type {} add value {}", print(op.type), literal(op.value));
    if (op.before) text += " before " + literal(*op.before);
    if (op.after) text += " after " + literal(*op.after);
    return {std::move(text)};
  }
  Text operator()(const RenameEnumValue& op) const {
    return {fmt::format("alter type {} rename value {} to {}", print(op.type), literal(op.from),
                        literal(op.to))};
  }
  Text operator()(const DropEnumValue&) const { return {""}; }
  Text operator()(const CreateSequence& op) const { return {print(op.sequence)}; }
  Text operator()(const DropSequence& op) const { return {"drop sequence " + print(op.sequence)}; }

  // --- Rows and raw SQL
  Text operator()(const Data& op) const { return {print(op.statement)}; }
  Text operator()(const Assert& op) const {
    return {fmt::format("assert {}\n  else {}", print(op.condition), literal(op.otherwise))};
  }
  Text operator()(const Execute& op) const { return {"execute " + raw(op.sql)}; }

 private:
  static Text alter(const Name& table, std::string action) {
    return {"alter table " + print(table), std::move(action)};
  }
  template <class Change>
  static Text column(const Change& op, const std::string& change) {
    return alter(op.table, fmt::format("alter column {} {}", print(op.column), change));
  }
};

Text text_of_statement(const Operation& operation) {
  return std::visit(PrintStatement{}, static_cast<const Operations&>(operation));
}

std::string allows_text(const Step& step) {
  std::string text;
  for (const Allow& allow : step.allows)
    text += fmt::format("allow {} {};\n", print(allow.rule), literal(allow.why));
  return text;
}

/// Puts statements together.
class Printer {
 public:
  std::vector<Statement> print_all(std::span<const Step> steps) {
    for (std::size_t at = 0; at < steps.size(); ++at) {
      const Step& step = steps[at];
      Text next = text_of_statement(step.operation);
      const bool executes = std::holds_alternative<Execute>(step.operation);
      std::size_t behind = at + 1;
      while (executes && behind < steps.size() && steps[behind].declared) ++behind;
      if (behind > at + 1) {
        next.head += declares_text(steps.subspan(at + 1, behind - at - 1));
      }
      add(std::move(next), allows_text(step), behind - at);
      at = behind - 1;
    }
    end();
    return std::move(done_);
  }

 private:
  static std::string declares_text(std::span<const Step> steps) {
    std::string text = " declares {\n";
    for (const Statement& statement : print(steps)) text += statement.text + "\n";
    return text + "}";
  }

  void add(Text next, std::string allows, std::size_t steps) {
    const bool joins = next.alters() && allows.empty() && !actions_.empty() && head_ == next.head;
    if (!joins) end();
    if (!next.alters()) {
      done_.push_back({std::move(allows) + next.head + ";", steps});
      return;
    }
    if (!joins) head_ = std::move(next.head), allows_ = std::move(allows);
    actions_.push_back(std::move(next.action));
  }

  void end() {
    if (actions_.empty()) return;
    const std::string_view gap = actions_.size() == 1 ? " " : "\n  ";
    done_.push_back({fmt::format("{}{}{}{};", allows_, head_, gap, fmt::join(actions_, ",\n  ")),
                     actions_.size()});
    actions_.clear();
  }

  std::string head_, allows_;  ///< Of the `alter table` that is open.
  std::vector<std::string> actions_;
  std::vector<Statement> done_;
};

}  // namespace

std::string print(const Operation& operation) {
  const Text text = text_of_statement(operation);
  return text.alters() ? text.head + " " + text.action : text.head;
}

std::vector<Statement> print(std::span<const Step> steps) { return Printer().print_all(steps); }

}  // namespace migc::ir
