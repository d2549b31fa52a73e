#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/emit_operation.hpp"
#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/backends/sqlite/native.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/raw_sql.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/schema/data_target.hpp"

namespace migc::backends::sqlite {

void EmitOperation::operator()(const ir::Data& op) const {
  emitter.flush_seen_by(op.statement);
  emitter.footprint_.changes_data();
  const std::optional<schema::DataTarget> target = schema::target_of(op.statement);
  const std::string what = target ? target->verb : "change";
  Action action = emitter.action(Strategy::data,
                                 target ? fmt::format("{} {}", what, target->relation.text) : what,
                                 print_portable(op.statement));
  action.loses_data = what == "delete";
  if (action.loses_data) action.notes = {"the deleted rows are lost"};
  if (target) {
    action.tables = {target->relation.text};
    emitter.footprint_.rows_of(target->relation);
  }
  emitter.add(std::move(action));
}

void EmitOperation::operator()(const ir::Assert& op) const {
  emitter.flush_seen_by(op.condition);
  Action action = emitter.action(Strategy::check, "check: " + op.otherwise, "");
  action.statements = {{Statement::Kind::assert_, print_portable(op.condition), op.otherwise}};
  emitter.add(std::move(action));
}

void EmitOperation::operator()(const ir::Execute& op) const {
  emitter.flush(before);
  emitter.footprint_.changes_data();
  if (const auto word = transaction_control(op.sql))
    emitter.diagnostics_.report(diagnostics::kind::sqlite_transaction_control, op.written, *word);
  Action action =
      emitter.action(Strategy::data, "SQL as its author wrote it", in_one_group(op.sql));
  action.raw = true;
  emitter.add(std::move(action));
}

}  // namespace migc::backends::sqlite
