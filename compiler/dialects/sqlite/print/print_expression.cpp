#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// Whether a gap has a line end, so that the token behind it begins a line.
bool breaks_line(std::string_view gap) { return gap.find('\n') != std::string_view::npos; }

/// The gap before a token. A line that is only `/` or `go` would end the statement in SQLite's
/// shell, so these never begin a line; carriage returns are dropped, so that line ends are one
/// kind.
std::string gap_text(const ir::Token& token) {
  if (breaks_line(token.gap) && (token.is_symbol("/") || token.is_word("go"))) return " ";
  std::string gap = token.gap;
  std::erase(gap, '\r');
  return gap;
}

/// `now ( )` at `at`, the portable spelling of the current time.
bool is_now(const std::vector<ir::Token>& tokens, std::size_t at) {
  return at + 2 < tokens.size() && tokens[at].is_word("now") && tokens[at + 1].is_symbol("(") &&
         tokens[at + 2].is_symbol(")");
}
}  // namespace

std::string order_text(ir::Order order) {
  switch (order) {
    case ir::Order::unspecified:
      return "";
    case ir::Order::ascending:
      return " ASC";
    case ir::Order::descending:
      return " DESC";
  }
  return "";
}
std::string print(const ir::Expression& expression) {
  std::string text;
  for (const ir::Token& token : expression.tokens) {
    if (&token != &expression.tokens.front()) text += gap_text(token);
    text += ir::text_of(token);
  }
  return text;
}

std::string print_portable(const ir::Expression& expression) {
  ir::Expression lowered = expression;
  std::vector<ir::Token>& tokens = lowered.tokens;
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (is_now(tokens, at)) {
      tokens[at].text = "CURRENT_TIMESTAMP";
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                   tokens.begin() + static_cast<std::ptrdiff_t>(at) + 3);
    }
  return print(lowered);
}

std::string print_terms(const std::vector<ir::Term>& terms) {
  std::string text;
  for (const ir::Term& term : terms)
    text += (text.empty() ? "" : ", ") + print_term(term.expression) + order_text(term.order);
  return text;
}

}  // namespace migc::backends::sqlite
