#include <fmt/format.h>

#include <iterator>
#include <utility>
#include <variant>

#include "compiler/ir/print.hpp"
#include "compiler/ir/text.hpp"

namespace migc::ir {

namespace {

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
  StatementText operator()(const CreateTable& op) const {
    return {print(op.table, op.if_not_exists)};
  }
  StatementText operator()(const CreateTableAs& op) const {
    return {fmt::format("create {}table {}{} as\n{}", op.temporary ? "temp " : "",
                        op.if_not_exists ? "if not exists " : "", print(op.table),
                        print(op.query))};
  }
  StatementText operator()(const DropTable& op) const {
    return {fmt::format("drop table {}{}", if_there(op.if_exists), print(op.table))};
  }
  StatementText operator()(const RenameTable& op) const {
    return action_of(op.table, "rename to " + new_name(op.to));
  }
  StatementText operator()(const AlterTable& op) const { return print(op.table, op.alteration); }

  // --- What stands on tables
  StatementText operator()(const CreateIndex& op) const {
    return {print(op.index, op.if_not_exists)};
  }
  StatementText operator()(const DropIndex& op) const {
    return {fmt::format("drop index {}{}", if_there(op.if_exists), print(op.index))};
  }
  StatementText operator()(const RenameIndex& op) const {
    return {fmt::format("alter index {} rename to {}", print(op.index), new_name(op.to))};
  }
  StatementText operator()(const CreateView& op) const {
    std::string text = print(op.view, op.or_replace ? "create or replace" : "create");
    if (op.if_not_exists) text.insert(text.find("view ") + 5, "if not exists ");
    return {std::move(text)};
  }
  StatementText operator()(const DropView& op) const {
    return {fmt::format("drop view {}{}", if_there(op.if_exists), print(op.view))};
  }
  StatementText operator()(const CreateTrigger& op) const {
    return {print(op.trigger, op.if_not_exists)};
  }
  StatementText operator()(const DropTrigger& op) const {
    return {fmt::format("drop trigger {}{}{}", if_there(op.if_exists), print(op.trigger),
                        op.table ? " on " + print(*op.table) : std::string())};
  }
  StatementText operator()(const CreateVirtualTable& op) const {
    return {print(op.table, op.if_not_exists)};
  }

  // --- Types and sequences
  StatementText operator()(const CreateEnum& op) const { return {print(op.type)}; }
  StatementText operator()(const DropEnum& op) const { return {"drop type " + print(op.type)}; }
  StatementText operator()(const AddEnumValue& op) const {
    std::string text = fmt::format("alter type {} add value {}", print(op.type), literal(op.value));
    if (op.before) text += " before " + literal(*op.before);
    if (op.after) text += " after " + literal(*op.after);
    return {std::move(text)};
  }
  StatementText operator()(const RenameEnumValue& op) const {
    return {fmt::format("alter type {} rename value {} to {}", print(op.type), literal(op.from),
                        literal(op.to))};
  }
  StatementText operator()(const DropEnumValue&) const { return {""}; }
  StatementText operator()(const CreateSequence& op) const { return {print(op.sequence)}; }
  StatementText operator()(const DropSequence& op) const {
    return {"drop sequence " + print(op.sequence)};
  }

  // --- Rows and raw SQL
  StatementText operator()(const Data& op) const { return {print(op.statement)}; }
  StatementText operator()(const Assert& op) const {
    return {fmt::format("assert {}\n  else {}", print(op.condition), literal(op.otherwise))};
  }
  StatementText operator()(const Execute& op) const { return {"execute " + raw(op.sql)}; }
};

StatementText text_of_statement(const Operation& operation) {
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
      StatementText next = text_of_statement(step.operation);
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

  void add(StatementText next, std::string allows, std::size_t steps) {
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
  const StatementText text = text_of_statement(operation);
  return text.alters() ? text.head + " " + text.action : text.head;
}

std::vector<Statement> print(std::span<const Step> steps) { return Printer().print_all(steps); }

}  // namespace migc::ir
