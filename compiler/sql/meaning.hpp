#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/sql/relation_columns.hpp"
#include "compiler/sql/resolve.hpp"

/// What a view or a trigger means, at two times. The database says nothing when a name comes to
/// mean another table's column, or when values by position go elsewhere.
namespace migc::sql {

[[nodiscard]] Resolution resolve_view(const ir::View& view, RelationLookup& lookup, bool traces);
[[nodiscard]] TriggerResolution resolve_trigger(const ir::Trigger& trigger, RelationLookup& lookup,
                                                bool traces);

/// The names that a block's renames give to columns.
class Renames {
 public:
  explicit Renames(const std::vector<ir::Step>& steps);
  /// Where the column of a table that `origin` says before the step `since` is after the block.
  [[nodiscard]] std::string now(const std::string& origin, std::size_t since) const;

 private:
  struct Rename {
    std::size_t step = 0;
    std::string table, from, to;  ///< Keys; without `from` it is the table that is renamed.
  };
  std::vector<Rename> renames_;
};

/// What `now` means otherwise than `then`, which says the same: names that have come to mean
/// another's column, columns that are taken by their place and stand elsewhere. `then` is of before
/// the step `since`.
[[nodiscard]] std::vector<Unresolved> changed_meaning(const ir::Object& then,
                                                      RelationLookup& before, const ir::Object& now,
                                                      RelationLookup& after, const Renames& renames,
                                                      std::size_t since);

}  // namespace migc::sql
