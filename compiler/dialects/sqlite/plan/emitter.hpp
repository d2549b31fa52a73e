#pragma once

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/plan/block_plan.hpp"

namespace migc::backends::sqlite {

/// Turns one block into SQLite's SQL, step by step.
class SqliteEmitter final : public Emitter {
 public:
  SqliteEmitter(const EmitOptions& options, diagnostics::Diagnostics& diagnostics)
      : plan_(options, diagnostics) {}

  void undoes(const sql::InsertedRows& inserted) override { plan_.requirements.undoes(inserted); }
  void step(const ir::Step& step, const schema::Schema& before) override;
  Script finish(const schema::Schema& after) override;

 private:
  /// Has stale full-text indexes read their content anew.
  void refresh_indexes(const schema::Schema& now);
  /// What has nothing to do by the model: `… IF EXISTS`, `… IF NOT EXISTS`.
  void write_moot(const ir::Step& step, const schema::Schema& before);

  BlockPlan plan_;
};

}  // namespace migc::backends::sqlite
