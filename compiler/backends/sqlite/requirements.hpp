#pragma once

#include <cstddef>
#include <map>
#include <optional>
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

  /// Takes back those that read the table and for which `out` holds.
  template <class Out>
  void withdraw_if(const std::string& table, Out out) {
    const auto found = by_table_.find(table);
    if (found == by_table_.end()) return;
    for (const std::size_t at : found->second)
      if (all_[at] && out(*all_[at])) all_[at].reset();
    std::erase_if(found->second, [&](std::size_t at) { return !all_[at]; });
  }

  std::vector<std::optional<Requirement>> all_;               ///< None: taken back.
  std::map<std::string, std::vector<std::size_t>> by_table_;  ///< Indices, by what they read.
  std::vector<std::size_t> parents_;                          ///< Those for foreign keys.
  Touched touched_;
  std::set<std::string> created_;   ///< Keys of tables that had no rows before the block.
  std::set<std::string> read_;      ///< Tables that data statements read, to copy them perhaps.
  std::set<std::string> loosened_;  ///< Tables that have lost a constraint.
};

}  // namespace migc::backends::sqlite
