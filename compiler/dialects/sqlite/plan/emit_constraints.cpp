#include <fmt/format.h>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/emit_operation.hpp"
#include "compiler/dialects/sqlite/plan/redeclare.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {
constexpr const char* no_constraint = "ALTER TABLE cannot change constraints";
constexpr const char* no_added_check =
    "ALTER TABLE cannot add checks before SQLite 3.54, or rejects rows for which they are NULL";
constexpr const char* no_dropped_check = "ALTER TABLE cannot drop checks before SQLite 3.53";
}  // namespace

void EmitOperation::operator()(const ir::AddConstraint& op) const {
  const auto& name = op.constraint.name;
  TableChange change{name ? "add constraint " + name->text : std::string("add a constraint"),
                     no_constraint};
  if (const auto* check = std::get_if<ir::Check>(&op.constraint.rule)) {
    change.why = no_added_check;
    change.declares_only = true;
    change.waits = check->conflict == ir::Conflict::unspecified;
    change.condition = fmt::format("NOT EXISTS (SELECT 1 FROM {} WHERE NOT ({}))", quote(op.table),
                                   print(check->condition));
    change.otherwise =
        fmt::format("{} holds rows that the check forbids: nothing was changed", op.table.text);
    change.native_since = 3054000;  // 3.53 has the form, and takes NULL for false
    if (!op.column && check->conflict == ir::Conflict::unspecified)
      change.native = fmt::format("ALTER TABLE {} ADD {}CHECK ({})", quote(op.table),
                                  name ? fmt::format("CONSTRAINT {} ", quote(*name)) : "",
                                  print(check->condition));
  }
  if (std::holds_alternative<ir::ForeignKey>(op.constraint.rule)) {
    change.declares_only = true;
    change.waits = true;
    emitter.footprint_.rows_of(op.table);
  }
  changes(op.table, std::move(change));
}

void EmitOperation::operator()(const ir::DropConstraint& op) const {
  const ir::Table& table = *before.table(op.table);
  TableChange change{"drop constraint " + op.constraint.text, no_constraint,
                     only_declares(table, op.constraint)};
  if (is_check(table, op.constraint)) {
    change.why = no_dropped_check;
    change.native =
        fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", quote(op.table), quote(op.constraint));
    change.native_since = 3053000;
  }
  changes(op.table, std::move(change));
}

void EmitOperation::operator()(const ir::DropPrimaryKey& op) const {
  rebuilds(op.table, "drop primary key", "ALTER TABLE cannot change keys");
}
void EmitOperation::operator()(const ir::DropUnique& op) const {
  rebuilds(op.table, fmt::format("drop unique ({})", quote_list(op.columns)),
           "ALTER TABLE cannot drop a UNIQUE constraint");
}
void EmitOperation::operator()(const ir::DropForeignKey& op) const {
  changes(op.table,
          {fmt::format("drop foreign key ({})", quote_list(op.columns)), no_constraint, true});
}
void EmitOperation::operator()(const ir::DropCheck& op) const {
  changes(op.table, {"drop a check", "ALTER TABLE cannot drop a check without a name", true});
}
void EmitOperation::operator()(const ir::RenameConstraint& op) const {
  changes(op.table, {fmt::format("rename constraint {} to {}", op.from.text, op.to.text),
                     "ALTER TABLE cannot rename constraints", true});
}
void EmitOperation::operator()(const ir::AlterForeignKey& op) const {
  changes(op.table, {"actions of a foreign key", no_constraint, true});
}
void EmitOperation::operator()(const ir::SetStrict& op) const {
  changes(op.table, {op.strict ? "strict" : "not strict", "ALTER TABLE cannot change STRICT",
                     !op.strict && !has_any_column(*before.table(op.table))});
}
void EmitOperation::operator()(const ir::SetWithoutRowid& op) const {
  rebuilds(op.table, op.without_rowid ? "without rowid" : "with rowid",
           "ALTER TABLE cannot change how rows are stored");
}
void EmitOperation::operator()(const ir::ReorderColumns& op) const {
  rebuilds(op.table, "order of columns", "ALTER TABLE cannot reorder columns");
}

}  // namespace migc::backends::sqlite
