#include "compiler/verify/probes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/backends/quote.hpp"

namespace migc::verify {

namespace {

std::string name_of(const source::Name& name) { return backends::quoted(name.text, '"'); }

Probe update(const source::Name& relation, const std::vector<std::string>& columns) {
  std::string sets;
  for (const std::string& column : columns) {
    const std::string name = backends::quoted(column, '"');
    sets += fmt::format("{}{} = {}", sets.empty() ? "" : ", ", name, name);
  }
  return {Probe::Kind::update, fmt::format("UPDATE {} SET {}", name_of(relation), sets)};
}

std::vector<std::string> plain_columns(const ir::Table& table) {
  std::vector<std::string> columns;
  for (const ir::Column& column : table.columns)
    if (!column.has<ir::Generated>()) columns.push_back(column.name.text);
  return columns;
}

Probe select(const source::Name& relation) {
  return {Probe::Kind::select, "SELECT * FROM " + name_of(relation)};
}
Probe insert(const source::Name& relation) {
  return {Probe::Kind::insert, fmt::format("INSERT INTO {} DEFAULT VALUES", name_of(relation))};
}
Probe remove(const source::Name& relation) {
  return {Probe::Kind::remove, "DELETE FROM " + name_of(relation)};
}

std::vector<Probe> probes_of_table(const ir::Table& table) {
  std::vector<Probe> probes = {select(table.name), insert(table.name), remove(table.name)};
  const auto columns = plain_columns(table);
  if (!columns.empty()) probes.push_back(update(table.name, columns));
  return probes;
}

/// A view takes changes only where a trigger stands instead of them.
std::vector<Probe> probes_of_view(const ir::View& view,
                                  std::span<const ir::Trigger* const> triggers,
                                  database::Stage& stage) {
  using Event = ir::Trigger::Event;
  std::vector<Probe> probes = {select(view.name)};
  for (const ir::Trigger* trigger : triggers) {
    if (!same(trigger->table, view.name)) continue;
    if (trigger->event == Event::insert) probes.push_back(insert(view.name));
    if (trigger->event == Event::delete_) probes.push_back(remove(view.name));
    if (trigger->event != Event::update) continue;
    const std::vector<std::string> columns = stage.columns_of(probes.front().sql);
    if (!columns.empty()) probes.push_back(update(view.name, columns));
  }
  return probes;
}

}  // namespace

std::vector<Probe> probes_of(const schema::Entry& relation,
                             std::span<const ir::Trigger* const> triggers, database::Stage& stage) {
  if (const auto* table = std::get_if<ir::Table>(&relation.object)) return probes_of_table(*table);
  if (const auto* view = std::get_if<ir::View>(&relation.object))
    return probes_of_view(*view, triggers, stage);
  return {select(schema::name_of(relation.object))};
}

std::vector<Probe> single_updates(const schema::Entry& relation) {
  std::vector<Probe> probes;
  if (const auto* table = std::get_if<ir::Table>(&relation.object))
    for (const std::string& column : plain_columns(*table)) {
      probes.push_back(update(table->name, {column}));
      probes.back().column = column;
    }
  return probes;
}

std::string in_words(const Probe& probe) {
  switch (probe.kind) {
    case Probe::Kind::select:
      return "reading it";
    case Probe::Kind::insert:
      return "inserting into it";
    case Probe::Kind::update:
      return probe.column.empty() ? "updating it" : fmt::format("updating its `{}`", probe.column);
    case Probe::Kind::remove:
      return "deleting from it";
  }
  return "";
}

database::Verdict try_out(const Probe& probe, database::Stage& stage) {
  stage.enforce_foreign_keys(true);
  // What only shows when it runs: the module of a virtual table that looks at its content.
  database::Verdict refused =
      probe.kind == Probe::Kind::select ? stage.first_row(probe.sql) : stage.prepare(probe.sql);
  stage.enforce_foreign_keys(false);
  return refused;
}

}  // namespace migc::verify
