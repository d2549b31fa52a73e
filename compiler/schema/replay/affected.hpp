#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/meaning.hpp"

namespace migc::schema {

/// The objects that a block may have broken: what it changed, what names that, and what builds on
/// views among these.
[[nodiscard]] std::vector<Id> affected(const Schema& schema, Schema::Mark begin);

/// What objects meant before a block, or when a step of the block made them.
class Past {
 public:
  /// `touched_by` is the last step on each object; all outlive this.
  Past(const std::vector<ir::Step>& steps, const std::map<Id, std::size_t>& touched_by,
       const Schema& schema, Schema::Mark begin);
  ~Past();

  /// What a view or trigger means otherwise than then, though its author did not write it anew.
  [[nodiscard]] std::vector<sql::Unresolved> changed_meaning(const Entry& entry);

 private:
  struct At;

  void look();
  [[nodiscard]] bool reads_what_changed_after(Schema::Mark mark, const Entry& entry);
  [[nodiscard]] Schema::Mark last_change(const Id& id);

  const sql::Renames renames_;
  const std::map<Id, std::size_t>& touched_by_;
  const Schema& schema_;
  const Schema::Mark begin_;
  std::map<Schema::Mark, std::unique_ptr<At>> at_;
  bool known_ = false;
  Schema::Latest latest_;
  std::unordered_map<Id, Schema::Mark, IdHash> reached_;  ///< Of each relation, with what it reads.
};

}  // namespace migc::schema
