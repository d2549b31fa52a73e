#include "compiler/sql/may_depend_on.hpp"

namespace migc::sql {

bool may_depend_on(const std::set<std::string>& columns, const ir::Expression& text) {
  const auto& tokens = text.tokens;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const ir::Token& token = tokens[at];
    if (token.is_symbol("*") || token.is_word("natural") || token.is_word("using")) return true;
    // `x in t` is right as long as t has one column.
    if (token.is_word("in") && at + 1 < tokens.size() && !tokens[at + 1].is_symbol("("))
      return true;
    if (token.is_name() && columns.count(token.key()) > 0) return true;
    if (token.is_word("into") && at + 2 < tokens.size()) {
      const bool is_qualified = tokens[at + 2].is_symbol(".");
      const std::size_t list = at + (is_qualified ? 4 : 2);
      if (list >= tokens.size() || !tokens[list].is_symbol("(")) return true;
    }
  }
  return false;
}

}  // namespace migc::sql
