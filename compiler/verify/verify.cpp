#include "compiler/verify/verify.hpp"

#include <optional>
#include <span>
#include <utility>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/row_checks.hpp"
#include "compiler/database/statement.hpp"
#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/null_trial.hpp"
#include "compiler/verify/rehearsal.hpp"
#include "compiler/verify/scratch.hpp"

namespace migc::verify {

namespace kind = diagnostics::kind;

namespace {

class Verify {
 public:
  Verify(const pipeline::Project& project, diagnostics::Diagnostics& diagnostics)
      : project_(project),
        diagnostics_(diagnostics),
        backend_(*backends::find_backend(project.dialect->name)),
        frame_(scratch_frame(project.settings)),
        nulls_(project, diagnostics) {}

  /// Whether the revision passed. Once an upgrade failed nothing after it can be tried.
  bool passes(const pipeline::Compiled& compiled, const schema::Schema& after) {
    if (stuck_) return false;
    if (diagnostics_.errors() > errors_) {  // of its own: what it became is not to be run
      stuck_ = true;
      return false;
    }
    const bool passed = passes_both_ways(compiled, after);
    errors_ = diagnostics_.errors();
    return passed;
  }

 private:
  bool passes_both_ways(const pipeline::Compiled& compiled, const schema::Schema& after) {
    nulls_.upgrade(compiled.up, scratch_);
    nulls_.note(compiled, after);
    const database::Stored before = scratch_.all_stored();
    if (!run(compiled.up)) {
      stuck_ = true;
      return false;
    }
    bool passed = matches_model(compiled, after);
    if (!compiled.down) return passed;
    if (!run(*compiled.down)) return false;
    passed = is_restored(compiled, before) && passed;
    stuck_ = !run(compiled.up);
    return passed && !stuck_;
  }

  /// The rows of a scratch database are nobody's loss.
  bool run(backends::Plan plan) {
    backends::allow_data_loss(plan);
    try {
      exec::run({&plan, 1}, backend_, frame_, scratch_.database());
      return true;
    } catch (const database::Error& error) {
      diagnostics::Diagnostic diagnostic = error.diagnostic;
      if (!diagnostic.place.known()) diagnostic.text = plan.revision + ": " + diagnostic.text;
      diagnostics_.add(std::move(diagnostic));
      return false;
    }
  }

  bool matches_model(const pipeline::Compiled& compiled, const schema::Schema& after) {
    const database::Stored now = scratch_.all_stored();
    bool matches = true;
    for (const schema::Id& id : compiled.changed) {
      const schema::Entry* entry = after.find(id);
      const std::string expected = entry == nullptr ? "" : backend_.create(entry->object, after);
      const auto found = now.find(id);
      if (found == now.end() ? expected.empty()
                             : database::same_statement(found->second, expected, *project_.dialect))
        continue;
      matches = false;
      diagnostics_
          .report(kind::model_differs, project_.headers[compiled.revision].id.written,
                  compiled.up.revision, id.key)
          .note("the model has: " + expected)
          .note("the database has: " + (found == now.end() ? "nothing" : found->second));
    }
    return matches;
  }

  bool is_restored(const pipeline::Compiled& compiled, const database::Stored& before) {
    const database::Stored now = scratch_.all_stored();
    const source::Span place = project_.revisions[compiled.revision].downgrade.written;
    bool restored = true;
    const auto report = [&](const schema::Id& id, const char* what) {
      restored = false;
      diagnostics_.report(kind::not_restored, place, compiled.up.revision, id.key, what);
    };
    const schema::Id version{schema::Space::relation, source::fold(frame_.version_table)};
    const schema::Id log{schema::Space::relation, source::fold(frame_.log_table)};
    for (const auto& [id, statement] : before) {
      const auto found = now.find(id);
      if (found == now.end())
        report(id, "is missing");
      else if (!database::same_statement(statement, found->second, *project_.dialect))
        report(id, "is different");
    }
    for (const auto& [id, statement] : now)
      if (before.count(id) == 0 && id != version && id != log) report(id, "is still there");
    return restored;
  }

  const pipeline::Project& project_;
  diagnostics::Diagnostics& diagnostics_;
  const backends::Backend& backend_;
  const backends::FrameOptions frame_;
  Scratch scratch_{project_.dialect->name};
  NullTrial nulls_;
  bool stuck_ = false;
  std::size_t errors_ = diagnostics_.errors();  ///< Those that are told already.
};

}  // namespace

Result verify(const pipeline::Project& project, const source::SourceSet& sources,
              diagnostics::Diagnostics& diagnostics,
              const std::function<void(const std::string& revision, bool passed)>& tried) {
  Result result;
  Verify verify(project, diagnostics);
  Rehearsal rehearsal(*backends::find_backend(project.dialect->name), sources, diagnostics);
  std::size_t errors = diagnostics.errors();
  pipeline::for_each_revision(
      project, diagnostics,
      [&](const pipeline::Compiled& compiled, const schema::Schema& after) {
        const bool rehearsed = diagnostics.errors() == errors;
        const bool passed = verify.passes(compiled, after) && rehearsed;
        errors = diagnostics.errors();
        ++result.revisions;
        if (!compiled.down) ++result.irreversible;
        if (!passed) ++result.failed;
        tried(compiled.up.revision, passed);
      },
      rehearsal.hook());
  return result;
}

}  // namespace migc::verify
