#include "compiler/dialects/sqlite/plan/emitter.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "compiler/dialects/sqlite/plan/emit_operation.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/sql/module_arguments.hpp"

namespace migc::backends::sqlite {

void SqliteEmitter::step(const ir::Step& step, const schema::Schema& before) {
  plan_.begin(step, before);
  if (step.declared)
    plan_.flush(before);
  else if (step.moot)
    write_moot(step, before);
  else
    std::visit(EmitOperation{{plan_, before}}, step.operation);
}

Script SqliteEmitter::finish(const schema::Schema& after) {
  plan_.restore_set_aside(after);
  plan_.flush(after);
  refresh_indexes(after);
  return plan_.finish(after);
}

void SqliteEmitter::refresh_indexes(const schema::Schema& now) {
  for (const StaleIndexes::Stale& stale : plan_.stale.at_end(now)) {
    const auto& table = *now.find<ir::VirtualTable>(schema::Space::relation, stale.index);
    const std::string index = quote(table.name);
    Action again = plan_.action(
        Strategy::data,
        fmt::format("rebuild the full-text index {} from {}", table.name.text, stale.content), "");
    again.statements.clear();
    const auto sql = [&](std::string text) {
      again.statements.push_back({Statement::Kind::sql, std::move(text), {}});
    };
    if (sql::reads_of(table)->all_columns) {  // those that it knows are those of its creation
      again.strategy = Strategy::native;
      plan_.touch(schema::Space::relation, table.name);
      sql("DROP TABLE " + index);
      sql(print(table));
    }
    sql(fmt::format("INSERT INTO {0} ({0}) VALUES ('rebuild')", index));
    again.notes = {
        fmt::format("{} no longer matches the content it was built from", stale.content)};
    again.tables = {table.name.text};
    again.written = stale.written;
    plan_.add(std::move(again));
  }
}

}  // namespace migc::backends::sqlite
