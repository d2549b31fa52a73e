#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/schema.hpp"

namespace migc::backends::sqlite {

/// Collects what the steps of a block demand of the rows that are there, and what they do to rows.
///
/// A demand is kept only where SQLite is sure to make it: what a later step changes or takes back
/// before the table is written is left to SQLite.
class Requirements {
 public:
  /// The next step, with the schema before it.
  void step(const ir::Step& step, const schema::Schema& before);
  void finish(const schema::Schema& after, Script& script);

 private:
  friend class RequireOperation;

  std::vector<Requirement> all_;
  Touched touched_;
  std::set<std::string> created_;   ///< Keys of tables that had no rows before the block.
  std::set<std::string> loosened_;  ///< Tables that have lost a constraint.
};

}  // namespace migc::backends::sqlite
