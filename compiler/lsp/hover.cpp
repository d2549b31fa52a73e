#include <fmt/format.h>

#include "compiler/diagnostics/explanations.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/lsp/answers.hpp"
#include "compiler/lsp/moment.hpp"
#include "compiler/pipeline/compile.hpp"

namespace migc::lsp {

namespace {

std::string fenced(std::string_view language, const std::string& text) {
  return fmt::format("```{}\n{}\n```\n", language, text);
}

std::string of_revision(const Workspace& workspace, const Thing& thing) {
  const auto revision = workspace.project().graph.find(thing.text);
  if (!revision) return "";
  const ir::Header& header = workspace.project().headers[*revision];
  std::string text = fmt::format("revision `{}`", header.id.text);
  if (!header.message.empty()) text += ": " + header.message;
  if (!header.created.empty()) text += fmt::format("\n\ncreated {}", header.created);
  if (!header.parents.empty()) text += fmt::format("\n\nrevises {}", ir::print(header.parents));
  return text + "\n";
}

/// A table or view with what stands on it, as the language says it.
std::string of_relation(const schema::Schema& schema, const ir::Name& name) {
  const schema::Entry* entry = schema.find({schema::Space::relation, name.key()});
  if (entry == nullptr) return "";
  std::string text;
  if (const auto* table = std::get_if<ir::Table>(&entry->object)) text = ir::print(*table) + ";";
  if (const auto* view = std::get_if<ir::View>(&entry->object)) text = ir::print(*view) + ";";
  if (const auto* table = std::get_if<ir::VirtualTable>(&entry->object))
    text = ir::print(*table) + ";";
  for (const ir::Index* index : schema.indexes_of(name)) text += "\n" + ir::print(*index) + ";";
  std::string origin = fmt::format("created by `{}`", entry->created_by);
  if (!entry->changed_by.empty() && entry->changed_by != entry->created_by)
    origin += fmt::format(", last changed by `{}`", entry->changed_by);
  return fenced("mig", text) + origin + "\n";
}

std::string of_column(const schema::Schema& schema, const Thing& thing, const ir::Name& relation,
                      const ir::Name& name) {
  const ir::Table* table = schema.table(relation);
  const ir::Column* column = table == nullptr ? nullptr : table->find(name);
  if (column == nullptr) return "";
  return fenced("mig", ir::print(*column)) + fmt::format("column of `{}`\n", thing.relation);
}

/// What the name stands for, as it is before the statement or, if that makes it, behind it.
std::string of_name(const schema::Schema& schema, const Thing& thing) {
  const ir::Name name{.text = thing.text, .quoted = true};
  if (thing.kind == Thing::Kind::relation) return of_relation(schema, name);
  return of_column(schema, thing, {.text = thing.relation, .quoted = true}, name);
}

std::vector<ir::Step> steps_at(const std::vector<ir::Step>& steps, std::size_t offset) {
  std::vector<ir::Step> found;
  for (const ir::Step& step : steps)
    if (holds(step.written, offset)) found.push_back(step);
  return found;
}

std::string sql_of(const Workspace& workspace, graph::Index revision,
                   const std::vector<ir::Step>& steps, schema::Schema& schema) {
  if (steps.empty() || backends::find_backend(workspace.project().dialect->name) == nullptr)
    return "";
  diagnostics::Diagnostics said;
  const backends::Script script =
      pipeline::script_of(workspace.project(), revision, steps, schema, said);
  if (!said.ok()) return "";
  std::string text;
  for (const backends::Action& action : script.actions)
    for (const backends::Statement& statement : action.statements)
      if (statement.kind == backends::Statement::Kind::sql) text += statement.text + ";\n";
  if (text.empty()) return "";
  text.pop_back();
  return "becomes\n\n" + fenced("sql", text);
}

/// What the complaints at a place mean.
std::string explained(const Workspace& workspace, const File& file, std::size_t offset) {
  std::string text;
  const diagnostics::Diagnostics all = workspace.complaints();
  for (const diagnostics::Diagnostic& one : all.all()) {
    if (one.place.file != file.source || !holds(one.place, offset)) continue;
    const auto explanation = diagnostics::explanation_of(one.id);
    if (!explanation || text.find(one.id) != text.npos) continue;
    text += fmt::format("**{}**: {}\n", one.id, explanation->meaning);
    if (!explanation->fix.empty()) text += fmt::format("\nFix: {}\n", explanation->fix);
  }
  return text;
}

Json markdown(const std::string& text) {
  if (text.empty()) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", text}}}};
}

}  // namespace

Json hover(Workspace& workspace, const File& file, std::size_t offset) {
  const std::string meaning = explained(workspace, file, offset);
  const auto named = named_at(workspace, file, offset);
  if (named && named->thing.kind == Thing::Kind::revision)
    return markdown(of_revision(workspace, named->thing) + meaning);
  const auto revision = workspace.index_of(file);
  if (!revision) return markdown(meaning);
  const Block block = before(workspace.sources()[file.source].text(), offset).block;
  if (block == Block::header) return markdown(meaning);
  const ir::Revision& body = workspace.project().revisions[*revision];
  const std::vector<ir::Step> steps =
      steps_at(block == Block::upgrade ? body.upgrade : body.downgrade.steps, offset);
  Moment moment(workspace, *revision, block, offset);
  std::string text = named ? of_name(moment.schema(), named->thing) : "";
  const std::string sql = sql_of(workspace, *revision, steps, moment.schema());
  if (named && text.empty()) text = of_name(moment.schema(), named->thing);
  return markdown(text + sql + meaning);
}

}  // namespace migc::lsp
