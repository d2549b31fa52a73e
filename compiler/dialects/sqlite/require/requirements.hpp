#pragma once

#include <cstddef>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/dialects/sqlite/require/block_rows.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// Collects what the steps of a block requires of the rows that are there, and what they do to
/// rows.
///
/// A requirement is kept only where SQLite is sure to make it: what a later step changes or takes
/// back before the table is written is left to SQLite. A loss is sure when its step has been read.
class Requirements {
 public:
  /// The next step, with the schema before it.
  void step(const ir::Step& step, const schema::Schema& before);
  void finish(const schema::Schema& after, Script& script);

  /// What the last step would lose, by number.
  [[nodiscard]] const std::vector<std::size_t>& losses() const { return block_.losses; }
  [[nodiscard]] const Requirement& get(std::size_t number) const {
    return *block_.requirements[number];
  }
  /// What the step would have lost is kept by what comes with it.
  void take_back(std::size_t number) { block_.requirements[number].reset(); }

  /// The block takes back one that has inserted these rows.
  void undoes(const sql::InsertedRows& inserted) {
    block_.inserted = inserted;
    block_.undoes = true;
  }

 private:
  /// Whether a foreign key is sure to be refused; what it counts is then what is counted at the
  /// end.
  [[nodiscard]] bool settle_parents(Requirement& one, const schema::Schema& after) const;

  BlockRows block_;
};

}  // namespace migc::backends::sqlite
