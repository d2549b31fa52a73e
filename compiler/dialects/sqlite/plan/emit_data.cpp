#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/diagnostics/catalogue/sqlite.hpp"
#include "compiler/dialects/sqlite/plan/emit_operation.hpp"
#include "compiler/dialects/sqlite/plan/native.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/data_target.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::backends::sqlite {

namespace kind = diagnostics::kind;

namespace {

bool has_foreign_keys(const ir::Table& table) {
  return !ir::constraints_of<ir::ForeignKey>(table).empty();
}

/// Whether the columns that an UPDATE sets are among those that foreign keys compare.
bool sets_keys(const sql::DataTarget& target, const ir::Table& table,
               const schema::Schema& schema) {
  const std::vector<source::Name> compared = columns_in_keys(table, schema);
  const auto is_compared = [&](const ir::Name& set) {
    return table.find(set) == nullptr ||  // the rowid by its own name
           std::any_of(compared.begin(), compared.end(),
                       [&](const source::Name& column) { return same(set, column); });
  };
  const auto is_generated = [&](const source::Name& column) {
    const ir::Column* found = table.find(column);
    return found == nullptr || found->has<ir::Generated>();
  };
  return target.columns.empty() ||
         std::any_of(target.columns.begin(), target.columns.end(), is_compared) ||
         std::any_of(compared.begin(), compared.end(), is_generated);
}

/// Whether a statement may leave rows without their parents. Not an UPDATE of columns that no
/// foreign key compares, nor an INSERT into a table that refers to none, unless a trigger carries
/// it on or a conflict replaces rows.
bool may_break_keys(const ir::Expression& statement, const sql::DataTarget& target,
                    const schema::Schema& schema) {
  const bool inserts = target.verb == "insert";
  if (!inserts && target.verb != "update") return true;
  const ir::Table* table = schema.table(target.relation);
  const auto changes_others = [&](const ir::Token& token) {
    return token.is_word("replace") || (inserts && token.is_word("update"));
  };
  if (table == nullptr || !schema.triggers_of(target.relation).empty() ||
      std::any_of(statement.tokens.begin(), statement.tokens.end(), changes_others) ||
      source::fold(print(*table, schema)).find("on conflict") != std::string::npos)
    return true;
  return inserts ? has_foreign_keys(*table) : sets_keys(target, *table, schema);
}

}  // namespace

/// Foreign keys of all rows that it may change are counted.
void EmitOperation::changes_rows_of(const Reach& reach) const {
  plan.footprint.changes_data();
  if (!reach) return plan.footprint.any_rows();
  for (const source::Name& table : *reach) plan.footprint.rows_of(table);
}

/// Whether the statement has a full-text index read what is not called so yet: a table that a later
/// step renames, which is how a derived downgrade undoes the two.
const ir::VirtualTable* EmitOperation::reads_too_early(const ir::Expression& statement) const {
  if (!reads_anew(statement)) return nullptr;
  const auto target = sql::target_of(statement);
  const auto* index =
      target ? before.find<ir::VirtualTable>(schema::Space::relation, target->relation) : nullptr;
  return index != nullptr && !sql::unresolved_in(*index, before).empty() ? index : nullptr;
}

void EmitOperation::operator()(const ir::Data& op) const {
  refuse_looking_back(op.statement);
  if (const ir::VirtualTable* index = reads_too_early(op.statement))
    return plan.stale.read_at_end(*index, plan.written());
  plan.flush_seen_by(op.statement);
  const std::optional<sql::DataTarget> target = sql::target_of(op.statement);
  if (!target || may_break_keys(op.statement, *target, before))
    changes_rows_of(reach_of(op.statement, before));
  const std::string what = target ? target->verb : "change";
  Action action =
      plan.action(Strategy::data, target ? fmt::format("{} {}", what, target->relation.text) : what,
                  print_portable(op.statement));
  if (what == "delete") action.notes = {"the deleted rows are lost"};
  if (what == "delete" && target) action.loses = {"rows of " + target->relation.text};
  if (target) {
    action.tables = {target->relation.text};
    if (reads_anew(op.statement)) plan.stale.settle(target->relation);
  }
  plan.add(std::move(action));
}

void EmitOperation::operator()(const ir::Assert& op) const {
  refuse_looking_back(op.condition);
  plan.flush_seen_by(op.condition);
  Action action = plan.action(Strategy::check, "check: " + op.otherwise, "");
  action.statements = {{Statement::Kind::assert_, print_portable(op.condition), op.otherwise}};
  plan.add(std::move(action));
}

namespace {

/// The function in an expression that tells of the statement before, or null.
const ir::Token* looks_back(std::span<const ir::Token> tokens) {
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at)
    for (const char* function : {"changes", "total_changes", "last_insert_rowid"})
      if (tokens[at].is_name() && source::same(tokens[at].text, function) &&
          tokens[at + 1].is_symbol("("))
        return &tokens[at];
  return nullptr;
}

/// Of raw SQL the first statement: the others have their author's own before them. What is counted
/// since the connection was opened has ours in it everywhere.
std::optional<std::string> raw_looks_back(std::span<const ir::Token> tokens) {
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at)
    if (tokens[at].is_word("total_changes") && tokens[at + 1].is_symbol("("))
      return tokens[at].text;
  const auto end = std::find_if(tokens.begin(), tokens.end(),
                                [](const ir::Token& token) { return token.is_symbol(";"); });
  const ir::Token* found = looks_back(std::span(tokens.begin(), end));
  if (found == nullptr || tokens.front().is_word("create")) return std::nullopt;
  return found->text;
}

void refuse(const std::string& function, source::Span place,
            diagnostics::Diagnostics& diagnostics) {
  diagnostics.report(diagnostics::kind::sqlite_looks_back, place, function)
      .note(fmt::format(
          "put it and the statement it refers to into one `execute $$ … $$`, where nothing comes "
          "between them; or query the rows, as in `(select max(id) from t)`"));
}

}  // namespace

void EmitOperation::refuse_looking_back(const ir::Expression& expression) const {
  if (const ir::Token* function = looks_back(expression.tokens))
    refuse(function->text, function->written, plan.diagnostics);
}

void EmitOperation::operator()(const ir::Execute& op) const {
  const std::optional<ir::Expression> text = syntax::tokenize(op.sql);
  if (const auto function = text ? raw_looks_back(text->tokens) : std::nullopt)
    refuse(*function, op.written, plan.diagnostics);
  plan.flush(before);
  changes_rows_of(text ? reach_of_sql(*text, before) : Reach());
  if (const auto word = transaction_control(op.sql))
    plan.diagnostics.report(kind::sqlite_transaction_control, op.written, *word);
  for (const Beginning& statement : beginnings(op.sql)) {
    if (statement.word == "attach" || statement.word == "detach")
      plan.diagnostics.report(kind::sqlite_other_file, op.written, statement.word);
    if (statement.word == "vacuum" && statement.into)
      plan.diagnostics.report(kind::sqlite_other_file, op.written, "vacuum into");
    else if (statement.word == "vacuum" && plan.options.transactional)
      plan.diagnostics.report(kind::sqlite_vacuum, op.written);
  }
  Action action = plan.action(Strategy::data, "SQL as its author wrote it", as_written(op.sql));
  action.raw = true;
  plan.add(std::move(action));
}

}  // namespace migc::backends::sqlite
