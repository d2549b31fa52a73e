#pragma once

#include <string>
#include <vector>

#include "tests/rebuild/trial.hpp"

namespace migc::rebuild {

/// A state of things in which a change must be refused, and leave everything as it was.
struct Situation {
  std::string what;
  std::string state;  ///< SQL that brings it about on a database at the revision before.
  std::string action = "alter column note set not null";  ///< Behind `alter table devices`.
  bool again = false;                                     ///< The script has run before.
  int pages = 0;          ///< So many may the file grow, when not 0: the disk is full.
  int steps = 0;          ///< Of SQLite's machine until it is interrupted once, when not 0.
  bool stopping = false;  ///< Only a client that stops at errors is held back.
  bool newest = false;    ///< With all forms of ALTER TABLE that the engine at hand has.

  /// Whether it comes at some point and not before: then all may be done already.
  [[nodiscard]] bool may_come_late() const { return pages > 0 || steps > 0; }
};

[[nodiscard]] const std::vector<Situation>& situations();

/// How a client takes the script: as one text, of which nothing runs behind the first error, or
/// statement by statement, errors or not.
enum class Client {
  shell,    ///< SQLite's, with the plain script: it stops at the first error.
  stops,    ///< Any program that does, with the form for any program.
  goes_on,  ///< One that does not.
};

/// What is different afterwards although nothing should be, or nothing.
[[nodiscard]] std::string refuse(const Situation& situation, Client client,
                                 const Mutation& mutation = {});

}  // namespace migc::rebuild
