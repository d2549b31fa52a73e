#include "compiler/schema/check/context.hpp"

#include <algorithm>
#include <vector>

#include "compiler/schema/check/misuse.hpp"

namespace migc::schema {

namespace {

struct Nouns {
  std::string_view operator()(const ir::Table&) const { return "table"; }
  std::string_view operator()(const ir::View&) const { return "view"; }
  std::string_view operator()(const ir::VirtualTable&) const { return "virtual table"; }
  std::string_view operator()(const ir::Index&) const { return "index"; }
  std::string_view operator()(const ir::Trigger&) const { return "trigger"; }
  std::string_view operator()(const ir::Enum&) const { return "type"; }
  std::string_view operator()(const ir::Sequence&) const { return "sequence"; }
};

/// Whether an earlier statement that was in error would have made it: that was reported.
bool failed_before(Space space, const std::string& key, const Context& context) {
  return context.schema.failed.contains({space, key});
}

void report_unknown_table(const Name& name, const Context& context) {
  if (failed_before(Space::relation, name.key(), context)) return;
  context.diagnostics.report(kind::unknown_table, name.written, name.shown())
      .suggest(name.shown(), context.schema.names(Space::relation));
}

void report_unknown_object(Space space, const Name& name, const Context& context) {
  Diagnostic& diagnostic =
      context.diagnostics.report(kind::unknown_object, name.written, noun_of(space), name.shown())
          .suggest(name.shown(), context.schema.names(space));
  const dialect::Dialect& dialect = context.schema.dialect();
  if (space != Space::trigger || !dialect.naming.triggers_per_table) return;
  if (name.within == source::Within::table) return;
  diagnostic.note(
      fmt::format("in {} each table names its own triggers: write `drop trigger {} on TABLE`",
                  dialect.title, name.text));
}

/// The object of a name, unless the name says that it is in the other database: `temp.s` is no `s`
/// that lasts. Where schemas have names of their own, the schema is part of what is looked for.
const Entry* find_there(Space space, const Name& name, const Schema& schema) {
  const Entry* entry = schema.find({space, name.key()});
  const dialect::Naming& naming = schema.dialect().naming;
  if (entry == nullptr || name.schema.empty() || space == Space::index || naming.has_schemas)
    return entry;
  const bool other = source::same(
      name.schema, is_temporary(entry->object) ? naming.usual_schema : naming.temporary_schema);
  return other ? nullptr : entry;
}

}  // namespace

bool within(Span item, Span whole) {
  return item.file == whole.file && item.begin >= whole.begin && item.end <= whole.end;
}

bool Context::wrote(Span item) const { return !step.written.known() || within(item, step.written); }

std::string_view noun_of(const Object& object) { return std::visit(Nouns{}, object); }

std::string_view noun_of(Space space) {
  switch (space) {
    case Space::relation:
      return "table or view";
    case Space::index:
      return "index";
    case Space::trigger:
      return "trigger";
    case Space::type:
      return "type";
    case Space::sequence:
      return "sequence";
  }
  return {};
}

void note_origin(Diagnostic& diagnostic, const Entry& entry) {
  const std::string name = name_of(entry.object).shown();
  if (entry.created_by.empty()) {
    if (entry.created.known())
      diagnostic.note(entry.created, fmt::format("`{}` is created here", name));
    return;
  }
  std::string origin = fmt::format("`{}` was created by {}", name, entry.created_by);
  if (!entry.changed_by.empty() && entry.changed_by != entry.created_by)
    origin += " and last changed by " + entry.changed_by;
  diagnostic.note(std::move(origin));
}

const ir::Table* find_table(const Name& name, const Context& context) {
  const Entry* entry = find_there(Space::relation, name, context.schema);
  if (entry == nullptr) {
    report_unknown_table(name, context);
    return nullptr;
  }
  const auto* table = std::get_if<ir::Table>(&entry->object);
  if (table == nullptr)
    note_origin(context.diagnostics.report(kind::wrong_kind, name.written, name.shown(),
                                           noun_of(entry->object), "table"),
                *entry);
  return table;
}

const ir::Column* find_column(const ir::Table& table, const Name& column, const Context& context) {
  const ir::Column* found = table.find(column);
  if (found == nullptr) report_unknown_column(table, column, context);
  return found;
}

const Entry* find_entry(Space space, const Name& name, const Context& context) {
  const Entry* entry = find_there(space, name, context.schema);
  if (entry != nullptr || failed_before(space, name.key(), context)) return entry;
  if (space == Space::relation)
    context.diagnostics.report(kind::unknown_relation, name.written, name.shown())
        .suggest(name.shown(), context.schema.names(space));
  else
    report_unknown_object(space, name, context);
  return nullptr;
}

bool check_name_available(Space space, const Name& name, std::string_view noun,
                          const Context& context) {
  const dialect::Dialect& dialect = context.schema.dialect();
  if (const auto prefix = dialect.reserved_prefix_of(name.own_key()); !prefix.empty()) {
    context.diagnostics.report(kind::reserved_name, name.written, name.text, prefix, dialect.title);
    return false;
  }
  std::vector<Space> spaces{space};
  // An index cannot have the name of a table or a view, nor they that of an index.
  if (space == Space::relation) spaces.push_back(Space::index);
  if (space == Space::index) spaces.push_back(Space::relation);
  for (const Space taken : spaces) {
    const Entry* entry = context.schema.find({taken, name.key()});
    if (entry == nullptr) continue;
    Diagnostic& diagnostic = context.diagnostics.report(kind::name_taken, name.written,
                                                        noun_of(entry->object), name.shown());
    if (taken != space)
      diagnostic.label = fmt::format(
          "tables, views and indexes share one namespace: give the {} another name", noun);
    if (entry->created.known() && !entry->created_by.empty())
      diagnostic.note(entry->created, fmt::format("`{}` is created here", name.shown()));
    note_origin(diagnostic, *entry);
    return false;
  }
  return true;
}

void report_unknown_column(const ir::Table& table, const Name& column, const Context& context) {
  Diagnostic& diagnostic =
      context.report_at(kind::unknown_column, column.written, column.text, table.name.shown())
          .suggest(column.text, table.column_names());
  if (const Entry* entry = context.schema.find({Space::relation, table.name.key()}))
    note_origin(diagnostic, *entry);
}

namespace {

Span wrote_or_step(Span place, const Context& context) {
  return context.wrote(place) ? place : context.step.written;
}

}  // namespace

bool report_unresolved(const sql::Resolution& resolution, const ir::Table* table,
                       const Context& context) {
  if (allows(context.step, "unresolved_name")) return true;
  bool resolved = true;
  for (const sql::Unresolved& unresolved : resolution.unresolved) {
    const Name& name = unresolved.name;
    if (is_misuse(unresolved)) {
      report_misuse(unresolved, "", wrote_or_step(name.written, context), context.diagnostics);
    } else if (unresolved.what == sql::Unresolved::What::relation) {
      if (!failed_before(Space::relation, name.key(), context))
        context.report_at(kind::unknown_relation, name.written, name.shown())
            .suggest(name.shown(), unresolved.candidates);
    } else if (table != nullptr && unresolved.key == table->name.key()) {
      report_unknown_column(*table, name, context);
    } else if (const Entry* entry = context.schema.find({Space::relation, unresolved.key})) {
      note_origin(context
                      .report_at(kind::unknown_column, name.written, name.text,
                                 name_of(entry->object).shown())
                      .suggest(name.text, unresolved.candidates),
                  *entry);
    } else {
      context.report_at(kind::unknown_name, name.written, name.text)
          .suggest(name.text, unresolved.candidates);
    }
    resolved = false;
  }
  return resolved;
}

}  // namespace migc::schema
