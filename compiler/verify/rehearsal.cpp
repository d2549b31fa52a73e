#include "compiler/verify/rehearsal.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/schema/subjects.hpp"
#include "compiler/verify/answers.hpp"
#include "compiler/verify/performance.hpp"
#include "compiler/verify/plain_block.hpp"
#include "compiler/verify/probes.hpp"
#include "compiler/verify/stored.hpp"

namespace migc::verify {

using backends::Action;
using schema::Entry;
using schema::Id;
using schema::Space;
namespace kind = diagnostics::kind;

namespace {

constexpr const char* rule = "broken_object";

/// Whether it is in the file; types and sequences are nowhere.
bool is_stored(const schema::Object& object) {
  return !schema::is_temporary(object) && !std::holds_alternative<ir::Enum>(object) &&
         !std::holds_alternative<ir::Sequence>(object);
}

std::vector<const ir::Trigger*> triggers_in(const std::vector<const Entry*>& entries) {
  std::vector<const ir::Trigger*> triggers;
  for (const Entry* entry : entries)
    if (const auto* trigger = std::get_if<ir::Trigger>(&entry->object)) triggers.push_back(trigger);
  return triggers;
}

}  // namespace

/// The rehearsal of one block.
class BlockRehearsal {
 public:
  BlockRehearsal(Rehearsal& rehearsal, const pipeline::Block& block)
      : rehearsal_(rehearsal),
        block_(block),
        around_(neighbourhood_of(block)),
        bystanders_(block, around_),
        performance_(block, around_, rehearsal.backend_, rehearsal.stage_) {
    for (const std::vector<ir::Step>* steps : block.steps)
      for (const ir::Step& step : *steps)
        if (const auto* rename = std::get_if<ir::RenameTable>(&step.operation))
          renamed_from_[rename->to.key()] = at_start(rename->table.key());
  }

  void run() {
    const auto stopped = perform();
    judge(stopped);
    note_untried();
  }

 private:
  [[nodiscard]] Stage& stage() { return rehearsal_.stage_; }

