#include "compiler/ir/operation.hpp"

#include <algorithm>

namespace migc::ir {

Operation::Operation(const Operation&) = default;
Operation::Operation(Operation&&) noexcept = default;
Operation& Operation::operator=(const Operation&) = default;
Operation& Operation::operator=(Operation&&) noexcept = default;
Operation::~Operation() = default;

DropTrigger drop_of(const Trigger& trigger) {
  DropTrigger drop{trigger.name};
  if (trigger.name.within == source::Within::table) drop.table = trigger.table;
  return drop;
}

bool allows(const Step& step, std::string_view rule) {
  return std::any_of(step.allows.begin(), step.allows.end(),
                     [&](const Allow& allow) { return source::same(allow.rule.text, rule); });
}

}  // namespace migc::ir
