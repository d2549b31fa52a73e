#include "compiler/dialects/sqlite/plan/table_run.hpp"

#include <algorithm>
#include <utility>

#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

bool TableRun::waits() const {
  return rebuild && before && checks.empty() && !converts && !reads_others &&
         std::all_of(native.begin(), native.end(),
                     [](const Native& one) { return one.adds || !one.alters; }) &&
         std::all_of(without_native.begin(), without_native.end(),
                     [](const TableChange& change) { return change.waits; });
}

void TableRun::natives_are_made(const schema::Schema& schema) {
  for (const Native& one : std::exchange(native, {})) {
    if (const auto told = std::find(changes.begin(), changes.end(), one.what);
        told != changes.end())
      changes.erase(told);
    if (!one.adds) continue;
    before->columns.push_back(*one.adds);
    if (!one.adds->has<ir::Generated>()) values[one.adds->name.key()] = quote(one.adds->name);
    added.erase(one.adds->name.key());
  }
  indexes_before.clear();
  for (const ir::Index* index : schema.indexes_of(name)) indexes_before.push_back(*index);
}

}  // namespace migc::backends::sqlite
