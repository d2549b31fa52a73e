#include "compiler/lsp/names.hpp"

#include <map>
#include <utility>

#include "compiler/lsp/moment.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::lsp {

namespace {

using ir::Name;
using schema::Space;

/// Collects what an operation names that a schema has. It sees each operation twice, before and
/// after: the one has what it drops and what it renames, the other what it makes.
class Collect {
 public:
  Collect(const schema::Schema& schema,
          std::map<std::pair<std::uint32_t, std::uint32_t>, Mention>& found)
      : schema_(schema), found_(found) {}

  void operator()(const ir::CreateTable& op) const { table(op.table); }
  void operator()(const ir::CreateTableAs& op) const {
    relation(op.table);
    statement(op.query);
  }
  void operator()(const ir::DropTable& op) const { relation(op.table); }
  void operator()(const ir::RenameTable& op) const {
    relation(op.table);
    relation(op.to);
  }
  void operator()(const ir::AlterTable& op) const {
    relation(op.table);
    columns(op.table, ir::effect_of(op.alteration).columns);
    const ir::Table* table = schema_.table(op.table);
    if (table == nullptr) return;
    if (const auto* add = std::get_if<ir::AddConstraint>(&op.alteration))
      constraint(*table, add->constraint);
    if (const auto* add = std::get_if<ir::AddColumn>(&op.alteration)) column(*table, add->column);
    ir::Alteration copy = op.alteration;
    for (const ir::Expression* one : ir::expressions_of(copy))
      uses(*one, sql::resolve_over_table(*one, *table, schema_));
  }
  void operator()(const ir::CreateIndex& op) const {
    relation(op.index.table);
    const ir::Table* table = schema_.table(op.index.table);
    if (table == nullptr) return;
    terms(*table, op.index.terms);
    columns(op.index.table, op.index.include);
    if (op.index.where) within(*table, *op.index.where);
  }
  void operator()(const ir::DropIndex&) const {}
  void operator()(const ir::RenameIndex&) const {}
  void operator()(const ir::CreateView& op) const {
    relation(op.view.name);
    uses(op.view.query, sql::resolve_view(op.view, schema_));
  }
  void operator()(const ir::DropView& op) const { relation(op.view); }
  void operator()(const ir::CreateTrigger& op) const {
    relation(op.trigger.table);
    columns(op.trigger.table, op.trigger.update_of);
    const sql::TriggerResolution read = sql::resolve_trigger(op.trigger, schema_);
    if (op.trigger.when) uses(*op.trigger.when, read.when);
    uses(op.trigger.body, read.body);
  }
  void operator()(const ir::DropTrigger& op) const {
    if (op.table) relation(*op.table);
  }
  void operator()(const ir::CreateVirtualTable& op) const { relation(op.table.name); }
  void operator()(const ir::CreateEnum&) const {}
  void operator()(const ir::DropEnum&) const {}
  void operator()(const ir::AddEnumValue&) const {}
  void operator()(const ir::RenameEnumValue&) const {}
  void operator()(const ir::DropEnumValue&) const {}
  void operator()(const ir::CreateSequence&) const {}
  void operator()(const ir::DropSequence&) const {}
  void operator()(const ir::Data& op) const { statement(op.statement); }
  void operator()(const ir::Assert& op) const { statement(op.condition); }
  void operator()(const ir::Execute&) const {}

 private:
  void add(const source::Span& place, Thing thing) const {
    if (place.known() && place.begin < place.end && thing.declared.known())
      found_.try_emplace({place.file, place.begin}, Mention{place, std::move(thing)});
  }

  void relation(const Name& name) const { relation(name.key(), name.written); }
  void relation(const std::string& key, const source::Span& place) const {
    if (const schema::Entry* entry = schema_.find({Space::relation, key}))
      add(place, {Thing::Kind::relation, entry->created, schema::name_of(entry->object).text});
  }

  void column(const std::string& table, const Name& name) const {
    const schema::Entry* entry = schema_.find({Space::relation, table});
    const auto* of = entry == nullptr ? nullptr : std::get_if<ir::Table>(&entry->object);
    const ir::Column* column = of == nullptr ? nullptr : of->find(name);
    if (column == nullptr) return;
    const source::Span& declared = column->written.known() ? column->written : column->name.written;
    add(name.written, {Thing::Kind::column, declared, column->name.text, of->name.text});
  }
  void columns(const Name& table, const std::vector<Name>& names) const {
    for (const Name& name : names) column(table.key(), name);
  }

