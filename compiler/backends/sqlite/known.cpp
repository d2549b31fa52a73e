#include "compiler/backends/sqlite/known.hpp"

#include <utility>
#include <vector>

#include "compiler/backends/sqlite/checks.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

void KnownRelations::follow(const Script& script) {
  if (Checks::may_differ(script)) return forget();
  std::vector<std::pair<std::string, bool>> changes;  // by key, all as the script begins
  for (const Script::Gone& gone : script.gone)
    if (gone.column.empty()) changes.emplace_back(source::fold(gone.name), false);
  for (const Script::Made& made : script.made) {
    if (made.after.type != "table" && made.after.type != "view") continue;
    const bool was = made.before && has(source::fold(made.before->name));
    changes.emplace_back(source::fold(made.after.name), was || made.certain);
  }
  for (const auto& [key, known] : changes)
    if (known)
      keys_.insert(key);
    else
      keys_.erase(key);
}

}  // namespace migc::backends::sqlite
