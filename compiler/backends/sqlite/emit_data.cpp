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
#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

/// The table that a data statement changes: what follows INTO, UPDATE or FROM outside all brackets.
std::optional<source::Name> target(const ir::Expression& statement) {
  const std::vector<ir::Token>& tokens = statement.tokens;
  std::size_t depth = 0;
  bool ahead = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const ir::Token& token = tokens[at];
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth > 0 || token.is_symbol(")")) continue;
    if (ahead && token.is_word("or")) {  // UPDATE OR IGNORE t
      ++at;
      continue;
    }
    if (ahead && token.is_name()) {
      const bool qualified = at + 2 < tokens.size() && tokens[at + 1].is_symbol(".");
      return (qualified ? tokens[at + 2] : token).name();
    }
    ahead = token.is_word("into") || token.is_word("update") || token.is_word("from");
  }
  return std::nullopt;
}

/// What a data statement is, whatever stands before it: `update`, `insert`, `delete`.
std::string verb(const ir::Expression& statement) {
  std::size_t depth = 0;
  for (const ir::Token& token : statement.tokens) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth == 0)
      for (const char* word : {"insert", "replace", "update", "delete"})
        if (token.is_word(word)) return word;
  }
  return "change";
}

}  // namespace

void EmitOperation::operator()(const ir::Data& op) const {
  emitter.flush(before);
  const std::string what = verb(op.statement);
  const std::optional<source::Name> table = target(op.statement);
  Action action =
      emitter.action(Strategy::data, table ? fmt::format("{} {}", what, table->text) : what,
                     print_portable(op.statement));
  action.loses_data = what == "delete";
  if (action.loses_data) action.notes = {"the deleted rows are lost"};
  if (table) {
    action.tables = {table->text};
    emitter.check_foreign_keys(*table);
  }
  emitter.add(std::move(action));
}

void EmitOperation::operator()(const ir::Assert& op) const {
  emitter.flush(before);
  Action action = emitter.action(Strategy::check, "check: " + op.otherwise, "");
  action.statements = {{Statement::Kind::assert_, print_portable(op.condition), op.otherwise}};
  emitter.add(std::move(action));
}

void EmitOperation::operator()(const ir::Execute& op) const {
  emitter.flush(before);
  if (const auto word = transaction_control(op.sql))
    emitter.diagnostics_.report(diagnostics::kind::sqlite_transaction_control, op.written, *word);
  emitter.add(emitter.action(Strategy::data, "SQL as its author wrote it", in_one_group(op.sql)));
}

}  // namespace migc::backends::sqlite
