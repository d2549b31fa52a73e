#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/emit_alteration.hpp"
#include "compiler/dialects/sqlite/plan/redeclare.hpp"
#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

/// A second conversion is of what the first has made, which the old table does not have.
void EmitAlteration::flush_before_converting_twice(const ir::SetType& op) const {
  const TableRun* run = plan.open_run(altered);
  const ir::Column& column = *before.table(altered)->find(op.column);
  if (run == nullptr || !run->before || column.has<ir::Generated>()) return;
  ir::Column retyped = column;
  retyped.type = op.type;
  if (affinity_of(type_text(retyped, before)) != affinity_of(type_text(column, before)) &&
      is_other_by_now(*run, column))
    plan.flush(before);
}

void EmitAlteration::operator()(const ir::SetType& op) const {
  if (op.conversion) flush_unless_known(*op.conversion);
  flush_before_converting_twice(op);
  flush_before_losing(op.column);
  const bool keeps_values = !op.conversion && keeps_affinity(altered, op, before);
  if (!keeps_values) makes_stale(altered, &op.column);
  ir::Column retyped = *before.table(altered)->find(op.column);
  const std::string type = type_text(retyped, before);
  retyped.type = op.type;
  TableChange change{
      fmt::format("{} from {} to {}", op.column.text, type, type_text(retyped, before)),
      "ALTER TABLE cannot change a type", keeps_values};
  change.waits = keeps_values;
  TableRun& run = changes(altered, std::move(change));
  // Of two types in a row the first is never seen.
  std::erase_if(run.checks, [&](const TableRun::Check& check) {
    const Requirement& one = *check.statement.requirement;
    if (one.kind != Requirement::Kind::fits || !source::same(one.subject, op.column.text))
      return false;
    plan.requirements.take_back(check.number);
    return true;
  });
  ask_in(run);
  const auto value = run.values.find(op.column.key());
  if (!op.conversion || value == run.values.end()) return;
  value->second = over_old(*op.conversion);
  run.converts = true;
}

void EmitAlteration::operator()(const ir::SetNotNull& op) const {
  if (op.fill) {
    flush_unless_known(*op.fill);
    makes_stale(altered, &op.column);
  }
  TableChange change{op.column.text + " not null",
                     "ALTER TABLE cannot set NOT NULL before SQLite 3.53", !op.fill};
  change.condition = fmt::format("NOT EXISTS (SELECT 1 FROM {} WHERE {} IS NULL)", quote(altered),
                                 quote(op.column));
  change.otherwise =
      fmt::format("{}.{} holds NULLs: nothing was changed", altered.text, op.column.text);
  if (!op.fill && !op.constraint && op.conflict == ir::Conflict::unspecified)
    change.native = fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL", quote(altered),
                                quote(op.column));
  change.native_since = 3053000;
  TableRun& run = changes(altered, std::move(change));
  const auto value = run.values.find(op.column.key());
  // A table created in this run has no rows yet; a generated column is filled by its expression.
  if (!op.fill || value == run.values.end()) return;
  const std::string fill = over_old(*op.fill);
  value->second = fmt::format("coalesce({}, {})", value->second, fill);
  run.converts = true;
  run.notes.push_back(fmt::format("NULLs in {} become {}", op.column.text, comment_line(fill)));
}

void EmitAlteration::operator()(const ir::DropNotNull& op) const {
  TableChange change{op.column.text + " nullable",
                     "ALTER TABLE cannot drop NOT NULL before SQLite 3.53", true};
  if (!has_named_not_null(*before.table(altered)->find(op.column)))
    change.native = fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", quote(altered),
                                quote(op.column));
  change.native_since = 3053000;
  changes(altered, std::move(change));
}

namespace {
constexpr const char* no_default =
    "ALTER TABLE cannot change a default, and rows older than an ADD COLUMN read it";
constexpr const char* no_collation = "ALTER TABLE cannot change a collation";
constexpr const char* no_autoincrement = "ALTER TABLE cannot change AUTOINCREMENT";
}  // namespace

void EmitAlteration::operator()(const ir::SetDefault& op) const {
  rebuilds(altered, "default of " + op.column.text, no_default);
}
void EmitAlteration::operator()(const ir::DropDefault& op) const {
  rebuilds(altered, "no default for " + op.column.text, no_default);
}
void EmitAlteration::operator()(const ir::SetCollation& op) const {
  rebuilds(altered, "collation of " + op.column.text, no_collation);
}
void EmitAlteration::operator()(const ir::DropCollation& op) const {
  rebuilds(altered, "collation of " + op.column.text, no_collation);
}

void EmitAlteration::operator()(const ir::SetGenerated& op) const {
  if (!plan.losses.empty()) flush_unless_known(op.generated.value);
  flush_before_losing(op.column);
  TableRun& run = rebuilds(altered, op.column.text + " generated",
                           "ALTER TABLE cannot make a column generated");
  ask_in(run);
  makes_stale(altered, &op.column);
  run.values.erase(op.column.key());
  run.notes.push_back(
      fmt::format("the stored values of {} are replaced by its expression", op.column.text));
  run.loses.push_back(fmt::format("{}.{}", altered.text, op.column.text));
}

void EmitAlteration::operator()(const ir::DropGenerated& op) const {
  const auto& generated = *before.table(altered)->find(op.column)->find<ir::Generated>();
  flush_unless_known(generated.value);
  TableRun& run = changes(altered, {op.column.text + " an ordinary column",
                                    "ALTER TABLE cannot make a generated column ordinary",
                                    generated.storage == ir::Storage::stored});
  if (!run.before || run.values.count(op.column.key()) > 0) return;
  run.values[op.column.key()] = over_old(generated.value);  // it is new in this run
  run.converts = true;
}

void EmitAlteration::operator()(const ir::SetAutoincrement& op) const {
  rebuilds(altered, "autoincrement for " + op.column.text, no_autoincrement);
}
void EmitAlteration::operator()(const ir::DropAutoincrement& op) const {
  changes(altered, {"no autoincrement for " + op.column.text, no_autoincrement, true})
      .forgets_sequence = true;
}
void EmitAlteration::operator()(const ir::SetTableComment&) const {
  nothing_to_do(fmt::format("comment on {}: SQLite keeps none", altered.text));
}
void EmitAlteration::operator()(const ir::SetColumnComment& op) const {
  nothing_to_do(fmt::format("comment on {}.{}: SQLite keeps none", altered.text, op.column.text));
}

}  // namespace migc::backends::sqlite
