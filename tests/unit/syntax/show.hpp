#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "compiler/syntax/ast.hpp"

/// What was built, as text for tests to compare: one line for each statement, nothing left out that
/// a statement can say. Quoted names stand in `<>`; tokens have one space between.
namespace migc::test {

using std::string;

[[nodiscard]] string show(const ir::Expression& expression);
[[nodiscard]] string show(const ir::Operation& operation);
[[nodiscard]] string show(const ast::Statement& statement);
[[nodiscard]] string show(const ast::Statements& statements);
[[nodiscard]] string show(const ir::Deferral& deferral);
[[nodiscard]] string show(ir::Action action);

inline string show(const ir::Name& name) {
  const string text = name.quoted ? '<' + name.text + '>' : name.text;
  return name.schema.empty() ? text : name.schema + '.' + text;
}

template <class Item, class Shown>
string list(const std::vector<Item>& items, Shown shown, const string& between = ", ") {
  string all;
  for (const Item& item : items) all += (all.empty() ? "" : between) + shown(item);
  return all;
}
inline string show(const std::vector<ir::Name>& names) {
  return '(' + list(names, [](const ir::Name& name) { return show(name); }) + ')';
}

inline string show(const ir::Token& token) {
  switch (token.kind) {
    case ir::Token::Kind::quoted:
      return '<' + token.text + '>';
    case ir::Token::Kind::string:
      return '\'' + token.text + '\'';
    case ir::Token::Kind::parameter:
      return ':' + token.text;
    case ir::Token::Kind::word:
    case ir::Token::Kind::number:
    case ir::Token::Kind::blob:
    case ir::Token::Kind::symbol:
      return token.text;
  }
  return {};
}

inline string when(bool there, const string& text) { return there ? ' ' + text : string(); }
template <class Value>
inline string when(const std::optional<Value>& value, const string& before) {
  if (!value) return {};
  if constexpr (std::is_same_v<Value, string>)
    return ' ' + before + " '" + *value + '\'';
  else
    return ' ' + before + ' ' + show(*value);
}

inline string show(ir::Conflict conflict) {
  static const char* const ways[] = {"", "rollback", "abort", "fail", "ignore", "replace"};
  const string way = ways[static_cast<int>(conflict)];
  return when(!way.empty(), "conflict=" + way);
}
inline string show(ir::Order order) {
  static const char* const orders[] = {"", " asc", " desc"};
  return orders[static_cast<int>(order)];
}
inline string show(ir::Nulls nulls) {
  static const char* const places[] = {"", " nulls=first", " nulls=last"};
  return places[static_cast<int>(nulls)];
}
inline string show(ir::Action action) {
  static const char* const actions[] = {"unspecified", "no_action", "restrict",
                                        "cascade",     "set_null",  "set_default"};
  return actions[static_cast<int>(action)];
}
inline string show(const ir::Deferral& deferral) {
  static const char* const modes[] = {"", "deferrable", "not_deferrable"};
  static const char* const starts[] = {"", "/deferred", "/immediate"};
  return modes[static_cast<int>(deferral.mode)] +
         string(starts[static_cast<int>(deferral.initially)]);
}
inline string show(const ir::Type& type) {
  string text = type.quoted ? '<' + type.name + '>' : type.name;
  if (!type.arguments.empty()) text += '(' + type.arguments + ')';
  for (const auto& [dialect, other] : type.for_dialect) text += " for:" + dialect + "=" + other;
  return text;
}
inline string show(const std::vector<ir::Term>& terms) {
  return '[' +
         list(terms,
              [](const ir::Term& term) {
                return show(term.expression) + show(term.order) + show(term.nulls);
              }) +
         ']';
}
inline string show(const ir::References& to) {
  string text = "references " + show(to.table);
  if (!to.columns.empty()) text += show(to.columns);
  text += when(!to.match.empty(), "match=" + to.match);
  text += when(to.on_delete != ir::Action::unspecified, "delete=" + show(to.on_delete));
  text += when(to.on_update != ir::Action::unspecified, "update=" + show(to.on_update));
  return text + when(to.deferral.mode != ir::Deferral::Mode::unspecified, show(to.deferral));
}
inline string show(const ir::Generated& generated) {
  static const char* const storages[] = {"", " stored", " virtual"};
  return "as{" + show(generated.value) + "}" + storages[static_cast<int>(generated.storage)];
}

struct ShowRule {
  string operator()(const ir::PrimaryKey& key) const {
    return "pk" + show(key.order) + when(key.autoincrement, "auto") + show(key.conflict);
  }
  string operator()(const ir::NotNull& rule) const { return "not_null" + show(rule.conflict); }
  string operator()(const ir::Null&) const { return "null"; }
  string operator()(const ir::Unique& rule) const { return "unique" + show(rule.conflict); }
  string operator()(const ir::Check& check) const {
    return "check{" + show(check.condition) + "}" + show(check.conflict);
  }
  string operator()(const ir::Default& value) const { return "default{" + show(value.value) + "}"; }
  string operator()(const ir::Collate& collate) const {
    return "collate=" + show(collate.collation);
  }
  string operator()(const ir::References& to) const { return show(to); }
  string operator()(const ir::Generated& generated) const { return show(generated); }
  string operator()(const ir::Identity& identity) const {
    return identity.always ? "identity=always" : "identity=default";
  }
  string operator()(const ir::TablePrimaryKey& key) const {
    return "pk" + show(key.terms) + when(key.autoincrement, "auto") + show(key.conflict);
  }
  string operator()(const ir::TableUnique& key) const {
    return "unique" + show(key.terms) + show(key.conflict);
  }
  string operator()(const ir::ForeignKey& key) const {
    return "fk" + show(key.columns) + ' ' + show(key.references);
  }
};

template <class Constraint>
string show_constraint(const Constraint& constraint) {
  const string name = constraint.name ? show(*constraint.name) + ':' : string();
  return name + std::visit(ShowRule{}, constraint.rule);
}
inline string show(const ir::Column& column) {
  string text = show(column.name);
  if (column.type) text += ' ' + show(*column.type);
  for (const ir::ColumnConstraint& constraint : column.constraints)
    text += ' ' + show_constraint(constraint);
  return text + when(column.comment, "comment") +
         when(column.renamed_from.has_value(),
              column.renamed_from ? "was " + show(*column.renamed_from) : "");
}
inline string show(const ir::Table& table) {
  string text = show(table.name) + when(table.temporary, "temp");
  for (const ir::Column& column : table.columns) text += "; " + show(column);
  for (const ir::TableConstraint& constraint : table.constraints)
    text += "; + " + show_constraint(constraint);
  text += when(table.without_rowid, "without_rowid") + when(table.strict, "strict");
  for (const auto& [key, value] : table.options) text += ' ' + key + '=' + value;
  return text + when(table.comment, "comment") +
         when(table.renamed_from.has_value(),
              table.renamed_from ? "was " + show(*table.renamed_from) : "");
}
inline string show(const ir::Trigger& trigger) {
  static const char* const times[] = {"", " before", " after", " instead_of"};
  static const char* const events[] = {" insert", " delete", " update"};
  return show(trigger.name) + when(trigger.temporary, "temp") +
         times[static_cast<int>(trigger.time)] + events[static_cast<int>(trigger.event)] +
         (trigger.update_of.empty() ? "" : show(trigger.update_of)) + " on " + show(trigger.table) +
         when(trigger.for_each_row, "each_row") + when(trigger.when, "when") + " {" +
         show(trigger.body) + "}";
}

struct ShowAlteration {
  const ir::Name& table;

