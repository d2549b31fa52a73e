#include "compiler/dialects/sqlite/plan/known.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

bool may_differ(const Script& script) {
  return std::any_of(script.actions.begin(), script.actions.end(), [](const Action& action) {
    return action.raw ||
           std::any_of(
               action.statements.begin(), action.statements.end(), [](const Statement& statement) {
                 return statement.kind == Statement::Kind::sql && says_if_exists(statement.text);
               });
  });
}

void KnownRelations::follow(const Script& script) {
  if (may_differ(script)) return forget();
  std::vector<std::pair<std::string, bool>> changes;  // by key, all as the script begins
  for (const Script::Gone& gone : script.gone)
    if (gone.column.empty()) changes.emplace_back(source::fold(gone.name), false);
  for (const Script::Made& made : script.made) {
    if (made.after.type != "table" && made.after.type != "view") continue;
    const bool existed = made.before && has(source::fold(made.before->name));
    changes.emplace_back(source::fold(made.after.name), existed || made.certain);
  }
  for (const auto& [key, known] : changes)
    if (known)
      keys_.insert(key);
    else
      keys_.erase(key);
}

}  // namespace migc::backends::sqlite
