#include "tests/drift/trial.hpp"

#include <exception>
#include <memory>
#include <optional>
#include <regex>
#include <vector>

#include "compiler/backends/row_checks.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/drivers/sqlite/connection.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/differences.hpp"
#include "tests/drift/hand.hpp"
#include "tests/drift/invent.hpp"
#include "tests/drift/kept.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"

namespace migc::drift {
namespace {

using backends::FrameOptions;
using backends::Plan;
using support::Database;
using Drift = FrameOptions::Drift;
using Copy = std::unique_ptr<Database>;

const backends::Backend& backend() { return *backends::find_backend("sqlite"); }

Copy copy_of(const Database& database) {
  Copy copy = std::make_unique<Database>();
  support::copy_into(*copy, database);
  return copy;
}

/// One way through a plan: what came of it.
struct Run {
  Copy database;
  std::optional<std::string> refusal{};
  bool told_of_loss = false;
};

void copy_main(sqlite3* target, sqlite3* source) {
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
}

Run execute(const Plan& plan, const Database& database, Drift drift) {
  config::Url url;
  url.dialect = "sqlite";
  drivers::sqlite::Connection connection(url, database::Access::create);
  copy_main(connection.handle(), database.handle());
  Run run{std::make_unique<Database>()};
  FrameOptions frame;
  frame.drift = drift;
  exec::Observer observer;
  observer.compare = [](const std::string& model, const std::string& found) {
    return verify::differences(model, found, backend().rules());
  };
  observer.loses = [&](const database::Error&) { run.told_of_loss = true; };
  try {
    exec::run({&plan, 1}, backend(), frame, connection, observer);
  } catch (const database::Error& error) {
    run.refusal = error.what();
    for (const auto& note : error.diagnostic.notes) *run.refusal += "\n  " + note.text;
  }
  copy_main(run.database->handle(), connection.handle());
  return run;
}

/// Behind the literal that begins at a place.
std::size_t end_of_literal(const std::string& sql, std::size_t at) {
  for (++at; sql.compare(at, 1, "'") != 0 || sql.compare(at, 2, "''") == 0;)
    at += sql.compare(at, 2, "''") == 0 ? 2 : 1;
  return at + 1;
}

/// A table's own shape is its first line; those of its indexes and triggers follow.
std::string with_anything_on_it(std::string condition) {
  const std::string shape = "shape = ", line = " || char(10) || ";
  const std::size_t begin = condition.find(shape);
  if (begin == std::string::npos) return condition;
  const std::size_t first = end_of_literal(condition, begin + shape.size());
  std::size_t end = first;
  while (condition.compare(end, line.size(), line) == 0)
    end = end_of_literal(condition, end + line.size());
  condition.replace(first, end - first, " || '%'");
  return condition.replace(begin, shape.size(), "shape LIKE ");
}

/// The script of a plan, as a compiler with the defect would print it.
std::string script_of(Plan plan, Drift drift, Defect defect) {
  FrameOptions frame;
  frame.drift = drift;
  for (backends::Script::Guard& guard : plan.script.guards) {
    if (defect == Defect::names_only)
      guard.condition =
          "EXISTS (SELECT 1 FROM main.sqlite_master WHERE name = '" + guard.object.name + "')";
    if (defect == Defect::nothing_on_it) guard.condition = with_anything_on_it(guard.condition);
  }
  if (defect == Defect::nobody_reads) plan.script.gone.clear();
  if (defect == Defect::no_probes)
    for (backends::Script::Made& made : plan.script.made) made.probe.clear();
  const auto framer = backend().framer(false, frame);
  framer->expect(plan);
  return framer->text(framer->opening()) + framer->text(framer->next(plan));
}

Run run_script(const std::string& script, const Database& database) {
  Run run{copy_of(database)};
  run.refusal = run.database->try_run(script);
  if (sqlite3_get_autocommit(run.database->handle()) == 0) run.database->run("ROLLBACK");
  return run;
}

class Trial {
 public:
  Trial(random::Rng& rng, Counts& counts, Defect defect)
      : rng_(rng), counts_(counts), defect_(defect), history_(invent(rng)) {}

  std::string run() {
    if (!compile() || !make_database()) return ++counts_.no_sense, "";
    change_by_hand();
    if (by_hand_.empty()) return ++counts_.no_sense, "";
    for (std::size_t at = 0; at < plans_.size(); ++at) {
      at_ = (plans_[at].upgrade ? "upgrade " : "downgrade ") + plans_[at].revision;
      std::string wrong;
      const bool goes_on = try_plan(at, wrong);
      if (!wrong.empty()) return told(wrong);
      if (!goes_on) break;
    }
    return {};
  }

  /// With what it takes to see it again.
  [[nodiscard]] std::string told(const std::string& wrong) const {
    std::string text = wrong + "\n";
    for (const Revision& revision : history_.revisions) text += revision.text + "--\n";
    return text + history_.rows + "by hand:\n" + by_hand_ + at_;
  }