  string operator()(const ir::AddColumn& op) const {
    return "AddColumn " + show(table) + ": " + show(op.column) + when(op.first, "first") +
           when(op.after, "after");
  }
  string operator()(const ir::DropColumn& op) const {
    return "DropColumn " + show(table) + ' ' + show(op.column) + when(op.cascade, "cascade");
  }
  string operator()(const ir::RenameColumn& op) const {
    return "RenameColumn " + show(table) + ' ' + show(op.from) + " to " + show(op.to);
  }
  string operator()(const ir::MoveColumn& op) const {
    return column("MoveColumn", op) + (op.after ? " after " + show(*op.after) : " first");
  }
  string operator()(const ir::SetType& op) const {
    return column("SetType", op) + ' ' + show(op.type) + when(op.conversion, "using");
  }
  string operator()(const ir::SetNotNull& op) const {
    return column("SetNotNull", op) + when(op.fill, "fill") + when(op.constraint, "named") +
           show(op.conflict);
  }
  string operator()(const ir::DropNotNull& op) const { return column("DropNotNull", op); }
  string operator()(const ir::SetDefault& op) const {
    return column("SetDefault", op) + " {" + show(op.value) + "}";
  }
  string operator()(const ir::DropDefault& op) const { return column("DropDefault", op); }
  string operator()(const ir::SetCollation& op) const {
    return column("SetCollation", op) + ' ' + show(op.collation);
  }
  string operator()(const ir::DropCollation& op) const { return column("DropCollation", op); }
  string operator()(const ir::SetGenerated& op) const {
    return column("SetGenerated", op) + ' ' + show(op.generated);
  }
  string operator()(const ir::DropGenerated& op) const { return column("DropGenerated", op); }
  string operator()(const ir::SetAutoincrement& op) const { return column("SetAutoincrement", op); }
  string operator()(const ir::DropAutoincrement& op) const {
    return column("DropAutoincrement", op);
  }
  string operator()(const ir::SetTableComment& op) const {
    return "SetTableComment " + show(table) + when(op.comment, "is");
  }
  string operator()(const ir::SetColumnComment& op) const {
    return column("SetColumnComment", op) + when(op.comment, "is");
  }
  string operator()(const ir::AddConstraint& op) const {
    return "AddConstraint " + show(table) + ' ' + show_constraint(op.constraint);
  }
  string operator()(const ir::DropConstraint& op) const {
    return "DropConstraint " + show(table) + ' ' + show(op.constraint);
  }
  string operator()(const ir::DropPrimaryKey&) const { return "DropPrimaryKey " + show(table); }
  string operator()(const ir::DropUnique& op) const {
    return "DropUnique " + show(table) + ' ' + show(op.columns);
  }
  string operator()(const ir::DropForeignKey& op) const {
    return "DropForeignKey " + show(table) + ' ' + show(op.columns) + when(op.to, "to");
  }
  string operator()(const ir::DropCheck& op) const {
    return "DropCheck " + show(table) + " {" + show(op.condition) + "}";
  }
  string operator()(const ir::RenameConstraint& op) const {
    return "RenameConstraint " + show(table) + ' ' + show(op.from) + " to " + show(op.to);
  }
  string operator()(const ir::AlterForeignKey& op) const {
    return "AlterForeignKey " + show(table) + when(op.constraint, "named") +
           (op.columns.empty() ? "" : show(op.columns)) + when(op.on_delete, "delete") +
           when(op.on_update, "update") + when(op.deferral, "");
  }
  string operator()(const ir::SetStrict& op) const {
    return "SetStrict " + show(table) + (op.strict ? " on" : " off");
  }
  string operator()(const ir::SetWithoutRowid& op) const {
    return "SetWithoutRowid " + show(table) + (op.without_rowid ? " on" : " off");
  }
  string operator()(const ir::ReorderColumns& op) const {
    return "ReorderColumns " + show(table) + ' ' + show(op.columns);
  }

