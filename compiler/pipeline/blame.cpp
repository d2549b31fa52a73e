#include "compiler/pipeline/blame.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "compiler/ir/print.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/ir/text.hpp"
#include "compiler/pipeline/replay.hpp"

namespace migc::pipeline {

namespace {

/// What a column's constraint is called, and what it says. Nothing for those that the table's own
/// list has.
struct ColumnAttribute {
  using Said = std::pair<std::string, std::string>;

  Said operator()(const ir::NotNull& rule) const {
    return {"not null", ir::conflict_text(rule.conflict)};
  }
  Said operator()(const ir::Default& rule) const { return {"default", ir::print(rule.value)}; }
  Said operator()(const ir::Collate& rule) const { return {"collate", ir::print(rule.collation)}; }
  Said operator()(const ir::Generated& rule) const {
    return {"generated", ir::generated_text(rule)};
  }
  Said operator()(const ir::Identity& rule) const {
    return {"identity", rule.always ? "always" : "by default"};
  }
  Said operator()(const auto&) const { return {}; }
};

struct ConstraintKind {
  std::string operator()(const ir::TablePrimaryKey&) const { return "primary key"; }
  std::string operator()(const ir::TableUnique&) const { return "unique"; }
  std::string operator()(const ir::ForeignKey&) const { return "foreign key"; }
  std::string operator()(const ir::Check&) const { return "check"; }
};

class Attributes {
 public:
  [[nodiscard]] std::vector<Attribute> of(const schema::Schema& schema, const ir::Name& name) {
    const schema::Entry* entry = schema.find({schema::Space::relation, name.key()});
    if (entry == nullptr) return {};
    std::visit([&](const auto& object) { object_attributes(object); }, entry->object);
    for (const ir::Index* index : schema.indexes_of(name)) add("", "index", ir::print(*index));
    for (const ir::Trigger* trigger : schema.triggers_of(name))
      add("", "trigger", ir::print(*trigger));
    return std::move(all_);
  }

 private:
  void add(const std::string& column, std::string what, std::string text) {
    all_.push_back({column, std::move(what), std::move(text)});
  }

  void object_attributes(const ir::Table& table) {
    for (const ir::Column& column : table.columns) column_attributes(column);
    add("", "table", ir::print(table.name));
    for (const ir::LocatedConstraint& placed : ir::constraints_of(table))
      add("", std::visit(ConstraintKind{}, placed.constraint.rule), ir::print(placed.constraint));
    if (table.without_rowid) add("", "option", "without rowid");
    if (table.strict) add("", "option", "strict");
    if (table.comment) add("", "comment", *table.comment);
  }
  void object_attributes(const ir::View& view) { add("", "view", ir::print(view)); }
  void object_attributes(const ir::VirtualTable& table) {
    add("", "virtual table", ir::print(table));
  }
  void object_attributes(const auto&) {}

  void column_attributes(const ir::Column& column) {
    const std::string& name = column.name.text;
    add(name, "column", ir::print(column.name));
    if (column.type) add(name, "type", ir::print(*column.type));
    for (const ir::ColumnConstraint& constraint : column.constraints) {
      auto [what, text] = std::visit(ColumnAttribute{}, constraint.rule);
      if (!what.empty()) add(name, std::move(what), std::move(text));
    }
    if (column.comment) add(name, "comment", *column.comment);
  }

  std::vector<Attribute> all_;
};

/// The name of a relation, revision by revision, backwards from the heads: what it is called before
/// each of them.
std::vector<ir::Name> names_before(const Project& project, ir::Name name) {
  const std::vector<graph::Index>& order = project.graph.order();
  std::vector<ir::Name> names(order.size());
  for (std::size_t at = order.size(); at-- > 0;) {
    const std::vector<ir::Step>& steps = project.revisions[order[at]].upgrade;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
      if (const auto* rename = std::get_if<ir::RenameTable>(&step->operation))
        if (source::same(rename->to, name)) name = rename->table;
    names[at] = name;
  }
  return names;
}

using Key = std::tuple<std::string, std::string, std::string>;
Key key_of(const Attribute& one) { return {source::fold(one.column), one.what, one.text}; }

/// What is known so far of a table called `name`, under the names that its columns have after a
/// revision.
void follow_renames(const ir::Revision& revision, ir::Name name,
                    std::map<Key, graph::Index>& known) {
  for (const ir::Step& step : revision.upgrade) {
    if (const auto* table = std::get_if<ir::RenameTable>(&step.operation))
      if (source::same(table->table, name)) name = table->to;
    const auto* alter = std::get_if<ir::AlterTable>(&step.operation);
    if (alter == nullptr || !source::same(alter->table, name)) continue;
    const auto* rename = std::get_if<ir::RenameColumn>(&alter->alteration);
    if (rename == nullptr) continue;
    std::map<Key, graph::Index> renamed;
    for (auto& [key, made_by] : known) {
      Key now = key;
      if (std::get<0>(now) == rename->from.key()) std::get<0>(now) = rename->to.key();
      renamed.emplace(std::move(now), made_by);
    }
    known = std::move(renamed);
  }
}

}  // namespace

std::vector<Attribute> blame(const Project& project, const ir::Name& relation) {
  diagnostics::Diagnostics diagnostics;
  Replay replay(project, diagnostics, false);
  const std::vector<graph::Index>& order = project.graph.order();
  const std::vector<ir::Name> before = names_before(project, relation);
  std::vector<Attribute> now;
  std::map<Key, graph::Index> known;
  for (std::size_t at = 0; at < order.size(); ++at) {
    replay.up(order[at]);
    replay.schema().forget_journal();
    const ir::Name& name = at + 1 < order.size() ? before[at + 1] : relation;
    follow_renames(project.revisions[order[at]], before[at], known);
    now = Attributes().of(replay.schema(), name);
    std::map<Key, graph::Index> made;
    for (Attribute& one : now) {
      const auto found = known.find(key_of(one));
      one.revision = found == known.end() ? order[at] : found->second;
      made.emplace(key_of(one), one.revision);
    }
    known = std::move(made);
  }
  return now;
}

}  // namespace migc::pipeline
