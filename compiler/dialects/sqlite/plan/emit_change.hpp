#pragma once

#include <string>

#include "compiler/dialects/sqlite/plan/block_plan.hpp"

namespace migc::backends::sqlite {

/// How a change is added to the plan: what the emission of operations and of alterations builds on.
struct EmitChange {
  BlockPlan& plan;
  const schema::Schema& before;

 protected:
  /// A change that has no native form in every version; it joins the run over the table.
  TableRun& changes(const source::Name& table, TableChange change) const;
  /// One that only a rebuild can make.
  TableRun& rebuilds(const source::Name& table, std::string what, std::string why) const;
  /// A change with a native form, which a rebuild of the same run makes unnecessary.
  enum class Joins { beside_table, altering_table, reading_schema };
  void joins(const source::Name& table, Action native, std::string change,
             Joins how = Joins::beside_table) const;
  /// Asks right before the action.
  void ask_before(Action& action) const;
  /// Full-text indexes over a column, or over the whole table, find what was there before.
  void makes_stale(const source::Name& table, const source::Name* column = nullptr) const {
    plan.stale.other_values(table, column, before, plan.written());
  }
  void nothing_to_do(std::string summary) const;

 private:
  [[nodiscard]] bool edits_in_column(const source::Name& table) const;
};

}  // namespace migc::backends::sqlite
