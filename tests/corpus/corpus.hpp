#pragma once

#include <string>

/// Real schemas and real histories, compiled and run beside their originals. See main.cpp.
namespace migc::corpus {

struct Settings {
  std::string migc;    ///< The program.
  std::string folder;  ///< The corpus.
  std::string only;    ///< Part of a path; others are passed over.
  std::size_t every;   ///< Of so many pairs of neighbours one is compared.
};

/// Each schema as it is, pasted into one revision: what the emitted script makes is what the
/// original makes, and the way back leaves nothing. Returns whether all hold.
[[nodiscard]] bool check_schemas(const Settings& settings);

/// Each history, a revision per step: after every step, up and where the original has one down, the
/// schema is what the original's own SQL makes. Returns whether all hold.
[[nodiscard]] bool check_histories(const Settings& settings);

/// Each pair of neighbouring steps of each history: the difference of their schemas, as statements
/// of the language, makes the second of the first. Returns whether all do.
[[nodiscard]] bool check_pairs(const Settings& settings);

}  // namespace migc::corpus
