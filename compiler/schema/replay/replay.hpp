#pragma once

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// A step as the single steps that it stands for: `drop column … cascade` becomes the drops of what
/// depends on the column, then the drop; `create or replace view` a drop and a create; `if exists`
/// and `if not exists` nothing at all where the schema says so. Most steps stand for themselves.
[[nodiscard]] std::vector<ir::Step> expand(const ir::Step& step, const Schema& schema);

/// Applies one expanded step. A step in error is reported and leaves the schema as it was, so that
/// one mistake is reported once and not again by every step after it. Returns whether it was
/// applied.
bool apply(const ir::Step& step, Schema& schema, diagnostics::Diagnostics& diagnostics);

/// At the end of a block: reports whatever the changes since `begin` left dangling that was not so
/// before and that no `allow unresolved_name` covers. `steps` are those of the block; `dangled`
/// are objects that may dangle since they did where the block leads back to.
void check_block(const std::vector<ir::Step>& steps, Schema& schema, Schema::Mark begin,
                 diagnostics::Diagnostics& diagnostics, std::span<const Id> dangled = {});

/// Whether a complaint is one of check_block(): a name that leads nowhere.
[[nodiscard]] bool is_dangling(const diagnostics::Diagnostic& one);

/// What a block has made so far, and what vanishes with it when the block is undone, data included.
struct Created {
  std::set<std::string> relations;                        ///< Keys.
  std::set<std::pair<std::string, std::string>> columns;  ///< Keys of table and column.
  bool within_statement = false;  ///< Whether the statement of the last step goes on.

  /// Takes note of a step, expanded and applied.
  void add(const ir::Step& step);

 private:
  void add(const std::string& table, const ir::Alteration& alteration);
};

/// The steps that undo an expanded step, given the schema before it; reports a step that has no
/// inverse (data, raw SQL) and returns nothing for it. Data in what the block has `created` needs
/// none. What was one statement is one again when it is undone.
[[nodiscard]] std::vector<ir::Step> invert(const ir::Step& step, const Schema& before,
                                           diagnostics::Diagnostics& diagnostics,
                                           const Created& created = {});

}  // namespace migc::schema
