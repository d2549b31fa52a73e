#include "compiler/pipeline/schema_text.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/schema/edit/texts.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::pipeline {

namespace {

template <class... Some>
bool is_one_of(const ir::Operation& operation) {
  return (std::holds_alternative<Some>(operation) || ...);
}

bool is_definition(const ir::Operation& operation) {
  return is_one_of<ir::CreateTable, ir::CreateIndex, ir::CreateView, ir::CreateTrigger,
                   ir::CreateVirtualTable, ir::CreateEnum, ir::CreateSequence>(operation) ||
         ir::alteration_in<ir::SetTableComment>(operation) != nullptr ||
         ir::alteration_in<ir::SetColumnComment>(operation) != nullptr;
}

/// Tables of the second schema say what those of the first say that they were.
void keep_was(const schema::Schema& from, schema::Schema& to) {
  for (const schema::Entry* entry : from.all()) {
    const auto* result = std::get_if<ir::Table>(&entry->object);
    const ir::Table* found = result == nullptr ? nullptr : to.table(result->name);
    if (found == nullptr) continue;
    ir::Table table = *found;
    table.renamed_from = result->renamed_from;
    for (const ir::Column& column : result->columns)
      if (ir::Column* other = table.find(column.name)) other->renamed_from = column.renamed_from;
    to.put(std::move(table));
  }
}

/// Takes a relation out, and what stands on it.
void leave_out(schema::Schema& schema, const ir::Name& relation) {
  std::vector<schema::Id> along{{schema::Space::relation, relation.key()}};
  for (const ir::Index* index : schema.indexes_of(relation))
    along.push_back({schema::Space::index, index->name.key()});
  for (const ir::Trigger* trigger : schema.triggers_of(relation))
    along.push_back({schema::Space::trigger, trigger->name.key()});
  for (const schema::Id& id : along) schema.erase(id);
}

std::vector<ir::Name> relations_of(const schema::Schema& schema) {
  std::vector<ir::Name> names;
  for (const schema::Entry* entry : schema.all())
    if (schema::id_of(entry->object).space == schema::Space::relation)
      names.push_back(schema::name_of(entry->object));
  return names;
}

/// Every line of a text that is not empty, behind an indent.
std::string indented(std::string_view text, std::string_view indent) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (text.front() != '\n') result += indent;
    result += text.substr(0, end);
    text.remove_prefix(end);
  }
  return result;
}

}  // namespace

lower::Options lower_options(const config::Settings& settings, const dialect::Dialect& dialect) {
  lower::Options options{dialect};
  for (const auto& [key, pattern] : settings.naming) options.naming[key] = pattern.value;
  options.own_names = {{source::fold(settings.version_table.value), "the version table of migc"},
                       {source::fold(settings.log_table.value), "the log table of migc"}};
  options.own_names.emplace("_migc_bump", "a table that migc creates while it runs");
  for (const auto& [name, value] : settings.parameters) options.arguments[name] = value.value;
  return options;
}

std::optional<schema::Schema> read_schema(const source::SourceSet& sources, std::uint32_t file,
                                          const lower::Options& options,
                                          diagnostics::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  const std::vector<ir::Step> steps =
      lower::lower(syntax::parse_statements(sources, file, diagnostics, options.dialect.naming),
                   options, diagnostics);
  schema::Schema schema(options.dialect);
  for (const ir::Step& step : steps) {
    if (!is_definition(step.operation))
      diagnostics.report(diagnostics::kind::not_a_definition, step.written);
    else
      for (const ir::Step& one : schema::expand(step, schema))
        static_cast<void>(schema::apply(one, schema, diagnostics));
  }
  if (diagnostics.errors() == errors) schema::check_block(steps, schema, 0, diagnostics);
  if (diagnostics.errors() != errors) return std::nullopt;
  schema.forget_journal();
  return schema;
}

schema::Schema as_stored(const schema::Schema& schema, const dialect::Dialect& dialect,
                         source::SourceSet& sources) {
  diagnostics::Diagnostics diagnostics;
  const std::uint32_t file =
      sources.add("statements as stored in the database",
                  fmt::format("{};", fmt::join(create_statements(schema, dialect.name), ";\n")));
  const lower::Options options{dialect};
  schema::Schema stored(dialect);
  for (const ir::Step& step :
       lower::lower(syntax::parse_statements(sources, file, diagnostics, dialect.naming), options,
                    diagnostics))
    static_cast<void>(schema::apply(step, stored, diagnostics));
  schema::write_texts_as_strings(stored);
  keep_was(schema, stored);
  stored.forget_journal();
  return stored;
}

std::string schema_text(const schema::Schema& schema) {
  diagnostics::Diagnostics diagnostics;
  return changes_text(schema::diff(schema::Schema(schema.dialect()), schema, diagnostics));
}

schema::Schema included(schema::Schema schema, const config::Settings& settings) {
  const auto fits = [](const std::vector<std::string>& patterns, const std::string& name) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
      return fnmatch(source::fold(pattern).c_str(), source::fold(name).c_str(), 0) == 0;
    });
  };
  const auto &include = settings.include.value, &exclude = settings.exclude.value;
  for (const ir::Name& name : relations_of(schema))
    if ((!include.empty() && !fits(include, name.shown())) || fits(exclude, name.shown()))
      leave_out(schema, name);
  leave_out(schema, {settings.version_table.value});
  leave_out(schema, {settings.log_table.value});
  schema.forget_journal();
  return schema;
}

schema::Schema of_relation(schema::Schema schema, const std::string& relation) {
  for (const ir::Name& name : relations_of(schema))
    if (!source::same(name.shown(), relation)) leave_out(schema, name);
  schema.forget_journal();
  return schema;
}

std::vector<ChangeText> change_texts(std::span<const schema::Change> changes) {
  std::vector<ir::Step> steps;
  for (const schema::Change& change : changes) steps.push_back(schema::step_of(change));
  std::vector<ChangeText> texts;
  for (ir::Statement& statement : ir::print(steps)) {
    ChangeText& text = texts.emplace_back(ChangeText{std::move(statement.text), {}});
    for (const schema::Change& change : changes.first(statement.steps))
      text.remarks.insert(text.remarks.end(), change.remarks.begin(), change.remarks.end());
    changes = changes.subspan(statement.steps);
  }
  return texts;
}

std::string changes_text(std::span<const schema::Change> changes, std::string_view indent) {
  std::string text;
  bool apart = false;  // statements of one line stand together
  for (const ChangeText& change : change_texts(changes)) {
    std::string part;
    for (const std::string& remark : change.remarks)
      part += "-- " + diagnostics::printable(remark) + "\n";
    part += change.statement + "\n";
    const bool long_one = part.find('\n') + 1 != part.size();
    if (!text.empty() && (apart || long_one)) text += '\n';
    apart = long_one;
    text += indented(part, indent);
  }
  return text;
}

}  // namespace migc::pipeline
