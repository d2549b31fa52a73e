#include "compiler/verify/squash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "compiler/database/statement.hpp"
#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/verify/scratch.hpp"

namespace migc::verify {

namespace kind = diagnostics::kind;

namespace {

using graph::Index;
using pipeline::Project;
using Texts = std::vector<std::string>;

/// One of the two ways between the same two states.
struct Way {
  const Project& project;
  Index end;  ///< The revision that is reached.
};

std::vector<backends::Plan> plans_on(const Project& project, const std::optional<graph::Path>& path,
                                     const Texts& start) {
  diagnostics::Diagnostics diagnostics;
  if (!path) return {};
  return pipeline::plans(project, *path, start, pipeline::Grouping::by_revision, diagnostics);
}

/// What is said of a column's or a table's values that are others each time.
using Chance = std::set<std::pair<std::string, std::string>>;

Chance differing_values(const AllRows& a, const AllRows& b) {
  Chance chance;
  for (const auto& [name, table] : a) {
    const auto other = b.find(name);
    if (other == b.end() || other->second.rows.size() != table.rows.size()) {
      chance.emplace(name, "");
      continue;
    }
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      for (std::size_t at = 0; at < table.columns.size(); ++at)
        if (table.rows[row][at] != other->second.rows[row][at])
          chance.emplace(name, table.columns[at]);
  }
  return chance;
}

/// The rows without what chance makes of them, sorted: they have no order.
std::vector<Texts> comparable(const std::string& name, const TableRows& table,
                              const Chance& chance) {
  std::vector<Texts> rows = table.rows;
  for (std::size_t at = table.columns.size(); at-- > 0;)
    if (chance.contains({name, table.columns[at]}))
      for (Texts& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(at));
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::string row_text(const std::vector<Texts>& rows, const std::vector<Texts>& others) {
  for (const Texts& row : rows)
    if (!std::binary_search(others.begin(), others.end(), row))
      return fmt::format("({})", fmt::join(row, ", "));
  return "nothing more";
}

/// What a database holds.
struct Held {
  database::Stored stored;
  AllRows rows;
};

class Trial {
 public:
  Trial(const Project& with, const Project& without, const std::string& revision,
        diagnostics::Diagnostics& diagnostics)
      : revision_(revision),
        new_{with, *with.graph.find(revision)},
        old_{without, *without.graph.find(with.headers[new_.end].replaces.back().text)},
        diagnostics_(diagnostics) {}

  bool passes() {
    begin();
    // Fewer rows where the old way does not take them: two that a new key makes equal, say.
    for (int rows = has_tables_ ? 3 : 0;; rows = rows > 1 ? 1 : 0) {
      start_.copy(empty_);
      if (rows > 0) start_.fill(schema_, rows);
      const auto old = tried(old_, is_reversible());
      if (!old && rows > 0) continue;
      if (!old) {
        diagnostics_.report(kind::squash_untried, place(), revision_, refusal_);
        return false;
      }
      const auto again = tried(old_, false), made = tried(new_, is_reversible());
      if (!again || !made) return differs(refusal_);
      const Chance chance = differing_values(old->up.rows, again->up.rows);
      if (!same(old->up, made->up, chance, "after the upgrade")) return false;
      if (old->down && !made->down) return differs("it cannot be downgraded: " + refusal_);
      if (old->down && !same_back(*old->down, *made->down, chance)) return false;
      if (old->down || !is_reversible()) return true;
      // The old downgrade does not go with these rows; perhaps not at all.
      if (rows == 0) return !made->down || same_back(held(start_), *made->down, chance);
    }
  }

  /// Whether rows were what differed.
  [[nodiscard]] bool is_about_rows() const { return about_rows_; }

 private:
  struct Tried {
    Held up;
    std::optional<Held> down;
  };

  [[nodiscard]] source::Span place() const { return new_.project.headers[new_.end].id.written; }
  [[nodiscard]] bool is_reversible() const {
    return pipeline::is_reversible(new_.project.revisions[new_.end]);
  }

  /// Goes to where both ways begin.
  void begin() {
    std::vector<Index> needed;
    graph::each_needed(new_.project.graph, new_.end, [&](Index one) {
      needed.push_back(*old_.project.graph.find(new_.project.graph.id(one)));
    });
    const Project& project = old_.project;
    diagnostics::Diagnostics reported;
    const auto path = graph::upgrade(project.graph, {}, {needed, {}}, reported);
    for (const Index row : graph::rows(project.graph, project.graph.with_ancestors(needed)))
      rows_.push_back(project.graph.id(row));
    empty_.run(plans_on(project, path, {}), project);
    schema_ = pipeline::schema_at(project, rows_);
    has_tables_ = !schema_.all().empty();
  }

  Held held(Scratch& scratch) {
    const config::Settings& settings = old_.project.settings;
    return {scratch.stored(settings), scratch.rows(settings)};
  }

  /// Goes one way, and back again if asked to. Nothing where the way up is refused.
  std::optional<Tried> tried(const Way& way, bool back) {
    Scratch scratch(way.project.dialect->name);
    scratch.copy(start_);
    diagnostics::Diagnostics reported;
    const graph::Graph& graph = way.project.graph;
    const auto up = graph::upgrade(graph, rows_, {{way.end}, {}}, reported);
    if (!goes(scratch, way.project, up, rows_)) return std::nullopt;
    Tried tried{held(scratch), {}};
    if (!back) return tried;
    const Texts above = up->after;
    const auto down = downgrade_path(way, above);
    if (goes(scratch, way.project, down, above)) tried.down = held(scratch);
    return tried;
  }

  /// Down by as many steps as there were up: what it needs of other lines stays.
  [[nodiscard]] std::optional<graph::Path> downgrade_path(const Way& way,
                                                          const Texts& above) const {
    const graph::Graph& graph = way.project.graph;
    diagnostics::Diagnostics reported;
    graph::Target target;
    const std::vector<ir::Name>& parents = new_.project.headers[new_.end].parents;
    if (!parents.empty()) target.revisions.push_back(*graph.find(parents.front().text));
    target.line = way.end;
    return graph::downgrade(graph, above, target, reported);
  }

  bool goes(Scratch& scratch, const Project& project, const std::optional<graph::Path>& path,
            const Texts& start) {
    try {
      const auto plans = plans_on(project, path, start);
      if (plans.empty()) {
        refusal_ = "there is no path between its ends";
        return false;
      }
      scratch.run(plans, project);
      return true;
    } catch (const database::Error& error) {
      refusal_ = error.diagnostic.text;
      return false;
    }
  }

  bool differs(const std::string& what) {
    diagnostics_.report(kind::squash_differs, place(), revision_, what);
    return false;
  }

  bool same(const Held& old, const Held& made, const Chance& chance, const char* when) {
    for (const auto& [id, statement] : old.stored) {
      const auto found = made.stored.find(id);
      if (found == made.stored.end())
        return differs(fmt::format("`{}` is missing {}", id.key, when));
      if (database::same_statement(statement, found->second, schema_.dialect())) continue;
      diagnostics_
          .report(kind::squash_differs, place(), revision_,
                  fmt::format("`{}` is different {}", id.key, when))
          .note("they leave: " + statement)
          .note("it leaves: " + found->second);
      return false;
    }
    for (const auto& [id, statement] : made.stored)
      if (!old.stored.contains(id)) return differs(fmt::format("`{}` exists {}", id.key, when));
    return same_rows(old.rows, made.rows, chance, when);
  }

  /// The same as by the old way; or, where that leaves something behind, what was there before.
  bool same_back(const Held& old, const Held& made, const Chance& chance) {
    const Held before = held(start_);
    if (!is_same(old.stored, before.stored) && is_same(made.stored, before.stored)) {
      AllRows left = old.rows;
      std::erase_if(left, [&](const auto& table) { return !before.rows.contains(table.first); });
      return same_rows(left, made.rows, chance, "after the downgrade");
    }
    return same(old, made, chance, "after the downgrade");
  }

  [[nodiscard]] bool is_same(const database::Stored& a, const database::Stored& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const auto& x, const auto& y) {
      return x.first == y.first && database::same_statement(x.second, y.second, schema_.dialect());
    });
  }

