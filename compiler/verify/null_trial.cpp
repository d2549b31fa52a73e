#include "compiler/verify/null_trial.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "compiler/diagnostics/catalogue/backends.hpp"
#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/verify/sample_rows.hpp"

namespace migc::verify {

namespace kind = diagnostics::kind;

namespace {

bool is_of_null(const diagnostics::Diagnostic& one) {
  return one.id == std::string_view(kind::rows_null.id) ||
         one.id == std::string_view(kind::rows_without_value.id) ||
         one.id == std::string_view(kind::rows_lose_value.id) ||
         one.text.find("NOT NULL constraint failed") != std::string::npos;
}

std::set<std::string> rebuilt_tables(const backends::Plan& plan) {
  std::set<std::string> tables;
  for (const backends::Action& action : plan.script.actions)
    if (action.rewrites_rows || action.strategy == backends::Strategy::metadata)
      for (const std::string& table : action.tables) tables.insert(source::fold(table));
  return tables;
}

}  // namespace

void NullTrial::upgrade(const backends::Plan& plan, Scratch& before) {
  std::vector<const ir::Table*> filled;
  for (const std::string& key : rebuilt_tables(plan))
    if (const auto found = tables_.find(key); found != tables_.end())
      filled.push_back(&found->second);
  if (filled.empty()) return;
  Scratch trial(project_.dialect->name);
  trial.copy(before);
  try {
    for (const ir::Table* table : filled)
      for (const std::string& way : sample_row(*table, 2, {}))
        trial.database().run(way);  // NULL wherever it may be
    trial.run({plan}, project_);
  } catch (const database::Error& error) {
    std::vector<diagnostics::Diagnostic> all = {error.diagnostic};
    all.insert(all.end(), error.further.begin(), error.further.end());
    for (const diagnostics::Diagnostic& one : all) {
      if (!is_of_null(one)) continue;
      diagnostics_.report(kind::stops_on_null, one.place, plan.revision, one.text)
          .note("give the column a default, or `fill` the existing rows");
    }
  }
}

void NullTrial::note(const pipeline::Compiled& compiled, const schema::Schema& after) {
  for (const schema::Id& id : compiled.changed) {
    if (id.space != schema::Space::relation) continue;
    const schema::Entry* entry = after.find(id);
    const auto* table = entry == nullptr ? nullptr : std::get_if<ir::Table>(&entry->object);
    if (table == nullptr || table->temporary)
      tables_.erase(id.key);
    else
      tables_.insert_or_assign(id.key, *table);
  }
}

}  // namespace migc::verify
