#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/verify/answers.hpp"
#include "compiler/verify/performance.hpp"
#include "compiler/verify/probes.hpp"
#include "compiler/verify/rehearsal.hpp"

namespace migc::verify {

/// The rehearsal of one block: the questions, and what is told of the answers.
class BlockRehearsal {
 public:
  /// Both have to outlive it.
  BlockRehearsal(Rehearsal& rehearsal, const pipeline::Block& block);

  void run();

 private:
  [[nodiscard]] database::Stage& stage() { return *rehearsal_.stage_; }
  /// With sample rows where something could silently mean something else; where these stop a
  /// statement, with fewer, as they are not the author's.
  std::optional<Performance::Stop> perform();
  void judge(const std::optional<Performance::Stop>& stopped);
  void note_untried();
  [[nodiscard]] std::string at_start(const std::string& table) const;
  [[nodiscard]] std::string direction() const;

  // Do they run, and is it what the model says (block_rehearsal.cpp)
  void report(const Performance::Stop& stop);
  /// The place in the author's text that SQLite means, where the statement is as he wrote it.
  [[nodiscard]] source::Span place_of(const Performance::Stop& stop) const;
  bool compare_with_model();
  bool is_as_modelled(const schema::Id& id, const std::string& has);
  void differs(const schema::Id& id, const std::string& model, const std::string& database);
  [[nodiscard]] source::Span cause_of(const schema::Id& id) const;
  /// The first action that is raw SQL, or null.
  [[nodiscard]] const backends::Action* raw_action() const;

  // Does everything still work, and mean the same (broken_objects.cpp)
  struct Broken {
    schema::Id id;
    Probe probe;
    database::Refusal refusal;
  };
  void find_broken();
  void collect_failures(const schema::Id& id, std::vector<Broken>& failures);
  /// What could not be done before is nobody's fault now; what is new has to work.
  bool is_broken(const Broken& suspect);
  /// Whether the same could be done with what the relation was before.
  bool could(const Probe& probe, const schema::Entry& entry, database::Stage& past) const;
  [[nodiscard]] const schema::Entry* before(const schema::Id& id) const;
  void tell_broken(const Broken& broken);
  /// The statement after which it could be done no more.
  source::Span breaker_of(const Broken& broken);
  /// Whether the author has said so: before this statement, or before one that was joined to it.
  [[nodiscard]] bool is_allowed(source::Span place) const;
  void find_changed();
  /// The first statement after which it is otherwise.
  source::Span changer_of(const Bystanders::Difference& difference);

  Rehearsal& rehearsal_;
  const pipeline::Block& block_;
  const Neighbourhood around_;
  Bystanders bystanders_;
  Performance performance_;
  std::map<std::string, std::string> renamed_from_;  ///< Keys of tables: now, and at the start.
  bool has_rows_ = false;
};

}  // namespace migc::verify
