#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// What a block changes, for the checks of its outcome.
class Footprint {
 public:
  /// An object is changed; `before` is the schema until then.
  void touch(schema::Space space, const source::Name& name, const schema::Schema& before);
  [[nodiscard]] bool has(schema::Space space, const source::Name& name) const;
  void column(const source::Name& table, const source::Name& column, bool present,
              bool exact = false);
  /// Both names have been touched.
  void renamed(const source::Name& table, const source::Name& to);
  /// Rows of `table` change: its foreign keys and those that point to it are counted.
  void rows_of(const source::Name& table);
  /// Rows of `table` are copied, and what foreign keys compare is as it was: of themselves these
  /// cannot become orphans.
  void copied(const source::Name& table);
  /// Rows change by the author's own statements, and triggers may carry that on: nothing that is
  /// copied is certain any more.
  void changes_data() { changes_data_ = true; }

  /// Which rows change is not known: every foreign key is counted.
  void any_rows() { any_rows_ = true; }

  [[nodiscard]] std::vector<Script::ForeignKeys> foreign_keys(const schema::Schema& after) const;
  [[nodiscard]] std::vector<Script::Outcome> outcome(const schema::Schema& after) const;

 private:
  /// The table that held a table's rows when the block began; empty if it had none.
  [[nodiscard]] std::string at_start(const source::Name& table) const;

  std::vector<schema::Id> touched_;
  std::set<schema::Id> seen_;
  std::set<schema::Id> there_at_start_;  ///< Of those touched.
  std::map<std::string, std::string>
      renamed_from_;  ///< Keys: of a table now, and as it was before.
  std::vector<source::Name> checked_, copied_;
  bool changes_data_ = false;
  bool any_rows_ = false;
  std::vector<Script::Outcome> columns_;
};

}  // namespace migc::backends::sqlite
