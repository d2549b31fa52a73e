#pragma once

#include <set>
#include <string>

#include "compiler/backends/script.hpp"

namespace migc::backends::sqlite {

/// Whether what a plan leaves may be something else, though every statement has run: behind raw SQL
/// and IF EXISTS.
[[nodiscard]] bool may_differ(const Script& script);

/// Which relations are as the model has them when the next plan of a script begins, with all that
/// stands on them: those that the script has made, or has compared, and nobody else has changed
/// since. What raw SQL or an IF EXISTS does is not known.
class KnownRelations {
 public:
  [[nodiscard]] bool has(const std::string& key) const { return keys_.contains(key); }
  /// What the plan leaves, where its statements have run.
  void follow(const Script& script);
  void forget() { keys_.clear(); }

 private:
  std::set<std::string> keys_;
};

}  // namespace migc::backends::sqlite