  template <class Change>
  [[nodiscard]] string column(const string& what, const Change& op) const {
    return what + ' ' + show(table) + ' ' + show(op.column);
  }
};

struct ShowOperation {
  string operator()(const ir::AlterTable& op) const {
    return std::visit(ShowAlteration{op.table}, op.alteration);
  }

  string operator()(const ir::CreateTable& op) const {
    return "CreateTable " + show(op.table) + when(op.if_not_exists, "if_not_exists");
  }
  string operator()(const ir::CreateTableAs& op) const {
    return "CreateTableAs " + show(op.table) + when(op.temporary, "temp") +
           when(op.if_not_exists, "if_not_exists") + " {" + show(op.query) + "}";
  }
  string operator()(const ir::DropTable& op) const {
    return "DropTable " + show(op.table) + when(op.if_exists, "if_exists");
  }
  string operator()(const ir::RenameTable& op) const {
    return "RenameTable " + show(op.table) + " to " + show(op.to);
  }
  string operator()(const ir::CreateIndex& op) const {
    const ir::Index& index = op.index;
    return "CreateIndex " + show(index.name) + " on " + show(index.table) +
           when(index.unique, "unique") + when(index.concurrently, "concurrently") +
           when(!index.method.empty(), "using=" + index.method) + ' ' + show(index.terms) +
           (index.include.empty() ? "" : " include" + show(index.include)) +
           when(index.where, "where") + when(op.if_not_exists, "if_not_exists");
  }
  string operator()(const ir::DropIndex& op) const {
    return "DropIndex " + show(op.index) + when(op.if_exists, "if_exists");
  }
  string operator()(const ir::RenameIndex& op) const {
    return "RenameIndex " + show(op.index) + " to " + show(op.to);
  }
  string operator()(const ir::CreateView& op) const {
    const ir::View& view = op.view;
    return "CreateView " + show(view.name) + (view.columns.empty() ? "" : show(view.columns)) +
           when(view.temporary, "temp") + when(op.if_not_exists, "if_not_exists") +
           when(op.or_replace, "or_replace") + " {" + show(view.query) + "}";
  }
  string operator()(const ir::DropView& op) const {
    return "DropView " + show(op.view) + when(op.if_exists, "if_exists");
  }
  string operator()(const ir::CreateTrigger& op) const {
    return "CreateTrigger " + show(op.trigger) + when(op.if_not_exists, "if_not_exists");
  }
  string operator()(const ir::DropTrigger& op) const {
    return "DropTrigger " + show(op.trigger) + when(op.if_exists, "if_exists");
  }
  string operator()(const ir::CreateVirtualTable& op) const {
    return "CreateVirtualTable " + show(op.table.name) + " using " + show(op.table.module) +
           (op.table.parentheses ? '(' + op.table.arguments + ')' : "") +
           when(op.if_not_exists, "if_not_exists");
  }
  string operator()(const ir::CreateEnum& op) const {
    return "CreateEnum " + show(op.type.name) + " (" +
           list(op.type.values, [](const string& value) { return '\'' + value + '\''; }) + ')';
  }
  string operator()(const ir::DropEnum& op) const { return "DropEnum " + show(op.type); }
  string operator()(const ir::AddEnumValue& op) const {
    return "AddEnumValue " + show(op.type) + " '" + op.value + '\'' + when(op.before, "before") +
           when(op.after, "after");
  }
  string operator()(const ir::RenameEnumValue& op) const {
    return "RenameEnumValue " + show(op.type) + " '" + op.from + "' to '" + op.to + '\'';
  }
  string operator()(const ir::DropEnumValue& op) const {
    return "DropEnumValue " + show(op.type) + " '" + op.value + '\'';
  }
  string operator()(const ir::CreateSequence& op) const {
    return "CreateSequence " + show(op.sequence.name) +
           (op.sequence.options.empty() ? "" : " {" + show(op.sequence.options) + "}");
  }
  string operator()(const ir::DropSequence& op) const {
    return "DropSequence " + show(op.sequence);
  }
  string operator()(const ir::Data& op) const { return "Data {" + show(op.statement) + "}"; }
  string operator()(const ir::Assert& op) const {
    return "Assert {" + show(op.condition) + "} else '" + op.otherwise + '\'';
  }
  string operator()(const ir::Execute& op) const { return "Execute '" + op.sql + '\''; }
};

inline string show(const ast::Value& value) {
  if (const auto* token = std::get_if<ir::Token>(&value.content)) return show(*token);
  return '[' +
         list(std::get<std::vector<ast::Value>>(value.content),
              [](const ast::Value& inner) { return show(inner); }) +
         ']';
}

struct ShowContent {
  string operator()(const std::vector<ir::Operation>& operations) const {
    return list(
        operations, [](const ir::Operation& op) { return test::show(op); }, " | ");
  }
  string operator()(const ast::For& loop) const {
    const auto* list = std::get_if<ast::Value>(&loop.over);
    return "For " + show(loop.variables) + " in " +
           (list != nullptr ? show(*list) : show(std::get<ir::Name>(loop.over))) + " {" +
           test::show(loop.body) + "}";
  }
  string operator()(const ast::On& on) const {
    return "On " + show(on.dialects) + " {" + test::show(on.body) + "}";
  }
  string operator()(const ast::Execute& execute) const {
    return "Execute " + show(execute.dialects) + ' ' + show(execute.sql) + " {" +
           test::show(execute.declares) + "}";
  }
};

inline string show(const ir::Expression& expression) {
  return list(
      expression.tokens, [](const ir::Token& token) { return show(token); }, " ");
}

inline string show(const ir::Operation& operation) {
  return std::visit(ShowOperation{}, operation);
}

inline string show(const ast::Statement& statement) {
  string text;
  for (const ir::Allow& allow : statement.allows)
    text += "allow " + allow.rule.text + " '" + allow.why + "' ";
  return text + std::visit(ShowContent{}, statement.content);
}

inline string show(const ast::Statements& statements) {
  return list(
      statements, [](const ast::Statement& statement) { return show(statement); }, "\n");
}

}  // namespace migc::test
