#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <variant>

#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/schema/model/affected_objects.hpp"
#include "compiler/verify/block_rehearsal.hpp"

namespace migc::verify {

using backends::Action;
using schema::Entry;
using schema::Id;
using schema::Space;
namespace kind = diagnostics::kind;

namespace {

constexpr const char* rule = "broken_object";

std::vector<const ir::Trigger*> triggers_in(const std::vector<const Entry*>& entries) {
  std::vector<const ir::Trigger*> triggers;
  for (const Entry* entry : entries)
    if (const auto* trigger = std::get_if<ir::Trigger>(&entry->object)) triggers.push_back(trigger);
  return triggers;
}

}  // namespace

void BlockRehearsal::find_broken() {
  stage().take_quoted_names_for_strings(false);
  std::vector<Broken> suspects;
  for (const Id& id : around_.affected) collect_failures(id, suspects);
  stage().take_quoted_names_for_strings(true);
  if (suspects.empty()) return;
  Performance past(block_, around_, rehearsal_.backend_, *rehearsal_.before_);
  past.set_up(SampleRows::none);
  std::set<Id> told;
  for (const Broken& suspect : suspects)
    if (told.count(suspect.id) == 0 && is_broken(suspect)) {
      told.insert(suspect.id);
      tell_broken(suspect);
    }
}

void BlockRehearsal::collect_failures(const Id& id, std::vector<Broken>& failures) {
  const Entry* entry = block_.after.find(id);
  if (entry == nullptr || !schema::is_stored(entry->object)) return;
  if (performance_.left_out().count(id) > 0 || block_.after.dangling.count(id) > 0) return;
  const auto triggers = block_.after.triggers_of(schema::name_of(entry->object));
  for (const Probe& probe : probes_of(*entry, triggers, stage())) {
    const database::Verdict refused = try_out(probe, stage());
    if (!refused || refused->is_unknowable()) continue;
    std::vector<Broken> parts;
    if (probe.kind == Probe::Kind::update)
      for (const Probe& single : single_updates(*entry))
        if (const database::Verdict part = try_out(single, stage()))
          parts.push_back({id, single, *part});
    if (parts.empty()) parts.push_back({id, probe, *refused});
    failures.insert(failures.end(), parts.begin(), parts.end());
  }
}

bool BlockRehearsal::is_broken(const Broken& suspect) {
  database::Stage& past = *rehearsal_.before_;
  const Entry* entry = before({Space::relation, at_start(suspect.id.key)});
  if (entry == nullptr) return try_out(suspect.probe, stage()).has_value();
  past.take_quoted_names_for_strings(false);
  const bool worked = could(suspect.probe, *entry, past);
  past.take_quoted_names_for_strings(true);
  if (worked) return true;
  return could(suspect.probe, *entry, past) && try_out(suspect.probe, stage()).has_value();
}

bool BlockRehearsal::could(const Probe& probe, const Entry& entry, database::Stage& past) const {
  const auto triggers = triggers_in(around_.before);
  for (const Probe& old : probes_of(entry, triggers, past)) {
    if (old.kind != probe.kind) continue;
    if (!try_out(old, past)) return true;
    for (const Probe& single : single_updates(entry))
      if (source::same(single.column, probe.column)) return !try_out(single, past);
  }
  return false;
}

const Entry* BlockRehearsal::before(const Id& id) const {
  const auto found =
      std::find_if(around_.before.begin(), around_.before.end(),
                   [&](const Entry* entry) { return schema::id_of(entry->object) == id; });
  return found == around_.before.end() ? nullptr : *found;
}

void BlockRehearsal::tell_broken(const Broken& broken) {
  const Entry& entry = *block_.after.find(broken.id);
  const std::string& name = schema::name_of(entry.object).text;
  const bool is_new = before({Space::relation, at_start(broken.id.key)}) == nullptr;
  const source::Span place = is_new ? entry.created : breaker_of(broken);
  if (is_allowed(place)) return;
  if (is_new && std::holds_alternative<ir::VirtualTable>(entry.object)) {
    rehearsal_.diagnostics_.report(kind::new_index_broken, place, name, broken.refusal.message);
    return;
  }
  auto& result = is_new ? rehearsal_.diagnostics_.report(kind::new_object_broken, place, name,
                                                         broken.refusal.message)
                        : rehearsal_.diagnostics_.report(kind::object_broken, place, name,
                                                         broken.refusal.message);
  result.note(fmt::format("found by {} on a scratch database after {} {}", in_words(broken.probe),
                          direction(), block_.plan.revision));
  if (!is_new && entry.created.known())
    result.note(entry.created, fmt::format("`{}` is created here", name));
  if (!is_new)
    result.note(
        "drop and create it in the same block, or write `allow broken_object 'why';` before this "
        "statement");
  else
    result.note("correct it, or write `allow broken_object 'why';` before this statement");
}

source::Span BlockRehearsal::breaker_of(const Broken& broken) {
  Performance again(block_, around_, rehearsal_.backend_, *rehearsal_.before_);
  again.set_up(SampleRows::none);
  const Entry* entry = before({Space::relation, at_start(broken.id.key)});
  database::Stage& past = *rehearsal_.before_;
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

bool BlockRehearsal::is_allowed(source::Span place) const {
  const auto covers = [&](const ir::Step& step) {
    return step.written.file == place.file && step.written.begin <= place.begin &&
           place.begin < step.written.end;
  };
  std::set<Id> subjects;
  for (const std::vector<ir::Step>* steps : block_.steps)
    for (const ir::Step& step : *steps)
      if (covers(step))
        for (Id& id : schema::affected_objects(step.operation)) subjects.insert(std::move(id));
  for (const std::vector<ir::Step>* steps : block_.steps)
    for (const ir::Step& step : *steps) {
      if (!ir::allows(step, rule)) continue;
      if (covers(step)) return true;
      for (const Id& id : schema::affected_objects(step.operation))
        if (subjects.count(id) > 0) return true;
    }
  return false;
}

void BlockRehearsal::find_changed() {
  if (!has_rows_) return;
  for (const Bystanders::Difference& difference : bystanders_.differences(stage())) {
    if (performance_.left_out().count(difference.id) > 0) continue;
    const Entry& entry = *block_.after.find(difference.id);
    const std::string& name = schema::name_of(entry.object).text;
    const source::Span place = changer_of(difference);
    if (is_allowed(place)) continue;
    auto& result = difference.is_index
                       ? rehearsal_.diagnostics_.report(kind::index_stale, place, name)
                       : rehearsal_.diagnostics_.report(kind::other_meaning, place, name);
    result.note(entry.created, fmt::format("`{}` is created here", name));
    if (difference.is_index)
      result.note(
          fmt::format("add `insert into {0} ({0}) values ('rebuild');` after this "
                      "statement",
                      name));
    else
      result.note(
          "drop and create it in the same block, and write out the names of columns and their "
          "tables");
  }
}

source::Span BlockRehearsal::changer_of(const Bystanders::Difference& difference) {
  Performance again(block_, around_, rehearsal_.backend_, *rehearsal_.before_);
  again.set_up(SampleRows::full);
  Bystanders others = bystanders_;
  others.note(*rehearsal_.before_);
  source::Span place;
  for (const Action& action : block_.script.actions) {
    if (again.run(action)) break;
    if (!place.known()) place = action.written;
    const auto all = others.differences(*rehearsal_.before_);
    if (std::any_of(all.begin(), all.end(),
                    [&](const auto& one) { return one.id == difference.id; }))
      return action.written;
  }
  return place;
}

}  // namespace migc::verify