  /// With sample rows where something could silently mean something else; where these stop a
  /// statement, with fewer, as they are not the author's.
  std::optional<Performance::Stop> perform() {
    std::vector<SampleRows> tries = {SampleRows::none};
    if (bystanders_.any()) tries = {SampleRows::all, SampleRows::full, SampleRows::none};
    for (const SampleRows rows : tries) {
      performance_.set_up(rows);
      has_rows_ = rows != SampleRows::none;
      if (has_rows_) bystanders_.note(stage());
      auto stopped = performance_.run_all();
      if (!stopped || !has_rows_) return stopped;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string at_start(const std::string& table) const {
    const auto older = renamed_from_.find(table);
    return older == renamed_from_.end() ? table : older->second;
  }

  void judge(const std::optional<Performance::Stop>& stopped) {
    if (stopped) return report(*stopped);
    if (!compare_with_model()) return;
    find_broken();
    find_changed();
  }

  void note_untried() {
    for (const auto& [name, why] : performance_.reasons()) rehearsal_.note_untried(name, why);
    for (const std::string& name : stage().stand_ins())
      if (!name.ends_with("()"))
        rehearsal_.note_untried(name + "()",
                                "SQLite here has no such function, so NULL stood in for it");
  }

  // --- Do they run -------------------------------------------------------------------------------

  void report(const Performance::Stop& stop) {
    auto& said =
        rehearsal_.diagnostics_.report(kind::rehearsal_refused, place_of(stop), stop.refusal.said);
    said.note(fmt::format("found by running {} {} on a scratch database", direction(),
                          block_.plan.revision));
    if (stop.refusal.said.starts_with("error in "))
      said.note("drop what SQLite names before this statement, and create it again after it");
  }

  [[nodiscard]] std::string direction() const {
    return block_.plan.upgrade ? "upgrade" : "downgrade";
  }

  /// The place in the author's text that SQLite means, where the statement is as he wrote it.
  [[nodiscard]] source::Span place_of(const Performance::Stop& stop) const {
    const source::Span whole = stop.action->written;
    if (!whole.known() || stop.refusal.offset < 0) return whole;
    const std::string_view text = rehearsal_.sources_.text(whole);
    const std::size_t begin = text.find(stop.statement->text);
    const auto offset = static_cast<std::size_t>(stop.refusal.offset);
    if (begin == std::string_view::npos || begin + offset >= text.size()) return whole;
    const auto at = whole.begin + static_cast<std::uint32_t>(begin + offset);
    std::uint32_t end = at + 1;
    while (end < whole.end && std::isalnum(static_cast<unsigned char>(text[end - whole.begin])))
      ++end;
    return {whole.file, at, end};
  }

  // --- Is it what the model says -----------------------------------------------------------------

  bool compare_with_model() {
    std::map<Id, std::string> stored = [&] {
      std::map<Id, std::string> all;
      for (auto& [id, text] : read_stored(stage().database())) all.emplace(id, std::move(text));
      return all;
    }();
    bool same = true;
    for (const Id& id : around_.all) {
      const auto found = stored.find(id);
      const std::string has = found == stored.end() ? "" : found->second;
      if (found != stored.end()) stored.erase(found);
      same = is_as_modelled(id, has) && same;
    }
    for (const auto& [id, text] : stored) {
      differs(id, "", text);
      same = false;
    }
    return same || has_raw();
  }

  bool is_as_modelled(const Id& id, const std::string& has) {
    const Entry* entry = block_.after.find(id);
    if (performance_.left_out().count(id) > 0) return true;
    if (entry == nullptr || !is_stored(entry->object)) {
      if (has.empty()) return true;
      differs(id, "", has);
      return false;
    }
    if (!has.empty() && around_.changed.count(id) == 0) {
      const auto text = performance_.texts().find(id);
      if (text != performance_.texts().end() && text->second == has) return true;
    }
    const std::string expected = rehearsal_.backend_.create(entry->object, block_.after);
    if (!has.empty() && same_statement(has, expected)) return true;
    differs(id, expected, has);
    return false;
  }

  void differs(const Id& id, const std::string& model, const std::string& database) {
    const auto raw = std::find_if(block_.script.actions.begin(), block_.script.actions.end(),
                                  [](const Action& action) { return action.raw; });
    if (raw != block_.script.actions.end()) {  // verify shows what becomes of it
      rehearsal_.diagnostics_.report(kind::undeclared_change, raw->written, id.key)
          .note("migc's model has: " + (model.empty() ? "nothing" : model))
          .note("SQLite has: " + (database.empty() ? "nothing" : database))
          .note("say it in `declares { … }` after the raw SQL");
      return;
    }
    rehearsal_.diagnostics_
        .report(kind::rehearsal_differs, cause_of(id), direction(), block_.plan.revision, id.key)
        .note("migc's model has: " + (model.empty() ? "nothing" : model))
        .note("SQLite has: " + (database.empty() ? "nothing" : database))
        .note("nothing was printed or run; please report this defect of migc");
  }

  [[nodiscard]] bool has_raw() const {
    return std::any_of(block_.script.actions.begin(), block_.script.actions.end(),
                       [](const Action& action) { return action.raw; });
  }

  [[nodiscard]] source::Span cause_of(const Id& id) const {
    for (const Action& action : block_.script.actions)
      for (const std::string& table : action.tables)
        if (source::fold(table) == id.key) return action.written;
    return block_.script.actions.empty() ? source::Span{} : block_.script.actions.front().written;
  }

  // --- Does everything still work ----------------------------------------------------------------

  struct Broken {
    Id id;
    Probe probe;
    Refusal refusal;
  };

  void find_broken() {
    stage().take_quoted_names_for_strings(false);
    std::vector<Broken> suspects;
    for (const Id& id : around_.affected) collect_failures(id, suspects);
    stage().take_quoted_names_for_strings(true);
    if (suspects.empty()) return;
    Performance past(block_, around_, rehearsal_.backend_, rehearsal_.before_);
    past.set_up(SampleRows::none);
    std::set<Id> told;
    for (const Broken& suspect : suspects)
      if (told.count(suspect.id) == 0 && is_broken(suspect, past)) {
        told.insert(suspect.id);
        tell_broken(suspect);
      }
  }

  void collect_failures(const Id& id, std::vector<Broken>& failures) {
    const Entry* entry = block_.after.find(id);
    if (entry == nullptr || !is_stored(entry->object)) return;
    if (performance_.left_out().count(id) > 0 || block_.after.dangling.count(id) > 0) return;
    const auto triggers = block_.after.triggers_of(schema::name_of(entry->object));
    for (const Probe& probe : probes_of(*entry, triggers, stage())) {
      const Verdict refused = try_out(probe, stage());
      if (!refused || refused->unknowable) continue;
      std::vector<Broken> parts;
      if (probe.kind == Probe::Kind::update)
        for (const Probe& single : single_updates(*entry))
          if (const Verdict part = try_out(single, stage())) parts.push_back({id, single, *part});
      if (parts.empty()) parts.push_back({id, probe, *refused});
      failures.insert(failures.end(), parts.begin(), parts.end());
    }
  }

  /// What could not be done before is nobody's fault now; what is new has to work.
  bool is_broken(const Broken& suspect, Performance&) {
    Stage& past = rehearsal_.before_;
    const Entry* entry = before({Space::relation, at_start(suspect.id.key)});
    if (entry == nullptr) return !works(suspect.probe, stage(), true);
    past.take_quoted_names_for_strings(false);
    const bool worked = could(suspect.probe, *entry, past);
    past.take_quoted_names_for_strings(true);
    if (worked) return true;
    return could(suspect.probe, *entry, past) && !works(suspect.probe, stage(), true);
  }

  static bool works(const Probe& probe, Stage& stage, bool quoted_strings) {
    stage.take_quoted_names_for_strings(quoted_strings);
    const bool does = !try_out(probe, stage);
    stage.take_quoted_names_for_strings(true);
    return does;
  }

  /// Whether the same could be done with what the relation was before.
  bool could(const Probe& probe, const Entry& entry, Stage& past) const {
    const auto triggers = triggers_in(around_.before);
    for (const Probe& old : probes_of(entry, triggers, past)) {
      if (old.kind != probe.kind) continue;
      if (!try_out(old, past)) return true;
      for (const Probe& single : single_updates(entry))
        if (source::same(single.column, probe.column)) return !try_out(single, past);
    }
    return false;
  }

  [[nodiscard]] const Entry* before(const Id& id) const {
    const auto found =
        std::find_if(around_.before.begin(), around_.before.end(),
                     [&](const Entry* entry) { return schema::id_of(entry->object) == id; });
    return found == around_.before.end() ? nullptr : *found;
  }

  void tell_broken(const Broken& broken) {
    const Entry& entry = *block_.after.find(broken.id);
    const std::string& name = schema::name_of(entry.object).text;
    const bool is_new = before({Space::relation, at_start(broken.id.key)}) == nullptr;
    const source::Span place = is_new ? entry.created : breaker_of(broken);
    if (is_allowed(place)) return;
    if (is_new && std::holds_alternative<ir::VirtualTable>(entry.object)) {
      rehearsal_.diagnostics_.report(kind::new_index_broken, place, name, broken.refusal.said);
      return;
    }
    auto& said = is_new ? rehearsal_.diagnostics_.report(kind::new_object_broken, place, name,
                                                         broken.refusal.said)
                        : rehearsal_.diagnostics_.report(kind::object_broken, place, name,
                                                         broken.refusal.said);
    said.note(fmt::format("found by {} on a scratch database after {} {}", in_words(broken.probe),
                          direction(), block_.plan.revision));
    if (!is_new && entry.created.known())
      said.note(entry.created, fmt::format("`{}` is created here", name));
    if (!is_new)
      said.note(
          "drop and create in the same block what no longer works, or write `allow broken_object "
          "'why';` before this statement");
    else
      said.note("correct it, or write `allow broken_object 'why';` before this statement");
  }

  /// The statement after which it could be done no more.
  source::Span breaker_of(const Broken& broken) {
    Performance again(block_, around_, rehearsal_.backend_, rehearsal_.before_);
    again.set_up(SampleRows::none);
    const Entry* entry = before({Space::relation, at_start(broken.id.key)});
    Stage& past = rehearsal_.before_;
    source::Span place;
    bool worked = true;
    for (const Action& action : block_.script.actions) {
      if (again.run(action)) break;
      past.take_quoted_names_for_strings(false);
      const bool works = !try_out(broken.probe, past) || could(broken.probe, *entry, past);
      past.take_quoted_names_for_strings(true);
      if (worked && !works) place = action.written;
      worked = works;
    }
    return place;
  }

  /// Whether the author has said so: before this statement, or before one that was joined to it.
  [[nodiscard]] bool is_allowed(source::Span place) const {
    const auto covers = [&](const ir::Step& step) {
      return step.written.file == place.file && step.written.begin <= place.begin &&
             place.begin < step.written.end;
    };
    std::set<Id> subjects;
    for (const std::vector<ir::Step>* steps : block_.steps)
      for (const ir::Step& step : *steps)
        if (covers(step))
          for (Id& id : schema::subjects_of(step.operation)) subjects.insert(std::move(id));
    for (const std::vector<ir::Step>* steps : block_.steps)
      for (const ir::Step& step : *steps) {
        if (!ir::allows(step, rule)) continue;
        if (covers(step)) return true;
        for (const Id& id : schema::subjects_of(step.operation))
          if (subjects.count(id) > 0) return true;
      }
    return false;
  }

  // --- Does it still mean the same ---------------------------------------------------------------

  void find_changed() {
    if (!has_rows_) return;
    for (const Bystanders::Difference& difference : bystanders_.differences(stage())) {
      if (performance_.left_out().count(difference.id) > 0) continue;
      const Entry& entry = *block_.after.find(difference.id);
      const std::string& name = schema::name_of(entry.object).text;
      const source::Span place = changer_of(difference);
      if (is_allowed(place)) continue;
      auto& said = difference.is_index
                       ? rehearsal_.diagnostics_.report(kind::index_stale, place, name)
                       : rehearsal_.diagnostics_.report(kind::other_meaning, place, name);
      said.note(entry.created, fmt::format("`{}` is created here", name));
      if (difference.is_index)
        said.note(
            fmt::format("add `insert into {0} ({0}) values ('rebuild');` after this "
                        "statement",
                        name));
      else
        said.note(
            "drop and create it in the same block, with the names of columns and their tables "
            "written out");
    }
  }

  /// The first statement after which it is otherwise.
  source::Span changer_of(const Bystanders::Difference& difference) {
    Performance again(block_, around_, rehearsal_.backend_, rehearsal_.before_);
    again.set_up(SampleRows::full);
    Bystanders others = bystanders_;
    others.note(rehearsal_.before_);
    source::Span place;
    for (const Action& action : block_.script.actions) {
      if (again.run(action)) break;
      if (!place.known()) place = action.written;
      const auto all = others.differences(rehearsal_.before_);
      if (std::any_of(all.begin(), all.end(),
                      [&](const auto& one) { return one.id == difference.id; }))
        return action.written;
    }
    return place;
  }

  Rehearsal& rehearsal_;
  const pipeline::Block& block_;
  const Neighbourhood around_;
  Bystanders bystanders_;
  Performance performance_;
  std::map<std::string, std::string> renamed_from_;  ///< Keys of tables: now, and at the start.
  bool has_rows_ = false;
};

pipeline::Rehearse Rehearsal::hook() {
  return {sqlite3_libversion_number(), [this](const pipeline::Block& block) { rehearse(block); }};
}

void Rehearsal::rehearse(const pipeline::Block& block) {
  if (is_plain(block)) return;
  BlockRehearsal(*this, block).run();
}

void Rehearsal::note_untried(const std::string& what, const std::string& why) {
  if (untried_.insert(what).second) diagnostics_.report(kind::not_rehearsed, {}, what, why);
}

}  // namespace migc::verify