  void uses(const ir::Expression& text, const sql::Resolution& read) const {
    for (const sql::Use& use : read.uses) {
      const ir::Token& token = text.tokens[use.token];
      if (use.column.empty())
        relation(use.relation, token.written);
      else
        column(use.relation, token.name());
    }
  }
  void statement(const ir::Expression& text) const {
    uses(text, sql::resolve_statement(text, schema_));
  }
  void within(const ir::Table& table, const ir::Expression& text) const {
    uses(text, sql::resolve_in_table(text, table, schema_));
  }
  void terms(const ir::Table& table, const std::vector<ir::Term>& terms) const {
    for (const ir::Term& term : terms) within(table, term.expression);
  }
  void references(const ir::References& to) const {
    relation(to.table);
    columns(to.table, to.columns);
  }

  void table(const ir::Table& table) const {
    relation(table.name);
    for (const ir::Column& one : table.columns) column(table, one);
    for (const ir::TableConstraint& one : table.constraints) constraint(table, one);
  }
  void column(const ir::Table& table, const ir::Column& one) const {
    column(table.name.key(), one.name);
    for (const ir::ColumnConstraint& constraint : one.constraints) {
      if (const auto* to = std::get_if<ir::References>(&constraint.rule)) references(*to);
      if (const auto* check = std::get_if<ir::Check>(&constraint.rule))
        within(table, check->condition);
      if (const auto* generated = std::get_if<ir::Generated>(&constraint.rule))
        within(table, generated->value);
    }
  }
  void constraint(const ir::Table& table, const ir::TableConstraint& one) const {
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&one.rule)) terms(table, key->terms);
    if (const auto* key = std::get_if<ir::TableUnique>(&one.rule)) terms(table, key->terms);
    if (const auto* check = std::get_if<ir::Check>(&one.rule)) within(table, check->condition);
    const auto* foreign = std::get_if<ir::ForeignKey>(&one.rule);
    if (foreign == nullptr) return;
    columns(table.name, foreign->columns);
    references(foreign->references);
  }

  const schema::Schema& schema_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Mention>& found_;
};

void collect(const std::vector<ir::Step>& steps, schema::Schema& schema,
             std::map<std::pair<std::uint32_t, std::uint32_t>, Mention>& found) {
  diagnostics::Diagnostics said;
  for (const ir::Step& step : steps)
    for (const ir::Step& single : schema::expand(step, schema)) {
      std::visit(Collect(schema, found), single.operation);
      static_cast<void>(schema::apply(single, schema, said));
      std::visit(Collect(schema, found), single.operation);
    }
}

}  // namespace

std::vector<Mention> names_in_blocks(Workspace& workspace, graph::Index revision) {
  Moment moment(workspace, revision, Block::header, 0);
  const ir::Revision& body = workspace.project().revisions[revision];
  std::map<std::pair<std::uint32_t, std::uint32_t>, Mention> found;
  collect(body.upgrade, moment.schema(), found);
  collect(body.downgrade.steps, moment.schema(), found);
  std::vector<Mention> mentions;
  for (auto& [place, mention] : found) mentions.push_back(std::move(mention));
  return mentions;
}

std::vector<Mention> names_in_header(const Workspace& workspace, const File& file) {
  std::vector<Mention> mentions;
  if (!file.header) return mentions;
  const auto add = [&](const Name& name) {
    const auto revision = workspace.project().graph.find(name.text);
    if (!revision || !name.written.known()) return;
    const ir::Name& id = workspace.project().headers[*revision].id;
    mentions.push_back({name.written, {Thing::Kind::revision, id.written, id.text}});
  };
  add(file.header->id);
  for (const auto* names :
       {&file.header->parents, &file.header->depends_on, &file.header->replaces})
    for (const Name& name : *names) add(name);
  return mentions;
}

std::optional<Mention> named_at(Workspace& workspace, const File& file, std::size_t offset) {
  const auto at = [&](const std::vector<Mention>& mentions) -> std::optional<Mention> {
    for (const Mention& one : mentions)
      if (one.place.file == file.source && holds(one.place, offset)) return one;
    return std::nullopt;
  };
  if (auto found = at(names_in_header(workspace, file))) return found;
  const auto revision = workspace.index_of(file);
  return revision ? at(names_in_blocks(workspace, *revision)) : std::nullopt;
}

std::vector<source::Span> places_of(Workspace& workspace, const Thing& thing) {
  std::vector<source::Span> places;
  const auto add = [&](const std::vector<Mention>& mentions) {
    for (const Mention& one : mentions)
      if (one.thing.is(thing)) places.push_back(one.place);
  };
  if (thing.kind == Thing::Kind::revision)
    for (const auto& [path, file] : workspace.files()) add(names_in_header(workspace, file));
  else
    for (const graph::Index revision : workspace.project().graph.order())
      add(names_in_blocks(workspace, revision));
  return places;
}

}  // namespace migc::lsp
