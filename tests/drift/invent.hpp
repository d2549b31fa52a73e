#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/random/rng.hpp"

/// Small histories on a database that somebody changes by hand between two revisions.
namespace migc::drift {

/// What a revision does, by the names before it. No two things of a history have the same name.
struct Effect {
  std::map<std::string, std::string> renamed;  ///< Of tables and columns.
  std::set<std::string> dropped;               ///< Of tables and columns; those of a dropped table.
  std::set<std::string> added;                 ///< The same, by the names after it.
  std::set<std::string> converted;             ///< Columns whose values may be others.
  std::set<std::string> touched;               ///< Of everything that it names, before or after.
  bool adds_first = false;                     ///< A column comes before others.

  [[nodiscard]] std::string now(const std::string& name) const;
  /// Of the downgrade.
  [[nodiscard]] Effect inverse() const;
};

struct Revision {
  std::string text;  ///< The statements of its upgrade.
  Effect effect{};
};

struct History {
  std::vector<Revision> revisions;  ///< The first makes everything.
  std::string rows;                 ///< SQL, behind the first.
};

[[nodiscard]] History invent(random::Rng& rng);

}  // namespace migc::drift