  bool same_rows(const AllRows& old, const AllRows& made, const Chance& chance, const char* when) {
    std::set<std::string> names;
    for (const auto& [name, table] : old) names.insert(name);
    for (const auto& [name, table] : made) names.insert(name);
    const auto of = [](const AllRows& all, const std::string& name) {
      const auto found = all.find(name);
      return found == all.end() ? TableRows{} : found->second;
    };
    for (const std::string& name : names) {
      if (chance.contains({name, ""})) continue;
      const auto left = comparable(name, of(old, name), chance);
      const auto right = comparable(name, of(made, name), chance);
      if (left == right) continue;
      about_rows_ = true;
      diagnostics_
          .report(kind::squash_differs, place(), revision_,
                  fmt::format("`{}` has other rows {}", name, when))
          .note("they leave: " + row_text(left, right))
          .note("it leaves: " + row_text(right, left));
      return false;
    }
    return true;
  }

  const std::string& revision_;
  const Way new_, old_;
  diagnostics::Diagnostics& diagnostics_;
  Texts rows_;                                    ///< Where both ways begin.
  schema::Schema schema_{*old_.project.dialect};  ///< There.
  bool has_tables_ = false;
  Scratch empty_{old_.project.dialect->name}, start_{old_.project.dialect->name};
  std::string refusal_;  ///< What was said last.
  bool about_rows_ = false;
};

}  // namespace

bool does_the_same(const Project& with, const Project& without, const std::string& revision,
                   diagnostics::Diagnostics& diagnostics) {
  diagnostics::Diagnostics reported;
  Trial trial(with, without, revision, reported);
  if (trial.passes()) return true;
  // Two ways that are gone at different seconds may differ in that; hardly twice.
  diagnostics::Diagnostics again;
  if (trial.is_about_rows() && Trial(with, without, revision, again).passes()) return true;
  for (const diagnostics::Diagnostic& one : reported.all()) diagnostics.add(one);
  return false;
}

}  // namespace migc::verify