 private:
  bool compile() {
    std::vector<memory::TextFile> files;
    std::string parent;
    for (const Revision& revision : history_.revisions) {
      const std::string id = "r" + std::to_string(files.size() + 1);
      files.push_back(
          {id + ".mig", support::mig_file({.id = id, .parent = parent, .upgrade = revision.text})});
      parent = id;
    }
    made_ = memory::compile(files, memory::Form::lossy, "sqlite", {}, true);
    return made_.scripts.size() == files.size();
  }

  /// A database somewhere on the way, and the plans that lead on, or back, from there.
  bool make_database() {
    const std::size_t last = history_.revisions.size() - 1;
    const bool up = rng_.chance(70);
    const std::size_t start = up ? 0 : last, end = up ? last : 0;
    plain_ = std::make_unique<Database>();
    for (std::size_t at = 0; at <= start; ++at) {
      if (plain_->try_run(made_.scripts[at].up)) return false;
      if (at == 0) plain_->run(history_.rows);
    }
    const graph::Graph& graph = made_.project.graph;
    const std::vector<std::string> rows = {made_.scripts[start].revision};
    const graph::Index to = *graph.find(made_.scripts[end].revision);
    const auto path = up ? graph::upgrade(graph, rows, {{to}}, made_.diagnostics)
                         : graph::downgrade(graph, rows, {{to}}, made_.diagnostics);
    plans_ = pipeline::plans(made_.project, *path, rows, pipeline::Grouping::by_revision,
                             made_.diagnostics);
    if (!made_.diagnostics.ok()) return false;
    for (Plan& plan : plans_) backends::allow_data_loss(plan);
    for (std::size_t at = 1; at <= last; ++at)
      effects_.push_back(up ? history_.revisions[at].effect
                            : history_.revisions[last + 1 - at].effect.inverse());
    return true;
  }

  void change_by_hand() {
    changed_ = copy_of(*plain_);
    for (int number = 1, count = 1 + static_cast<int>(rng_.below(3)); number <= count; ++number) {
      const std::string sql = invent_by_hand(*changed_, rng_, number);
      if (sql.empty()) continue;
      changed_->run(sql);
      by_hand_ += sql + "\n";
    }
  }

  /// Both ways; nothing may have changed where one is refused.
  std::string differs(const Run& executed, const Run& script, const std::string& before) {
    for (const Run* one : {&executed, &script})
      if (one->refusal && state_of(one->database->handle()) != before)
        return "refused, and it has changed: " + *one->refusal;
    if (executed.refusal && !script.refusal) return "only the script runs: " + *executed.refusal;
    if (!executed.refusal && script.refusal)
      return "only the script is refused: " + *script.refusal;
    if (!executed.refusal &&
        state_of(executed.database->handle()) != state_of(script.database->handle()))
      return "the script makes something else";
    return {};
  }

  bool try_plan(std::size_t at, std::string& wrong) {
    const Plan& plan = plans_[at];
    Run plain = run_script(script_of(plan, Drift::asked, Defect::none), *plain_);
    if (plain.refusal) return ++counts_.no_sense, false;
    const std::string before = state_of(changed_->handle());
    Run script = run_script(script_of(plan, Drift::asked, defect_), *changed_);
    Run executed = defect_ == Defect::none
                       ? execute(plan, *changed_, Drift::asked)
                       : run_script(script_of(plan, Drift::asked, defect_), *changed_);
    wrong = differs(executed, script, before);
    if (!wrong.empty()) return false;
    const auto runs = [&](const Run& changed) {
      return Runs{*plain_, *plain.database, *changed_, *changed.database, effects_[at]};
    };
    if (!executed.refusal) wrong = lost(runs(executed));
    if (!wrong.empty()) return false;
    const bool in_the_way = is_in_the_way(runs(executed));
    if (executed.refusal && !in_the_way) {
      wrong = "nothing is in the way: " + *executed.refusal + " -- " + *script.refusal;
      return false;
    }
    Run allowed = execute(plan, *changed_, Drift::allowed);
    wrong = differs(allowed, run_script(script_of(plan, Drift::allowed, Defect::none), *changed_),
                    before);
    if (!wrong.empty()) return wrong = "with --allow-drift: " + wrong, false;
    const std::string loss = allowed.refusal ? "" : lost(runs(allowed));
    if (!loss.empty() && !allowed.told_of_loss)
      return wrong = "with --allow-drift it does not say so: " + loss, false;
    if (executed.refusal) {
      ++counts_.refused;
      if (!allowed.refusal && loss.empty()) ++counts_.strict;
      return false;
    }
    ++counts_.ran;
    if (!in_the_way) ++counts_.elsewhere;
    plain_ = std::move(plain.database);
    changed_ = std::move(executed.database);
    return true;
  }

  random::Rng& rng_;
  Counts& counts_;
  Defect defect_;
  History history_;
  memory::Compilation made_;
  Copy plain_, changed_;
  std::vector<Plan> plans_;
  std::vector<Effect> effects_;
  std::string by_hand_, at_;
};

}  // namespace

std::string try_drift(random::Rng& rng, Counts& counts, Defect defect) {
  Trial trial(rng, counts, defect);
  try {
    return trial.run();
  } catch (const std::exception& error) {
    return trial.told(error.what());
  }
}

}  // namespace migc::drift
