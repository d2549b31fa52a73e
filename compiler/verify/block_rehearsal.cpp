#include "compiler/verify/block_rehearsal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>
#include <variant>

#include "compiler/database/statement.hpp"
#include "compiler/diagnostics/catalogue/verify.hpp"

namespace migc::verify {

using backends::Action;
using schema::Entry;
using schema::Id;
namespace kind = diagnostics::kind;

BlockRehearsal::BlockRehearsal(Rehearsal& rehearsal, const pipeline::Block& block)
    : rehearsal_(rehearsal),
      block_(block),
      around_(neighbourhood_of(block)),
      bystanders_(block, around_),
      performance_(block, around_, rehearsal.backend_, *rehearsal.stage_) {
  for (const std::vector<ir::Step>* steps : block.steps)
    for (const ir::Step& step : *steps)
      if (const auto* rename = std::get_if<ir::RenameTable>(&step.operation))
        renamed_from_[rename->to.key()] = at_start(rename->table.key());
}

void BlockRehearsal::run() {
  const auto stopped = perform();
  judge(stopped);
  note_untried();
}

std::optional<Performance::Stop> BlockRehearsal::perform() {
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

std::string BlockRehearsal::at_start(const std::string& table) const {
  const auto older = renamed_from_.find(table);
  return older == renamed_from_.end() ? table : older->second;
}

void BlockRehearsal::judge(const std::optional<Performance::Stop>& stopped) {
  if (stopped) return report(*stopped);
  if (!compare_with_model()) return;
  find_broken();
  find_changed();
}

void BlockRehearsal::note_untried() {
  for (const auto& [name, why] : performance_.reasons()) rehearsal_.note_untried(name, why);
  for (const std::string& name : stage().stand_ins())
    if (!name.ends_with("()"))
      rehearsal_.note_untried(name + "()",
                              "SQLite here has no such function, so NULL was used in its place");
}

void BlockRehearsal::report(const Performance::Stop& stop) {
  auto& result =
      rehearsal_.diagnostics_.report(kind::rehearsal_refused, place_of(stop), stop.refusal.message);
  result.note(fmt::format("found by running {} {} on a scratch database", direction(),
                          block_.plan.revision));
  const std::string& words = stop.refusal.message;
  if (words.starts_with("error in view ") || words.starts_with("error in trigger "))
    result.note(
        "drop the object that SQLite names before this statement, and create it again after it");
  // https://www.sqlite.org/stricttables.html
  const database::Driver& driver = rehearsal_.driver_;
  if (driver.version_number() < 3037000 && words.find("near \"STRICT\"") != std::string::npos)
    result.note(
        fmt::format("strict tables need SQLite 3.37, and this migc runs {}", driver.version()));
}

std::string BlockRehearsal::direction() const {
  return block_.plan.upgrade ? "upgrade" : "downgrade";
}

source::Span BlockRehearsal::place_of(const Performance::Stop& stop) const {
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

bool BlockRehearsal::compare_with_model() {
  database::Stored stored = rehearsal_.driver_.stored(stage().database());
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
  return same || raw_action() != nullptr;
}

bool BlockRehearsal::is_as_modelled(const Id& id, const std::string& has) {
  const Entry* entry = block_.after.find(id);
  if (performance_.left_out().count(id) > 0) return true;
  if (entry == nullptr || !schema::is_stored(entry->object)) {
    if (has.empty()) return true;
    differs(id, "", has);
    return false;
  }
  if (!has.empty() && around_.changed.count(id) == 0) {
    const auto text = performance_.texts().find(id);
    if (text != performance_.texts().end() && text->second == has) return true;
  }
  const std::string expected = rehearsal_.backend_.create(entry->object, block_.after);
  if (!has.empty() && database::same_statement(has, expected, block_.after.dialect())) return true;
  differs(id, expected, has);
  return false;
}

void BlockRehearsal::differs(const Id& id, const std::string& model, const std::string& database) {
  if (const Action* raw = raw_action()) {  // verify shows what becomes of it
    rehearsal_.diagnostics_.report(kind::undeclared_change, raw->written, id.key)
        .note("migc's model has: " + (model.empty() ? "nothing" : model))
        .note("SQLite has: " + (database.empty() ? "nothing" : database))
        .note("declare it in `declares { … }` after the raw SQL");
    return;
  }
  rehearsal_.diagnostics_
      .report(kind::rehearsal_differs, cause_of(id), direction(), block_.plan.revision, id.key)
      .note("migc's model has: " + (model.empty() ? "nothing" : model))
      .note("SQLite has: " + (database.empty() ? "nothing" : database))
      .note("nothing was printed or run; this is a bug in migc, please report it");
}

source::Span BlockRehearsal::cause_of(const Id& id) const {
  for (const Action& action : block_.script.actions)
    for (const std::string& table : action.tables)
      if (source::fold(table) == id.key) return action.written;
  return block_.script.actions.empty() ? source::Span{} : block_.script.actions.front().written;
}

const Action* BlockRehearsal::raw_action() const {
  const std::vector<Action>& actions = block_.script.actions;
  const auto found =
      std::find_if(actions.begin(), actions.end(), [](const Action& action) { return action.raw; });
  return found == actions.end() ? nullptr : &*found;
}

}  // namespace migc::verify
