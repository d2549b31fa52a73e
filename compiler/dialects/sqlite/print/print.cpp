#include "compiler/dialects/sqlite/print/print.hpp"

#include <fmt/format.h>

#include <string>
#include <variant>

namespace migc::backends::sqlite {

namespace {

std::string_view time_text(ir::Trigger::Time time) {
  switch (time) {
    case ir::Trigger::Time::unspecified:
      return "";
    case ir::Trigger::Time::before:
      return " BEFORE";
    case ir::Trigger::Time::after:
      return " AFTER";
    case ir::Trigger::Time::instead_of:
      return " INSTEAD OF";
  }
  return "";
}

std::string event_text(const ir::Trigger& trigger) {
  switch (trigger.event) {
    case ir::Trigger::Event::insert:
      return "INSERT";
    case ir::Trigger::Event::delete_:
      return "DELETE";
    case ir::Trigger::Event::update:
      return trigger.update_of.empty() ? "UPDATE" : "UPDATE OF " + quote_list(trigger.update_of);
  }
  return "";
}

struct PrintObject {
  const schema::Schema& schema;

  std::string operator()(const ir::Table& table) const { return print(table, schema); }
  std::string operator()(const ir::View& view) const { return print(view); }
  std::string operator()(const ir::VirtualTable& table) const { return print(table); }
  std::string operator()(const ir::Index& index) const { return print(index); }
  std::string operator()(const ir::Trigger& trigger) const { return print(trigger); }
  std::string operator()(const ir::Enum&) const { return ""; }
  std::string operator()(const ir::Sequence&) const { return ""; }
};
}  // namespace

std::string_view text_of(Unless unless) { return unless == Unless::exists ? "IF NOT EXISTS " : ""; }

std::string print(const ir::Index& index, Unless unless) {
  std::string text =
      fmt::format("CREATE {}INDEX {}{} ON {} ({})", index.unique ? "UNIQUE " : "", text_of(unless),
                  quote(index.name), quote(index.table), print_terms(index.terms));
  if (index.where) text += " WHERE " + print(*index.where);
  return text;
}

std::string print(const ir::View& view, Unless unless) {
  std::string text = fmt::format("CREATE {}VIEW {}{}", view.temporary ? "TEMP " : "",
                                 text_of(unless), quote(view.name));
  if (!view.columns.empty()) text += fmt::format(" ({})", quote_list(view.columns));
  return text + " AS\n" + print(view.query);
}

std::string print(const ir::Trigger& trigger, Unless unless) {
  std::string text = fmt::format(
      "CREATE {}TRIGGER {}{}{} {} ON {}", trigger.temporary ? "TEMP " : "", text_of(unless),
      quote(trigger.name), time_text(trigger.time), event_text(trigger), quote(trigger.table));
  if (trigger.for_each_row) text += " FOR EACH ROW";
  if (trigger.when) text += "\nWHEN " + print(*trigger.when);
  return text + "\nBEGIN\n  " + print(trigger.body) + "\nEND";
}

std::string print(const ir::VirtualTable& table, Unless unless) {
  std::string text =
      fmt::format("CREATE VIRTUAL TABLE {}{}{} USING {}", text_of(unless),
                  table.temporary ? "temp." : "", quote(table.name), quote(table.module));
  return table.parentheses ? fmt::format("{}({})", text, table.arguments) : text;
}

std::string print(const schema::Object& object, const schema::Schema& schema) {
  return std::visit(PrintObject{schema}, object);
}

}  // namespace migc::backends::sqlite
