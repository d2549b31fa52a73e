#pragma once

#include <map>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::pipeline {

/// The schema on its way through a history. Blocks are replayed one after the other; with an
/// emitter their SQL is made on the way; whoever has it finishes it.
class Replay {
 public:
  /// How blocks are judged at their end. A history that has been checked has only objects that
  /// dangle where an `allow` says so: without one there is nothing left to judge.
  enum class Judge { every_block, where_allowed };

  /// `reverses`: whether down() will be asked for, so that up() derives what `downgrade auto`
  /// stands for.
  Replay(const Project& project, diagnostics::Diagnostics& diagnostics, bool reverses,
         Judge judge = Judge::where_allowed);

  schema::Schema& schema() { return schema_; }

  void up(graph::Index revision, backends::Emitter* emitter = nullptr);
  /// After up() of the same revision, somewhere before.
  void down(graph::Index revision, backends::Emitter* emitter = nullptr);
  /// The same without a judgement of what it leaves behind, which judge_down() makes up for.
  void down_unjudged(graph::Index revision);
  void judge_down(graph::Index revision, schema::Schema::Mark begin);

  /// What down() replays.
  [[nodiscard]] const std::vector<ir::Step>& down_steps(graph::Index revision) const;

 private:
  void forget(graph::Index revision);
  void replay(const std::vector<ir::Step>& steps, backends::Emitter* emitter,
              std::vector<std::vector<ir::Step>>* inverses, sql::InsertedRows* inserted);

  const Project& project_;
  diagnostics::Diagnostics& diagnostics_;
  bool reverses_;
  bool judges_;
  schema::Schema schema_;
  /// The downgrades of `downgrade auto`.
  std::map<graph::Index, std::vector<ir::Step>> derived_;
  std::map<graph::Index, sql::InsertedRows> inserted_;  ///< By the upgrades.
  /// What dangled before a revision that changed it, and may again when that is undone.
  std::map<graph::Index, std::vector<schema::Id>> dangled_;
};

/// Who sees each single step before it is applied; null for nobody.
struct Followers {
  backends::Emitter* emitter = nullptr;
  std::vector<std::vector<ir::Step>>* inverses = nullptr;  ///< Gets what undoes each.
  sql::InsertedRows* inserted = nullptr;
};
/// Applies steps to a schema, one after the other.
void replay_steps(const std::vector<ir::Step>& steps, schema::Schema& schema,
                  diagnostics::Diagnostics& diagnostics, const Followers& followers);

[[nodiscard]] bool is_reversible(const ir::Revision& revision);

}  // namespace migc::pipeline
