#include "compiler/diagnostics/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "compiler/source/name.hpp"

namespace migc::diagnostics {

namespace {

/// Levenshtein's distance with a swap of neighbours counted once.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  std::iota(above.begin(), above.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

const std::string* nearest(std::string_view written, std::span<const std::string> candidates) {
  const std::string folded = source::fold(written);
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(1, written.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t apart = distance(folded, source::fold(candidate));
    if (apart < least) {
      least = apart;
      best = &candidate;
    }
  }
  return best;
}

}  // namespace migc::diagnostics
