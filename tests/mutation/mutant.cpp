#include "tests/mutation/mutant.hpp"

#include <regex>

namespace migc::mutation {

Edit without(const std::string& where) { return {where, "[^]*", ""}; }

Statements mutated(const Mutant& mutant, const Statements& statements) {
  Statements result = statements;
  for (const Edit& edit : mutant.edits) {
    const std::regex where(edit.where), pattern(edit.pattern);
    for (std::string& statement : result)
      if (std::regex_search(statement, where))
        statement = std::regex_replace(statement, pattern, edit.replacement);
  }
  return result;
}

std::string joined(const Statements& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + "\n";
  return text;
}

}  // namespace migc::mutation
