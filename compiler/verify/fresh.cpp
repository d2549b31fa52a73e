#include "compiler/verify/fresh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/row_checks.hpp"
#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/drivers/sqlite/contents.hpp"
#include "compiler/drivers/sqlite/repeatable.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/source/name.hpp"
#include "compiler/verify/fresh_script.hpp"
#include "compiler/verify/scratch.hpp"

namespace migc::verify {

namespace kind = diagnostics::kind;
using backends::Plan;
using drivers::sqlite::Contents;

namespace {

constexpr const char* long_way = "without `--fresh`, each revision runs by itself";

/// What raw SQL leaves behind that is neither tables nor rows: settings of the file, which a
/// scratch database in memory need not even have, and statistics. These settings are those of a
/// connection alone, or no settings.
bool leaves_more(const backends::sqlite::Beginning& statement) {
  constexpr std::array<std::string_view, 8> passing = {
      "foreign_keys",       "defer_foreign_keys", "foreign_key_check", "integrity_check",
      "legacy_alter_table", "quick_check",        "cache_size",        "temp_store"};
  if (statement.word == "analyze") return true;
  return statement.word == "pragma" &&
         std::find(passing.begin(), passing.end(), statement.next) == passing.end();
}

class Fresh {
 public:
  Fresh(const pipeline::Project& project, const graph::Path& path,
        diagnostics::Diagnostics& diagnostics)
      : project_(project),
        path_(path),
        diagnostics_(diagnostics),
        backend_(*backends::find_backend(project.dialect->name)),
        driver_(*drivers::find_driver(project.dialect->name)),
        frame_(scratch_frame(project.settings)),
        own_{source::fold(frame_.version_table), source::fold(frame_.log_table)} {}

  std::optional<Plan> plan() {
    const std::size_t errors = diagnostics_.errors();
    check_raw_sql();
    std::vector<Plan> one_by_one =
        pipeline::plans(project_, path_, {}, pipeline::Grouping::by_revision, diagnostics_);
    if (diagnostics_.errors() > errors) return std::nullopt;
    Plan fresh = summary(one_by_one);
    const std::optional<Contents> wanted = left_by(std::move(one_by_one));
    if (!wanted) return std::nullopt;
    const schema::Schema schema = pipeline::schema_at(project_, path_.after);
    fresh.script = fresh_script(*wanted, schema, backend_);
    if (!leaves(fresh, *wanted, schema)) return std::nullopt;
    return fresh;
  }

 private:
  void check_raw_sql() {
    for (const graph::PathStep& step : path_.steps)
      for (const ir::Step& one : project_.revisions[step.revision].upgrade)
        if (const auto* raw = std::get_if<ir::Execute>(&one.operation))
          for (const backends::sqlite::Beginning& statement :
               backends::sqlite::beginnings(raw->sql))
            if (leaves_more(statement))
              diagnostics_.report(kind::fresh_raw, one.written, statement.word)
                  .note(fmt::format("in upgrade {}", project_.graph.id(step.revision)))
                  .note(long_way);
  }

  /// The plan without its script.
  [[nodiscard]] static Plan summary(const std::vector<Plan>& plans) {
    Plan whole;
    const Plan &first = plans.front(), &last = plans.back();
    const bool alone = plans.size() == 1;
    whole.revision = alone ? first.revision : first.revision + " to " + last.revision;
    whole.path = alone ? first.path : first.path + " to " + last.path;
    whole.message = fmt::format("{} revision{} in one step", plans.size(), alone ? "" : "s");
    whole.version = {first.version.before, last.version.after};
    for (const Plan& plan : plans)
      whole.log.insert(whole.log.end(), plan.log.begin(), plan.log.end());
    whole.from_nothing = true;
    return whole;
  }

  /// What the revisions leave, one by one. They are not logged: what time it is must not be asked.
  /// And what they lose is nobody's.
  std::optional<Contents> left_by(std::vector<Plan> plans) {
    for (Plan& plan : plans) {
      plan.log.clear();
      backends::allow_data_loss(plan);
    }
    const auto scratch = driver_.open_scratch();
    const drivers::sqlite::Repeatable repeatable(*scratch);
    try {
      exec::run(plans, backend_, frame_, *scratch);
      return drivers::sqlite::read_contents(*scratch, own_);
    } catch (database::Error& error) {
      if (error.failure == database::Failure::interrupted) throw;
      if (const auto& call = repeatable.refused()) {
        diagnostics::Diagnostic& report =
            diagnostics_.report(kind::fresh_not_repeatable, error.diagnostic.place, *call);
        report.notes = std::move(error.diagnostic.notes);
        report.note("write a constant, if it may be the same in every database");
        report.note(long_way);
      } else {
        add(std::move(error));
      }
      return std::nullopt;
    }
  }

  /// Whether the plan leaves exactly that.
  bool leaves(const Plan& plan, const Contents& wanted, const schema::Schema& schema) {
    const auto scratch = driver_.open_scratch();
    try {
      exec::run({&plan, 1}, backend_, frame_, *scratch);
    } catch (const database::Error& error) {
      if (error.failure == database::Failure::interrupted) throw;
      diagnostics::Diagnostic& report =
          diagnostics_.report(kind::fresh_refused, error.diagnostic.place, error.refusal.message);
      report.notes = error.diagnostic.notes;
      report.note(long_way);
      return false;
    }
    const auto differs =
        drivers::sqlite::difference(wanted, drivers::sqlite::read_contents(*scratch, own_));
    if (!differs) return true;
    diagnostics_
        .report(kind::fresh_differs, place_of(differs->object, schema), differs->object,
                differs->how)
        .note(long_way);
    return false;
  }

  /// Where a table was created; of a table that a virtual one keeps, where that was.
  static source::Span place_of(const std::string& table, const schema::Schema& schema) {
    for (std::size_t end = table.size(); end != std::string::npos && end > 0;
         end = table.rfind('_', end - 1))
      if (const schema::Entry* entry =
              schema.find({schema::Space::relation, source::fold(table.substr(0, end))}))
        return entry->created;
    return {};
  }

  void add(database::Error error) {
    diagnostics_.add(std::move(error.diagnostic));
    for (diagnostics::Diagnostic& more : error.further) diagnostics_.add(std::move(more));
  }

  const pipeline::Project& project_;
  const graph::Path& path_;
  diagnostics::Diagnostics& diagnostics_;
  const backends::Backend& backend_;
  const database::Driver& driver_;
  const backends::FrameOptions frame_;
  const std::set<std::string> own_;
};

}  // namespace

std::optional<Plan> fresh_plan(const pipeline::Project& project, const graph::Path& path,
                               diagnostics::Diagnostics& diagnostics) {
  return Fresh(project, path, diagnostics).plan();
}

}  // namespace migc::verify
