#include "compiler/schema/model/mentions.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "compiler/sql/module_arguments.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::schema {

namespace {

struct Collect {
  std::set<Id>& ids;
  const dialect::Dialect& dialect;

  void operator()(const ir::Table& table) const {
    for (const ir::Column& column : table.columns) {
      if (column.type) ids.insert({Space::type, column.type->as_name().key()});
      for (const ir::ColumnConstraint& constraint : column.constraints)
        if (const auto* key = std::get_if<ir::References>(&constraint.rule)) relation(key->table);
    }
    for (const ir::TableConstraint& constraint : table.constraints)
      if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule))
        relation(key->references.table);
  }
  void operator()(const ir::View& view) const { relations(view.query); }
  void operator()(const ir::VirtualTable& table) const {
    if (const auto reads = sql::reads_of(table)) relation(reads->relation);
  }
  void operator()(const ir::Index& index) const { relation(index.table); }
  void operator()(const ir::Trigger& trigger) const {
    relation(trigger.table);
    if (trigger.when) relations(*trigger.when);
    relations(trigger.body);
  }
  void operator()(const ir::Enum&) const {}
  void operator()(const ir::Sequence&) const {}

  void relation(const Name& name) const { ids.insert({Space::relation, name.key()}); }
  void relations(const ir::Expression& statements) const {
    for (std::string& key : sql::relations_named(statements, dialect))
      ids.insert({Space::relation, std::move(key)});
  }
};

}  // namespace

std::vector<Id> mentions_of(const Object& object, const dialect::Dialect& dialect) {
  std::set<Id> ids;
  std::visit(Collect{ids, dialect}, object);
  return {ids.begin(), ids.end()};
}

}  // namespace migc::schema
