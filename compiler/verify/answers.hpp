#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/database/stage.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/neighbourhood.hpp"

namespace migc::verify {

/// What a query returns, in any order of rows.
struct Answer {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Whether two answers say the same: where columns have the same name, by name; the others in
/// their order. Columns that only one of them has do not count.
[[nodiscard]] bool same_answer(const Answer& a, const Answer& b);

/// The views and full-text tables of a neighbourhood that a block is not asked to change. SQLite
/// may still give them another meaning without an error: rows show it.
class Bystanders {
 public:
  Bystanders(const pipeline::Block& block, const Neighbourhood& neighbourhood);

  /// Whether there are any to look at: else rows would be put in for nothing.
  [[nodiscard]] bool any() const { return !views_.empty() || !indexes_.empty(); }

  /// Looks at them before the block is run.
  void note(database::Stage& stage);

  struct Difference {
    schema::Id id;
    bool is_index = false;  ///< A full-text table that no more agrees with its content.
  };
  /// Those that are otherwise after it.
  [[nodiscard]] std::vector<Difference> differences(database::Stage& stage) const;

 private:
  std::vector<const schema::Entry*> views_;
  std::vector<const schema::Entry*> indexes_;  ///< Full-text tables.
  std::map<schema::Id, Answer> before_;
  std::set<schema::Id> sound_;  ///< Of the full-text tables.
};

}  // namespace migc::verify
