#include <fmt/format.h>

#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/checked_plan.hpp"
#include "compiler/dialects/sqlite/plan/probes.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"

/// What a checked plan does, and what is asked around each statement.
namespace migc::backends::sqlite {

void CheckedPlan::actions() {
  std::size_t number = 0, asserts = 0;
  for (const Action& action : plan_.script.actions) {
    if (!couples(action, 0)) receipt();
    const std::size_t first = statements_.size();
    const bool apart = !plan_.script.transactional && !action.raw && !action.statements.empty();
    if (apart) begin();
    for (std::size_t at = 0; at < action.statements.size(); ++at) {
      const Statement& statement = action.statements[at];
      if (statement.kind == Statement::Kind::sql) {
        const bool coupled = couples(action, at);
        if (!coupled) receipt();
        precede(statement, number + 1);
        const bool named =
            !statement.named.empty() && options_.drift == FrameOptions::Drift::allowed;
        FramedStatement& added = add((named ? statement.named : statement.text) +
                                     (statement.if_passed ? " AND " + all_passed() : ""));
        added.guarded = !is_pragma(statement.text);
        added.reads = statement.reads;
        if (coupled) couple(added);
      } else if (statement.kind == Statement::Kind::count) {
        counted_ = fmt::format("{}. rows of {} before", number + 1, statement.otherwise);
        pass(counted_, "rows", statement.text);
      } else if (statement.kind == Statement::Kind::rows) {
        pass(fmt::format("{}. rows of {}", number + 1, statement.otherwise), "ok_rows",
             statement.text + as_counted() + while_legacy());
      } else {
        const std::size_t fails = number_of_condition(asserts++, statement);
        pass(fmt::format("assert {}", asserts), "ok_assert",
             fmt::format("CASE WHEN {} THEN 1 ELSE {} END", statement.text, fails));
      }
      statements_.back().written = action.written;
      statements_.back().strategy = action.strategy;
      statements_.back().in_transaction = plan_.script.transactional || apart;
      follow(statement, number + 1);
    }
    if (apart) commit();
    comment(action, ++number, first, place_text(action, plan_, options_));
  }
  receipt();
}

bool CheckedPlan::couples(const Action& action, std::size_t at) const {
  if (!plan_.script.transactional || at >= action.statements.size()) return false;
  if (action.strategy == Strategy::metadata) return false;  // asks by itself
  const auto is = [&](std::size_t which, Statement::Kind kind) {
    return which < action.statements.size() && action.statements[which].kind == kind;
  };
  return is(at, Statement::Kind::sql) && !is(at + 1, Statement::Kind::rows) &&
         !is(at + 1, Statement::Kind::count) && fits_trigger(action.statements[at].text);
}

void CheckedPlan::precede(const Statement& statement, std::size_t number) {
  if (plan_.script.transactional && !statement.redeclares.empty())
    pass(declared_before(statement, number), "declaration", declaration_of(statement.redeclares));
}

std::string CheckedPlan::declared_before(const Statement& statement, std::size_t number) {
  return fmt::format("{}. declaration of {} before", number, statement.redeclares);
}

void CheckedPlan::follow(const Statement& statement, std::size_t number) {
  if (!plan_.script.transactional || statement.kind != Statement::Kind::sql) return;
  if (is_pragma(statement.text)) {
    legacy_ = statement.text == "PRAGMA legacy_alter_table = ON";
    was_legacy_ |= legacy_;
  } else if (const auto dropped = object_of(statement.text, "drop");
             dropped && lifetimes_.returns(*dropped)) {
    pass(fmt::format("{}. {} is dropped", number, dropped->name), "ok_whole",
         fmt::format(
             "NOT EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = {} AND lower(name) = "
             "{})",
             literal(dropped->type), literal(dropped->name)));
  } else if (statement.taken && lifetimes_.returns(*statement.taken)) {
    const RemovedName& taken = *statement.taken;
    pass(fmt::format("{}. {}{} is gone", number, taken.table,
                     taken.column.empty() ? "" : "." + taken.column),
         "ok_whole", is_gone(taken));
  } else if (!statement.redeclares.empty()) {
    pass(fmt::format("{}. {} is declared anew", number, statement.redeclares), "ok_whole",
         fmt::format("{} IS NOT (SELECT declaration FROM temp._migc_checks WHERE what = {})",
                     declaration_of(statement.redeclares),
                     literal(declared_before(statement, number))));
  }
}

std::string CheckedPlan::as_counted() {
  const std::string what = std::exchange(counted_, "");
  return what.empty()
             ? ""
             : " = (SELECT rows FROM temp._migc_checks WHERE what = " + literal(what) + ")";
}

std::string CheckedPlan::while_legacy() const {
  return legacy_ ? "\n  AND (SELECT legacy_alter_table FROM temp.pragma_legacy_alter_table) = 1"
                 : "";
}

void CheckedPlan::probe() {
  if (options_.drift != FrameOptions::Drift::asked) return;
  const std::size_t first = statements_.size();
  for (Probe& probe : probes(plan_.script, known_)) {
    FramedStatement& added = add(std::move(probe.sql));
    added.role = FramedStatement::Role::probe;
    couple(added);
  }
  if (statements_.size() > first) explain(first, "Check that every new object works");
}

}  // namespace migc::backends::sqlite
