#include "compiler/pipeline/fold.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "compiler/ir/print.hpp"
#include "compiler/schema/diff/diff.hpp"
#include "compiler/schema/model/creation.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::pipeline {

namespace {

using schema::Id;
using schema::Schema;

/// Applies a stretch to a schema; whether that was possible.
bool apply_all(std::span<const ir::Step> steps, Schema& schema) {
  diagnostics::Diagnostics diagnostics;
  for (const ir::Step& step : steps)
    for (const ir::Step& single : schema::expand(step, schema))
      static_cast<void>(schema::apply(single, schema, diagnostics));
  return diagnostics.ok();
}

/// An object that the stretch creates.
struct Made {
  std::size_t unit;      ///< The statement that creates it.
  bool changed = false;  ///< Whether another changes it.
  std::vector<ir::Allow> allows{};
};

/// The new name of what a step renames.
std::optional<std::pair<Id, Id>> renamed_by(const ir::Operation& operation) {
  using schema::Space;
  if (const auto* table = std::get_if<ir::RenameTable>(&operation))
    return {{{Space::relation, table->table.key()}, {Space::relation, table->to.key()}}};
  if (const auto* index = std::get_if<ir::RenameIndex>(&operation))
    return {{{Space::index, index->index.key()}, {Space::index, index->to.key()}}};
  return std::nullopt;
}

bool stands_on_tables(const schema::Object& object) {
  return std::holds_alternative<ir::Index>(object) || std::holds_alternative<ir::View>(object) ||
         std::holds_alternative<ir::Trigger>(object);
}

class Fold {
 public:
  Fold(std::span<const Unit> units, Schema& schema, const lower::Options& options)
      : units_(units), before_(schema), schema_(schema), options_(options) {
    before_.forget_journal();
  }

  std::string run() {
    for (std::size_t at = 0; at < units_.size(); ++at)
      for (const ir::Step& step : units_[at].steps)
        for (const ir::Step& single : schema::expand(step, schema_)) follow(single, at);
    write_created();
    std::string older;
    for (std::size_t at = 0; at < units_.size(); ++at)
      if (older_.contains(at)) older += units_[at].whole();
    for (std::string text : {tables_ + older + others_, older + tables_ + others_})
      if (leads_to_the_same(text)) return text;
    return as_written(units_);
  }

 private:
  /// Applies a single step and takes note of what it does to what was created.
  void follow(const ir::Step& step, std::size_t unit) {
    diagnostics::Diagnostics diagnostics;
    const Schema::Mark mark = schema_.mark();
    const auto renamed = renamed_by(step.operation);
    static_cast<void>(schema::apply(step, schema_, diagnostics));
    if (renamed) follow_rename(*renamed, unit, step);
    for (const Schema::Change& change : schema_.changes_since(mark)) {
      if (renamed && (change.id == renamed->first || change.id == renamed->second)) continue;
      const bool existed = change.before->has_value(), exists = schema_.find(change.id) != nullptr;
      if (!existed && exists)
        made_[change.id] = {unit, false, step.allows};
      else if (const auto made = made_.find(change.id); made == made_.end())
        older_.insert(unit);
      else if (exists)
        change_made(made->second, step);
      else
        made_.erase(made);
    }
  }

  void follow_rename(const std::pair<Id, Id>& names, std::size_t unit, const ir::Step& step) {
    auto made = made_.extract(names.first);
    if (made.empty()) {
      older_.insert(unit);
      return;
    }
    change_made(made.mapped(), step);
    made.key() = names.second;
    made_.insert(std::move(made));
  }

  static void change_made(Made& made, const ir::Step& step) {
    made.changed = true;
    for (const ir::Allow& allow : step.allows)
      if (allow.rule.key() != "data_loss") made.allows.push_back(allow);  // it has no rows yet
  }

  /// The objects in the order in which they were created. A statement that made several has its
  /// place where the first of them has its.
  void write_created() {
    std::set<std::size_t> changed, written;
    for (const auto& [id, made] : made_)
      if (made.changed) changed.insert(made.unit);
    for (const schema::Entry* entry : schema_.all()) {
      const auto found = made_.find(schema::id_of(entry->object));
      if (found == made_.end()) continue;
      const Made& made = found->second;
      const Unit& unit = units_[made.unit];
      std::string& text = stands_on_tables(entry->object) ? others_ : tables_;
      if (older_.contains(made.unit)) continue;  // it stands with what it does to others
      if (changed.contains(made.unit) || made_count(made.unit) != unit.steps.size())
        text += two_spaces(written.insert(made.unit).second ? unit.comments : "") +
                printed(entry->object, made);
      else if (written.insert(made.unit).second)
        text += unit.whole();
    }
  }

  /// How many of the objects that a statement made are still there.
  [[nodiscard]] std::size_t made_count(std::size_t unit) const {
    return static_cast<std::size_t>(std::count_if(
        made_.begin(), made_.end(), [&](const auto& one) { return one.second.unit == unit; }));
  }

  static std::string printed(const schema::Object& object, const Made& made) {
    ir::Step step{schema::creation_of(object)};
    for (const ir::Allow& allow : made.allows)
      if (!ir::allows(step, allow.rule.text)) step.allows.push_back(allow);
    return two_spaces(ir::print({&step, 1}).front().text + "\n");
  }

  [[nodiscard]] bool leads_to_the_same(const std::string& text) const {
    source::SourceSet sources;
    diagnostics::Diagnostics reported;
    const std::uint32_t file = sources.add("stretch", text);
    const std::vector<ir::Step> steps =
        lower::lower(syntax::parse_statements(sources, file, reported, options_.dialect.naming),
                     options_, reported);
    Schema schema = before_;
    return reported.ok() && apply_all(steps, schema) && schema::differing(schema, schema_).empty();
  }

  std::span<const Unit> units_;
  Schema before_;
  Schema& schema_;
  const lower::Options& options_;
  std::map<Id, Made> made_;
  std::set<std::size_t> older_;  ///< Statements that do something to older objects.
  std::string tables_, others_;
};

}  // namespace

std::string fold(std::span<const Unit> units, Schema& schema, const lower::Options& options) {
  return Fold(units, schema, options).run();
}

std::string as_written(std::span<const Unit> units) {
  std::string text;
  for (const Unit& unit : units) text += unit.whole();
  return text;
}

}  // namespace migc::pipeline
