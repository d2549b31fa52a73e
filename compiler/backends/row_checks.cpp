#include "compiler/backends/row_checks.hpp"

#include <algorithm>
#include <utility>

namespace migc::backends {

void RowEffects::column(const std::string& table, const std::string& column, bool converted) {
  (converted ? converted_ : columns_).insert({table, column});
}

void RowEffects::also(const RowEffects& other) {
  everything_ |= other.everything_;
  tables_.insert(other.tables_.begin(), other.tables_.end());
  columns_.insert(other.columns_.begin(), other.columns_.end());
  converted_.insert(other.converted_.begin(), other.converted_.end());
}

bool RowEffects::at(const ColumnRef& place, bool nulls_only) const {
  const std::pair column(place.table, place.column);
  return everything_ || tables_.count(place.table) > 0 || columns_.count(column) > 0 ||
         (!nulls_only && converted_.count(column) > 0);
}

bool Requirement::survives(const RowEffects& before) const {
  return std::none_of(reads.begin(), reads.end(), [&](const ColumnRef& place) {
    return before.at(place, kind == Kind::no_nulls);
  });
}

RowChecks row_checks_of(std::span<const Plan> plans) {
  RowChecks all;
  RowEffects touched;
  for (const Plan& plan : plans) {
    std::vector<RowCheck>& before_plan = all.before_plan.emplace_back();
    for (const Requirement& one : plan.script.requirements) {
      const RowCheck check{&plan, &one};
      if (!one.early)
        all.never.push_back(check);
      else if (one.survives(touched))
        all.at_start.push_back(check);
      else
        before_plan.push_back(check);
    }
    touched.also(plan.script.touched);
  }
  return all;
}

void allow_data_loss(Plan& plan) {
  std::erase_if(plan.script.requirements, [](const Requirement& one) { return one.is_of_loss(); });
  for (Action& action : plan.script.actions)
    std::erase_if(action.statements, [](const Statement& one) {
      return one.requirement && one.requirement->is_of_loss();
    });
}

}  // namespace migc::backends
