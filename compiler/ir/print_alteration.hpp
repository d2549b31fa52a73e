#pragma once

#include <string>
#include <utility>

#include "compiler/ir/alteration.hpp"

namespace migc::ir {

/// The text of a statement. For one action of `alter table` it is in two halves, so that further
/// actions can join it.
struct Text {
  std::string head;
  std::string action{};

  [[nodiscard]] bool alters() const { return !action.empty(); }
};

/// An action of `alter table`.
[[nodiscard]] Text action_of(const Name& table, std::string action);
/// The action that makes the alteration, or the comment that is one.
[[nodiscard]] Text print(const Name& table, const Alteration& alteration);

}  // namespace migc::ir
