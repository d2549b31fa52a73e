#pragma once

#include <regex>
#include <string>
#include <vector>

namespace migc::mutation {

/// One place where a defective compiler prints something else.
struct Edit {
  std::string where;        ///< Only statements in which this regular expression is found,
  std::string pattern;      ///< and in these every match of this one
  std::string replacement;  ///< becomes this.
};

/// Leaves out whole statements.
[[nodiscard]] Edit without(const std::string& where);

/// A defect that an emitter of rebuilds can have: what it would print, made of what ours prints.
struct Mutant {
  std::string what;
  std::vector<Edit> edits;
};

extern const std::vector<Mutant> mutants;

using Statements = std::vector<std::string>;

/// A mutant with its expressions read.
class Defect {
 public:
  explicit Defect(const Mutant& mutant);
  /// The statements as the defective compiler prints them. Equal to the original where the defect
  /// would not show.
  [[nodiscard]] Statements in(const Statements& statements) const;

 private:
  struct Expressions {
    std::regex where, pattern;
    std::string replacement;
  };
  std::vector<Expressions> edits_;
};

[[nodiscard]] std::string joined(const Statements& statements);

}  // namespace migc::mutation
