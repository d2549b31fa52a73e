#include "tests/mutation/mutant.hpp"

namespace migc::mutation {

Edit without(const std::string& where) { return {where, "[^]*", ""}; }

Defect::Defect(const Mutant& mutant) {
  for (const Edit& edit : mutant.edits)
    edits_.push_back({std::regex(edit.where), std::regex(edit.pattern), edit.replacement});
}

Statements Defect::in(const Statements& statements) const {
  Statements result = statements;
  for (const Expressions& edit : edits_)
    for (std::string& statement : result)
      if (std::regex_search(statement, edit.where))
        statement = std::regex_replace(statement, edit.pattern, edit.replacement);
  return result;
}

std::string joined(const Statements& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + "\n";
  return text;
}

}  // namespace migc::mutation
