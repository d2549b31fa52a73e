#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/dialects/sqlite/plan/start_state.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// Collects what a block would lose if somebody had changed it by hand, and writes down what the
/// database has to hold before it, and does behind it.
class Expectations {
 public:
  /// Before the first step.
  void begin(const schema::Schema& before) { begin_ = before.mark(); }

  void created(const source::Name& table) { origins_[table.key()].clear(); }
  void renamed(const source::Name& table, const source::Name& to);
  /// The table is dropped, or its declaration is written anew.
  void made_anew(const source::Name& table);
  void dropped(const source::Name& table);
  /// A rebuild leaves the column out.
  void left_out(const source::Name& table, const source::Name& column);

  /// Something that the block leaves is meant not to work.
  void allow_broken() { may_break_ = true; }

  /// `script` has its statements and its outcome.
  void finish(const schema::Schema& after, Script& script) const;

 private:
  struct Column {
    std::string table;  ///< As it was called at the start.
    source::Name name;
  };

  /// What a table was called when the block began; empty where the block has made it.
  [[nodiscard]] std::string origin(const source::Name& table) const;
  void guard_tables(const StartState& start, Script& script) const;
  static void guard_dropped(const StartState& start, Script& script);
  void note_gone(const StartState& start, const schema::Schema& after, Script& script) const;
  void note_made(const StartState& start, const schema::Schema& after, Script& script) const;
  void note_probes(const StartState& start, const schema::Schema& after, Script& script) const;

  std::optional<schema::Schema::Mark> begin_;
  std::map<std::string, std::string> origins_;  ///< By the name now: keys.
  std::vector<std::string> guarded_;            ///< Keys at the start.
  std::vector<Column> left_out_;
  bool may_break_ = false;
};

}  // namespace migc::backends::sqlite
