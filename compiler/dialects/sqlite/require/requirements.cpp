#include "compiler/dialects/sqlite/require/requirements.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "compiler/dialects/sqlite/require/require_operation.hpp"

namespace migc::backends::sqlite {

void Requirements::step(const ir::Step& step, const schema::Schema& before) {
  block_.losses.clear();
  if (step.moot) return RequireOperation(block_, step, before).moot();
  if (!step.declared) std::visit(RequireOperation(block_, step, before), step.operation);
  block_.origins.follow(step, before);
  block_.copies.follow(step, before);
  block_.inserted.follow(step, before);
}

/// Orphans are counted for a table as a whole, so that a foreign key that goes may make up for one
/// that comes.
bool Requirements::settle_parents(Requirement& one, const schema::Schema& after) const {
  const std::string key = source::fold(one.table);
  if (!one.early || after.dangling.contains({schema::Space::relation, key})) return false;
  const auto loosened = block_.loosened.find(key);
  if (loosened == block_.loosened.end()) return true;
  if (loosened->second.unsure) return false;
  one.count =
      fmt::format("SELECT CASE WHEN n > d THEN n ELSE 0 END FROM (SELECT ({}) AS n, {} AS d)",
                  one.count, loosened->second.counts);
  one.sample.clear();
  return true;
}

void Requirements::finish(const schema::Schema& after, Script& script) {
  for (auto& [number, asked] : block_.asked_before)
    if (std::optional<Requirement>& one = block_.requirements[number]) {
      one->count = std::move(asked.count);
      one->sample = std::move(asked.sample);
    }
  for (std::optional<Requirement>& one : block_.requirements)
    if (one && (one->kind != Requirement::Kind::parents || settle_parents(*one, after)))
      script.requirements.push_back(std::move(*one));
  script.touched = std::move(block_.touched);
}

}  // namespace migc::backends::sqlite
