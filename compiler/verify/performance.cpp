#include "compiler/verify/performance.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/verify/sample_rows.hpp"

namespace migc::verify {

using backends::Action;
using backends::Statement;
using backends::Strategy;
using schema::Entry;
using schema::Id;
using schema::Space;

namespace {

Literals literals_of(const Neighbourhood& around) {
  Literals literals;
  for (const Entry* entry : around.before)
    if (const auto* view = std::get_if<ir::View>(&entry->object))
      add_literals(view->query, literals);
  return literals;
}

/// Enums as they are before the block: tables say their values in checks.
schema::Schema types_of(const Neighbourhood& around, const dialect::Dialect& dialect) {
  schema::Schema types(dialect);
  for (const Entry* entry : around.before)
    if (std::holds_alternative<ir::Enum>(entry->object)) types.put(entry->object);
  return types;
}

void fill(const Entry& entry, SampleRows rows, const Literals& literals, database::Stage& stage) {
  const auto* table = std::get_if<ir::Table>(&entry.object);
  if (table == nullptr || rows == SampleRows::none) return;
  for (const int number : {1, 2, 3}) {
    if (number == 2 && rows != SampleRows::all) continue;
    for (const std::string& way : sample_row(*table, number, literals)) {
      if (stage.run(way)) continue;
      if (stage.query("SELECT changes()").at(0).at(0) == "1") break;
    }
  }
}

}  // namespace

void Performance::set_up(SampleRows rows) {
  left_out_.clear();
  texts_.clear();
  stage_.clear();
  const bool has_types = std::any_of(around_.changed.begin(), around_.changed.end(),
                                     [](const Id& id) { return id.space == Space::type; });
  const dialect::Dialect& dialect = block_.after.dialect();
  const schema::Schema types = has_types ? types_of(around_, dialect) : schema::Schema(dialect);
  const Literals literals = rows == SampleRows::none ? Literals() : literals_of(around_);
  for (const Entry* entry : around_.before) {
    create(*entry, has_types ? types : block_.after);
    fill(*entry, rows, literals, stage_);
  }
}

void Performance::create(const Entry& entry, const schema::Schema& types) {
  std::string text = backend_.create(entry.object, types);
  if (text.empty()) return;
  const Id id = schema::id_of(entry.object);
  const bool reads_left_out =
      std::any_of(entry.mentions.begin(), entry.mentions.end(),
                  [&](const Id& mentioned) { return left_out_.count(mentioned) > 0; });
  const bool is_table = std::holds_alternative<ir::Table>(entry.object);
  if (reads_left_out && !is_table) {
    left_out_.insert(id);
    return;
  }
  if (const database::Verdict refused = stage_.run(text)) {
    if (refused->is_unknowable()) reasons_[schema::name_of(entry.object).text] = refused->message;
    left_out_.insert(id);
    return;
  }
  texts_[id] = std::move(text);
}

bool Performance::names_left_out(const std::string& sql) const {
  if (left_out_.empty()) return false;
  const std::set<std::string> words = words_in(sql);
  return std::any_of(left_out_.begin(), left_out_.end(),
                     [&](const Id& id) { return words.count(id.key) > 0; });
}

std::optional<Performance::Stop> Performance::run(const Action& action) {
  for (const Statement& statement : action.statements) {
    database::Verdict refused = execute(action, statement);
    if (!refused || refused->is_unknowable() || names_left_out(statement.text)) {
      if (refused && refused->is_unknowable() && !action.tables.empty()) {
        reasons_[action.tables.front()] = refused->message;
        left_out_.insert({Space::relation, source::fold(action.tables.front())});
      }
      continue;
    }
    return Stop{std::move(*refused), &action, &statement};
  }
  return std::nullopt;
}

std::optional<Performance::Stop> Performance::run_all() {
  for (const Action& action : block_.script.actions)
    if (auto stopped = run(action)) return stopped;
  if (std::any_of(block_.script.actions.begin(), block_.script.actions.end(),
                  [](const Action& action) { return action.strategy == Strategy::metadata; }))
    static_cast<void>(stage_.run("PRAGMA writable_schema = RESET"));
  return std::nullopt;
}

database::Verdict Performance::execute(const Action& action, const Statement& statement) {
  if (statement.kind != Statement::Kind::sql) return stage_.prepare("SELECT " + statement.text);
  if (action.raw) return stage_.run_definitions(statement.text);
  if (action.strategy != Strategy::data) return stage_.run(statement.text);
  // `create table … as` is what later statements read.
  if (database::Verdict refused = stage_.run_definitions(statement.text)) return refused;
  if (writes_virtual_table(action)) static_cast<void>(stage_.run(statement.text));
  return std::nullopt;
}

/// Commands to a full-text table are data statements.
bool Performance::writes_virtual_table(const Action& action) const {
  return std::any_of(action.tables.begin(), action.tables.end(), [&](const std::string& name) {
    const Entry* entry = block_.after.find({Space::relation, source::fold(name)});
    return entry != nullptr && std::holds_alternative<ir::VirtualTable>(entry->object);
  });
}

}  // namespace migc::verify
