#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/copies.hpp"
#include "compiler/schema/inserted_rows.hpp"
#include "compiler/schema/schema.hpp"

namespace migc::backends::sqlite {

/// Collects what the steps of a block demand of the rows that are there, and what they do to rows.
///
/// A demand is kept only where SQLite is sure to make it: what a later step changes or takes back
/// before the table is written is left to SQLite. A loss is sure when its step has been read.
class Requirements {
 public:
  /// The next step, with the schema before it.
  void step(const ir::Step& step, const schema::Schema& before);
  void finish(const schema::Schema& after, Script& script);

  /// What the last step would lose, by number.
  [[nodiscard]] const std::vector<std::size_t>& losses() const { return losses_; }
  [[nodiscard]] const Requirement& get(std::size_t number) const { return *all_[number]; }
  /// What the step would have lost is kept by what comes with it.
  void take_back(std::size_t number) { all_[number].reset(); }

  /// The block takes back one that has inserted these rows.
  void undoes(const schema::InsertedRows& inserted) { inserted_ = inserted; }

 private:
  friend class RequireOperation;

  /// Takes back those that read the table and for which `out` holds.
  template <class Out>
  void withdraw_if(const std::string& table, Out out) {
    const auto found = by_table_.find(table);
    if (found == by_table_.end()) return;
    for (const std::size_t at : found->second)
      if (all_[at] && !all_[at]->is_of_loss() && out(*all_[at])) all_[at].reset();
    std::erase_if(found->second, [&](std::size_t at) { return !all_[at]; });
  }

  std::vector<std::optional<Requirement>> all_;               ///< None: taken back.
  std::map<std::string, std::vector<std::size_t>> by_table_;  ///< Indices, by what they read.
  std::vector<std::size_t> parents_;                          ///< Those for foreign keys.
  Touched touched_;
  std::vector<std::size_t> losses_;  ///< Of the last step.
  /// Keys of tables that had no rows before the block, and columns that had no values, unless it
  /// has copied to them what it dropped.
  std::set<std::string> created_;
  std::set<std::pair<std::string, std::string>> added_;
  schema::Copies copies_;
  schema::InsertedRows inserted_;
  std::set<std::string> loosened_;  ///< Tables that have lost a constraint.
};

}  // namespace migc::backends::sqlite
