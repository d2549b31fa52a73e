#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/database/stage.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::verify {

/// Something that can be done with a relation, as a statement that SQLite compiles: by that it
/// looks at views, triggers, foreign keys, upsert targets and INDEXED BY.
struct Probe {
  enum class Kind : std::uint8_t { select, insert, update, remove } kind = Kind::select;
  std::string sql;
  std::string column{};  ///< Of an update: the only one that is set; empty: all are.
};

/// What can be done with a relation that is on the stage, with these triggers.
[[nodiscard]] std::vector<Probe> probes_of(const schema::Entry& relation,
                                           std::span<const ir::Trigger* const> triggers,
                                           database::Stage& stage);
/// The updates of single columns that an update of all stands for.
[[nodiscard]] std::vector<Probe> single_updates(const schema::Entry& relation);

/// "reading", "inserting", "setting `c`", for messages.
[[nodiscard]] std::string in_words(const Probe& probe);

/// Whether SQLite can do it. Leaves foreign keys as it found them.
[[nodiscard]] database::Verdict try_out(const Probe& probe, database::Stage& stage);

}  // namespace migc::verify
