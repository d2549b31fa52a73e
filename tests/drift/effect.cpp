#include "tests/drift/invent.hpp"

namespace migc::drift {

std::string Effect::now(const std::string& name) const {
  const auto found = renamed.find(name);
  return found == renamed.end() ? name : found->second;
}

Effect Effect::inverse() const {
  Effect back;
  for (const auto& [before, after] : renamed) back.renamed[after] = before;
  back.dropped = added;
  back.added = dropped;
  for (const std::string& name : converted) back.converted.insert(now(name));
  back.touched = touched;
  back.adds_first = true;  // what was dropped comes back to its place
  return back;
}

}  // namespace migc::drift
