#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "compiler/lower/loop.hpp"
#include "compiler/syntax/ast.hpp"

namespace migc::lower {

/// How much loops come to when they are unrolled: a round and each statement in it count one.
/// Nothing is unrolled for that, unless an inner loop runs over what an outer one binds.
class UnrolledSize {
 public:
  using IsLowered = std::function<bool(const std::vector<ir::Name>& dialects)>;

  /// Counts no further than a little over `limit`.
  UnrolledSize(IsLowered is_lowered, std::size_t limit)
      : is_lowered_(std::move(is_lowered)), limit_(limit) {}

  /// What cannot be unrolled is nothing.
  [[nodiscard]] std::size_t of(const ast::For& loop, const Variables& outer) const;

 private:
  [[nodiscard]] std::size_t of(const ast::Statements& body, const Variables& variables) const;

  IsLowered is_lowered_;
  std::size_t limit_;
};

}  // namespace migc::lower
