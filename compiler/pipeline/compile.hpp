#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/schema/diff/diff.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::pipeline {

/// Replays the whole history, each revision up and down again on exactly what it follows, and
/// reports every error in it. What revisions of lines that no merge has joined do to each other is
/// no error until both are asked for: plans() reports it. A written downgrade that does not restore
/// the schema is a warning that says what differs.
void check(const Project& project, diagnostics::Diagnostics& diagnostics);

/// Whether the steps of a path go together, from the version rows `start` on: check() has tried
/// each revision on its own branch only. Reports what does not.
[[nodiscard]] bool go_together(const Project& project, const graph::Path& path,
                               const std::vector<std::string>& start,
                               diagnostics::Diagnostics& diagnostics);

/// Whether each revision has a transaction of its own, or all together have one, in which a table
/// is rebuilt once. A revision that wants no transaction stands alone.
enum class Grouping : std::uint8_t { by_revision, one_transaction };

/// What a plan was made of, for those who rehearse it before anything is done with it.
struct Block {
  const backends::Plan& plan;
  /// What it runs on the engine that is linked: `plan.script`, unless that asks for a newer one.
  const backends::Script& script;
  const schema::Schema& after;
  schema::Schema::Mark begin;                           ///< In the journal of `after`.
  std::span<const std::vector<ir::Step>* const> steps;  ///< Of each of its revisions.
};

/// Told of every plan as soon as it is made. Without `block` nobody is.
struct Rehearse {
  int engine = 0;  ///< The newest version of the dialect that it can run, as `Options` counts.
  std::function<void(const Block&)> block{};
};

/// How many steps of a path are behind us at the end of each of its plans.
[[nodiscard]] std::vector<std::size_t> plan_ends(const Project& project, const graph::Path& path,
                                                 Grouping grouping);

/// Makes the scripts along a path, and hands each to `use` before the next is made. `start` is the
/// version rows that the path begins at. The project has been checked. Reports a downgrade that is
/// declared irreversible, what the dialect cannot do, and branches that do not go together: what
/// was handed on until then is no whole.
void for_each_plan(const Project& project, const graph::Path& path,
                   const std::vector<std::string>& start, Grouping grouping,
                   diagnostics::Diagnostics& diagnostics,
                   const std::function<void(backends::Plan&&)>& use, const Rehearse& rehearse = {});

/// The same scripts, all at once.
[[nodiscard]] std::vector<backends::Plan> plans(const Project& project, const graph::Path& path,
                                                const std::vector<std::string>& start,
                                                Grouping grouping,
                                                diagnostics::Diagnostics& diagnostics,
                                                const Rehearse& rehearse = {});

/// One revision with its scripts both ways.
struct Compiled {
  graph::Index revision;
  backends::Plan up;
  std::optional<backends::Plan> down;  ///< None for an irreversible revision.
  std::vector<schema::Id> changed;     ///< What its upgrade creates, changes and drops.
};

/// Compiles each revision of the project, in graph order, and hands it on with the schema after its
/// upgrade. The project has been checked.
void for_each_revision(const Project& project, diagnostics::Diagnostics& diagnostics,
                       const std::function<void(const Compiled&, const schema::Schema&)>& use,
                       const Rehearse& rehearse = {});

/// What changes of a schema come to in SQL, alone: nothing of what makes a migration safe to run is
/// around it. Reports what the dialect cannot do.
[[nodiscard]] backends::Script script_of(const schema::Schema& from,
                                         std::span<const schema::Change> changes,
                                         const config::Settings& settings, std::string_view dialect,
                                         diagnostics::Diagnostics& diagnostics);

/// The same for steps of a revision. The schema, as it is before them, is brought behind them.
[[nodiscard]] backends::Script script_of(const Project& project, graph::Index revision,
                                         const std::vector<ir::Step>& steps, schema::Schema& schema,
                                         diagnostics::Diagnostics& diagnostics);

/// The schema when exactly the revisions with these version rows (and all they follow) are applied.
[[nodiscard]] schema::Schema schema_at(const Project& project,
                                       const std::vector<std::string>& rows);

/// A schema as the statements that create it, in creation order, without closing `;`.
[[nodiscard]] std::vector<std::string> create_statements(const schema::Schema& schema,
                                                         std::string_view dialect);

}  // namespace migc::pipeline
