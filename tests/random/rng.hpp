#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace migc::random {

/// The same numbers from the same seed on every machine: std::mt19937_64 is laid down by the
/// standard, its distributions are not.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : engine_(seed) {}

  /// 0 … count - 1; the bias of the remainder does not matter here.
  [[nodiscard]] std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(engine_() % count);
  }
  [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }
  template <class T>
  [[nodiscard]] const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace migc::random
