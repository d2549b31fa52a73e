#include <fmt/format.h>

#include <optional>
#include <utility>

#include "compiler/dialects/sqlite/plan/emitter.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

using schema::Space;

/// A statement with its IF, and what it is about.
struct Conditional {
  std::string text;
  schema::Id id;
  bool creates = true;
};

Conditional dropped(const char* type, Space space, const source::Name& name) {
  return {fmt::format("DROP {} IF EXISTS {}", type, quote(name)), {space, name.key()}, false};
}

std::optional<Conditional> conditional(const ir::Operation& operation,
                                       const schema::Schema& schema) {
  constexpr Unless unless = Unless::exists;
  if (const auto* op = std::get_if<ir::CreateTable>(&operation))
    return {{print(op->table, schema, unless), {Space::relation, op->table.name.key()}}};
  if (const auto* op = std::get_if<ir::CreateTableAs>(&operation))
    return {{fmt::format("CREATE {}TABLE IF NOT EXISTS {} AS {}", op->temporary ? "TEMP " : "",
                         quote(op->table), print(op->query)),
             {Space::relation, op->table.key()}}};
  if (const auto* op = std::get_if<ir::CreateVirtualTable>(&operation))
    return {{print(op->table, unless), {Space::relation, op->table.name.key()}}};
  if (const auto* op = std::get_if<ir::CreateView>(&operation))
    return {{print(op->view, unless), {Space::relation, op->view.name.key()}}};
  if (const auto* op = std::get_if<ir::CreateIndex>(&operation))
    return {{print(op->index, unless), {Space::index, op->index.name.key()}}};
  if (const auto* op = std::get_if<ir::CreateTrigger>(&operation))
    return {{print(op->trigger, unless), {Space::trigger, op->trigger.name.key()}}};
  if (const auto* op = std::get_if<ir::DropTable>(&operation))
    return dropped("TABLE", Space::relation, op->table);
  if (const auto* op = std::get_if<ir::DropView>(&operation))
    return dropped("VIEW", Space::relation, op->view);
  if (const auto* op = std::get_if<ir::DropIndex>(&operation))
    return dropped("INDEX", Space::index, op->index);
  if (const auto* op = std::get_if<ir::DropTrigger>(&operation))
    return dropped("TRIGGER", Space::trigger, op->trigger);
  return std::nullopt;
}

}  // namespace

/// What is to be created has to see all that is held back; what is dropped matters only to what
/// had its name.
void SqliteEmitter::write_moot(const ir::Step& step, const schema::Schema& before) {
  std::optional<Conditional> statement = conditional(step.operation, before);
  if (!statement) return;
  const source::Name name{statement->id.key, false, {}, {}};
  if (statement->creates || plan_.footprint.has(statement->id.space, name)) plan_.flush(before);
  plan_.touch(statement->id.space, name);
  if (const ir::Table* table = statement->creates ? before.table(name) : nullptr;
      table != nullptr && statement->id.space == schema::Space::relation)
    for (const ir::Column& column : table->columns) plan_.footprint.column(name, column.name, true);
  Action note = plan_.action(Strategy::native,
                             fmt::format("{}: nothing to do if it is {}there", name.text,
                                         statement->creates ? "" : "not "),
                             std::move(statement->text));
  for (TableRun::Check& check : plan_.losses)
    note.statements.insert(note.statements.begin(), std::move(check.statement));
  plan_.add(std::move(note));
}

}  // namespace migc::backends::sqlite
