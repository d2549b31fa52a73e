#include "compiler/pipeline/squash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "compiler/ir/print.hpp"
#include "compiler/ir/text.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/fold.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::pipeline {

namespace {

using graph::Index;
using Form = ir::Downgrade::Form;

class Squash {
 public:
  Squash(const Project& project, std::span<const Index> range, const source::SourceSet& sources)
      : project_(project),
        range_(range),
        sources_(sources),
        options_(lower_options(project.settings, *project.dialect)) {
    diagnostics::Diagnostics diagnostics;  // the project has been checked
    for (const Index one : range) {
      parsed_.push_back(
          *syntax::parse(sources, file_of(one).index, diagnostics, project.dialect->naming));
      std::vector<Unit> units =
          units_of(file_of(one).file, "upgrade", parsed_.back().upgrade, options_);
      upgrade_.insert(upgrade_.end(), std::make_move_iterator(units.begin()),
                      std::make_move_iterator(units.end()));
    }
  }

  std::vector<std::string> blocks() {
    std::vector<std::string> upgrades{folded(), as_written(upgrade_)};
    if (upgrades[0] == upgrades[1]) upgrades.pop_back();
    const std::vector<std::string> back = downgrades();
    std::vector<std::string> all;
    for (const std::string& up : upgrades)
      for (const std::string& down : back)
        all.push_back(fmt::format("upgrade {{\n{}}}\n\n{}\n", up, down));
    return all;
  }

 private:
  struct File {
    const source::SourceFile& file;
    std::uint32_t index;
  };
  [[nodiscard]] File file_of(Index revision) const {
    const std::uint32_t index = project_.headers[revision].id.written.file;
    return {sources_[index], index};
  }

  /// All that the last of the range follows, without the range.
  [[nodiscard]] graph::Set before() const {
    const Index last[] = {range_.back()};
    graph::Set set = project_.graph.with_ancestors(last);
    for (const Index one : range_) set[one] = false;
    return set;
  }

  /// Statements over rows stay where they are; between them is what can be folded.
  [[nodiscard]] std::string folded() const {
    std::vector<std::string> rows;
    for (const Index row : graph::rows(project_.graph, before()))
      rows.push_back(project_.graph.id(row));
    schema::Schema schema = schema_at(project_, rows);
    std::string text;
    for (std::size_t at = 0; at < upgrade_.size();) {
      const auto is_opaque = [](const Unit& unit) { return unit.opaque; };
      const auto end = std::find_if(upgrade_.begin() + static_cast<std::ptrdiff_t>(at),
                                    upgrade_.end(), is_opaque);
      const auto behind = static_cast<std::size_t>(end - upgrade_.begin());
      text += fold(std::span(upgrade_).subspan(at, behind - at), schema, options_);
      at = behind;
      for (; at < upgrade_.size() && upgrade_[at].opaque; ++at) {
        text += upgrade_[at].whole();
        apply(upgrade_[at].steps, schema);
      }
    }
    return text;
  }

  static void apply(const std::vector<ir::Step>& steps, schema::Schema& schema) {
    diagnostics::Diagnostics reported;
    for (const ir::Step& step : steps)
      for (const ir::Step& single : schema::expand(step, schema))
        static_cast<void>(schema::apply(single, schema, reported));
  }

  // --- The downgrade -----------------------------------------------------------------------------

  [[nodiscard]] std::vector<std::string> downgrades() const {
    if (const std::string why = irreversible(); !why.empty())
      return {fmt::format("downgrade irreversible {};", ir::literal(why))};
    const std::string written = "downgrade {\n" + written_back() + "}";
    if (begins_empty() || is_plain()) return {"downgrade auto;", written};
    return {written};
  }

  /// Why there is no downgrade, of all revisions that say so.
  [[nodiscard]] std::string irreversible() const {
    std::string why;
    for (std::size_t at = 0; at < range_.size(); ++at)
      if (parsed_[at].downgrade.form == Form::irreversible)
        why += fmt::format("{}{}: {}", why.empty() ? "" : "; ", project_.graph.id(range_[at]),
                           parsed_[at].downgrade.why);
    return why;
  }

  /// Whether there is nothing before: then all that the range makes goes away, rows included.
  [[nodiscard]] bool begins_empty() const {
    const graph::Set set = before();
    return std::none_of(set.begin(), set.end(), [](bool one) { return one; });
  }

  /// Whether the downgrades say nothing that migc would not: no rows, no values, no raw SQL.
  [[nodiscard]] bool is_plain() const {
    return std::all_of(range_.begin(), range_.end(), [&](Index one) {
      const std::vector<ir::Step>& steps = project_.revisions[one].downgrade.steps;
      return std::none_of(steps.begin(), steps.end(), says_more);
    });
  }

  static bool says_more(const ir::Step& step) {
    const ir::Operation& operation = step.operation;
    if (const auto* type = ir::alteration_in<ir::SetType>(operation))
      return type->conversion.has_value();
    if (const auto* add = ir::alteration_in<ir::AddColumn>(operation)) return add->fill.has_value();
    if (const auto* not_null = ir::alteration_in<ir::SetNotNull>(operation))
      return not_null->fill.has_value();
    return std::holds_alternative<ir::Data>(step.operation) ||
           std::holds_alternative<ir::Assert>(step.operation) ||
           std::holds_alternative<ir::Execute>(step.operation) ||
           std::holds_alternative<ir::CreateTableAs>(step.operation);
  }

  /// The downgrades one after the other, the last first.
  [[nodiscard]] std::string written_back() const {
    diagnostics::Diagnostics reported;
    Replay replay(project_, reported, true);
    const graph::Set applied = before();
    for (const Index one : project_.graph.order())
      if (applied[one]) replay.up(one);
    for (const Index one : range_) replay.up(one);
    std::string text;
    bool moved = false;
    for (std::size_t at = range_.size(); at-- > 0;)
      text += parsed_[at].downgrade.form == Form::automatic
                  ? printed(replay.down_steps(range_[at]), moved)
                  : as_written(units_of(file_of(range_[at]).file, "downgrade",
                                        parsed_[at].downgrade.body, options_));
    return text;
  }

  /// A constraint that comes back at its column is the table's once it is written. `moved` says
  /// whether there is one: a column that is dropped then takes it along by `cascade`.
  static std::string printed(std::vector<ir::Step> steps, bool& moved) {
    for (ir::Step& step : steps) {
      const auto* add = ir::alteration_in<ir::AddConstraint>(step.operation);
      moved = moved || (add != nullptr && add->column.has_value());
      auto* alter = std::get_if<ir::AlterTable>(&step.operation);
      auto* drop = alter == nullptr ? nullptr : std::get_if<ir::DropColumn>(&alter->alteration);
      if (drop != nullptr) drop->cascade = moved;
    }
    std::string text;
    for (const ir::Statement& statement : ir::print(steps))
      text += two_spaces(statement.text + "\n");
    return text;
  }

  const Project& project_;
  std::span<const Index> range_;
  const source::SourceSet& sources_;
  const lower::Options options_;
  std::vector<ast::File> parsed_;  ///< Parallel to the range.
  std::vector<Unit> upgrade_;
};

}  // namespace

std::vector<std::string> squashed_blocks(const Project& project, std::span<const Index> range,
                                         const source::SourceSet& sources) {
  return Squash(project, range, sources).blocks();
}

}  // namespace migc::pipeline
