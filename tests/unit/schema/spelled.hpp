#pragma once

#include <string>
#include <vector>

#include "compiler/schema/model/schema.hpp"

namespace migc::schema::test {

/// An object as plain text: its names and tokens with one space between, folded, without quotes, so
/// that `"b"`, `[B]` and `b` are the same.
class Spelled {
 public:
  static std::string of(const Object& object) {
    Spelled spelled;
    std::visit(spelled, object);
    return spelled.text_;
  }
  static std::string of(const ir::Expression& expression) {
    Spelled spelled;
    spelled.add(expression);
    return spelled.text_;
  }

  void operator()(const ir::Table& table) {
    add("table", table.name);
    for (const ir::Column& column : table.columns) {
      add("column", column.name);
      for (const ir::ColumnConstraint& constraint : column.constraints) {
        if (const auto* check = std::get_if<ir::Check>(&constraint.rule)) add(check->condition);
        if (const auto* value = std::get_if<ir::Default>(&constraint.rule)) add(value->value);
        if (const auto* generated = std::get_if<ir::Generated>(&constraint.rule))
          add(generated->value);
        if (const auto* parent = std::get_if<ir::References>(&constraint.rule)) add(*parent);
      }
    }
    for (const ir::TableConstraint& constraint : table.constraints) {
      if (const auto* check = std::get_if<ir::Check>(&constraint.rule)) add(check->condition);
      if (const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule)) add(key->terms);
      if (const auto* unique = std::get_if<ir::TableUnique>(&constraint.rule)) add(unique->terms);
      if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule)) {
        add("foreign", key->columns);
        add(key->references);
      }
    }
  }
  void operator()(const ir::Index& index) {
    add("index", index.name);
    add("on", index.table);
    add(index.terms);
    if (index.where) add(*index.where);
  }
  void operator()(const ir::View& view) {
    add("view", view.name);
    add("columns", view.columns);
    add(view.query);
  }
  void operator()(const ir::Trigger& trigger) {
    add("trigger", trigger.name);
    add("of", trigger.update_of);
    add("on", trigger.table);
    if (trigger.when) add(*trigger.when);
    add(trigger.body);
  }
  void operator()(const ir::VirtualTable& table) { add("virtual", table.name); }
  void operator()(const ir::Enum& type) { add("enum", type.name); }
  void operator()(const ir::Sequence& sequence) { add("sequence", sequence.name); }

 private:
  void add(const std::string& text) { text_ += text + ' '; }
  void add(const char* what, const Name& name) {
    add(what);
    add(name.key());
  }
  void add(const char* what, const std::vector<Name>& names) {
    add(what);
    for (const Name& name : names) add(name.key());
  }
  void add(const ir::Expression& expression) {
    for (const ir::Token& token : expression.tokens) add(source::fold(token.text));
    text_ += "; ";
  }
  void add(const std::vector<ir::Term>& terms) {
    for (const ir::Term& term : terms) add(term.expression);
  }
  void add(const ir::References& references) {
    add("references", references.table);
    add("to", references.columns);
  }

  std::string text_;
};

}  // namespace migc::schema::test
