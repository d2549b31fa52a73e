#include <fmt/format.h>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/emit_alteration.hpp"
#include "compiler/dialects/sqlite/plan/redeclare.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {
constexpr const char* no_constraint = "ALTER TABLE cannot change constraints";
constexpr const char* no_added_check =
    "ALTER TABLE cannot add checks before SQLite 3.54, or rejects rows for which they are NULL";
constexpr const char* no_dropped_check = "ALTER TABLE cannot drop checks before SQLite 3.53";
}  // namespace

void EmitAlteration::operator()(const ir::AddConstraint& op) const {
  const auto& name = op.constraint.name;
  TableChange change{name ? "add constraint " + name->text : std::string("add a constraint"),
                     no_constraint};
  if (const auto* check = std::get_if<ir::Check>(&op.constraint.rule)) {
    change.why = no_added_check;
    change.declares_only = true;
    change.waits = check->conflict == ir::Conflict::unspecified;
    change.condition = fmt::format("NOT EXISTS (SELECT 1 FROM {} WHERE NOT ({}))", quote(altered),
                                   print(check->condition));
    change.otherwise =
        fmt::format("{} holds rows that the check forbids: nothing was changed", altered.text);
    change.native_since = 3054000;  // 3.53 has the form, and takes NULL for false
    if (!op.column && check->conflict == ir::Conflict::unspecified)
      change.native = fmt::format("ALTER TABLE {} ADD {}CHECK ({})", quote(altered),
                                  name ? fmt::format("CONSTRAINT {} ", quote(*name)) : "",
                                  print(check->condition));
  }
  if (std::holds_alternative<ir::ForeignKey>(op.constraint.rule)) {
    change.declares_only = true;
    change.waits = true;
    plan.footprint.rows_of(altered);
  }
  changes(altered, std::move(change));
}

void EmitAlteration::operator()(const ir::DropConstraint& op) const {
  const ir::Table& table = *before.table(altered);
  TableChange change{"drop constraint " + op.constraint.text, no_constraint,
                     only_declares(table, op.constraint)};
  if (is_check(table, op.constraint)) {
    change.why = no_dropped_check;
    change.native =
        fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", quote(altered), quote(op.constraint));
    change.native_since = 3053000;
  }
  changes(altered, std::move(change));
}

void EmitAlteration::operator()(const ir::DropUnique& op) const {
  rebuilds(altered, fmt::format("drop unique ({})", quote_list(op.columns)),
           "ALTER TABLE cannot drop a UNIQUE constraint");
}
void EmitAlteration::operator()(const ir::DropForeignKey& op) const {
  changes(altered,
          {fmt::format("drop foreign key ({})", quote_list(op.columns)), no_constraint, true});
}
void EmitAlteration::operator()(const ir::RenameConstraint& op) const {
  changes(altered, {fmt::format("rename constraint {} to {}", op.from.text, op.to.text),
                    "ALTER TABLE cannot rename constraints", true});
}
void EmitAlteration::operator()(const ir::AlterForeignKey&) const {
  changes(altered, {"actions of a foreign key", no_constraint, true});
}
void EmitAlteration::operator()(const ir::SetStrict& op) const {
  changes(altered, {op.strict ? "strict" : "not strict", "ALTER TABLE cannot change STRICT",
                    !op.strict && !has_any_column(*before.table(altered))});
}
void EmitAlteration::operator()(const ir::SetWithoutRowid& op) const {
  rebuilds(altered, op.without_rowid ? "without rowid" : "with rowid",
           "ALTER TABLE cannot change how rows are stored");
}

}  // namespace migc::backends::sqlite
