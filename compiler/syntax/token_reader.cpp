#include "compiler/syntax/token_reader.hpp"

#include <cassert>
#include <iterator>
#include <utility>

namespace migc::syntax {

using Kind = ir::Token::Kind;

std::string undouble(std::string_view inside, char quote) {
  std::string text;
  text.reserve(inside.size());
  for (std::size_t from = 0; from < inside.size();) {
    const std::size_t found = inside.find(quote, from);
    const std::size_t to = found == std::string_view::npos ? inside.size() : found + 1;
    text.append(inside, from, to - from);
    from = to == found + 1 ? to + 1 : to;
  }
  return text;
}

void TokenReader::add(Kind kind, char quote, std::string text, std::string_view written) {
  const bool adjacent = gap_.data() + gap_.size() == written.data();
  tokens_.push_back({kind, quote, std::move(text),
                     std::string(adjacent ? gap_ : std::string_view{}), span(written)});
}

void TokenReader::add(Kind kind, std::string_view text, std::string_view written) {
  add(kind, 0, std::string(text), written);
}

void TokenReader::add_quoted(std::string_view written) {
  const char quote = written.front();
  const std::string_view inside = written.substr(1, written.size() - 2);
  add(Kind::quoted, quote, quote == '[' ? std::string(inside) : undouble(inside, quote), written);
}

void TokenReader::add_string(std::string_view written) {
  add(Kind::string, 0, undouble(written.substr(1, written.size() - 2), '\''), written);
}

void TokenReader::add_raw_string(std::string_view written) {
  const std::size_t delimiter = written.find('$', 1) + 1;
  add(Kind::string, written.substr(delimiter, written.size() - 2 * delimiter), written);
}

void TokenReader::add_parameter(std::string_view written) {
  add(Kind::parameter, written.substr(written.front() == ':' ? 1 : 0), written);
}

ir::Expression TokenReader::take() {
  ir::Expression expression;
  if (tokens_.empty()) return expression;
  expression.written = source::join(tokens_.front().written, tokens_.back().written);
  expression.tokens.assign(std::make_move_iterator(tokens_.begin()),
                           std::make_move_iterator(tokens_.end()));
  tokens_.clear();
  return expression;
}

ir::Token TokenReader::take_one() {
  assert(tokens_.size() == 1);
  ir::Token token = std::move(tokens_.front());
  tokens_.clear();
  return token;
}

}  // namespace migc::syntax
