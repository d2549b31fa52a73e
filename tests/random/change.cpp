#include "tests/random/change.hpp"

#include "tests/random/draws.hpp"

namespace migc::random {

Change action(const Draw& draw, const Table& table, std::string text) {
  return {.after = draw.model, .altered = table.id, .text = std::move(text)};
}

std::optional<Change> draw_change(Rng& rng, const Model& begin, const Model& model,
                                  std::set<int>& settled) {
  const Draw draw{rng, begin, model, settled};
  const std::size_t kind = rng.below(12);
  if (kind < 5) return column_draws[rng.below(column_draws.size())](draw);
  if (kind < 8) return constraint_draws[rng.below(constraint_draws.size())](draw);
  if (kind < 10) return object_draws[rng.below(object_draws.size())](draw);
  return key_draws[rng.below(key_draws.size())](draw);
}

}  // namespace migc::random
