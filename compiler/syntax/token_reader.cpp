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
    if (found == std::string_view::npos) return text.append(inside, from);
    text.append(inside, from, found + 1 - from);
    from = found + 2;
  }
  return text;
}

std::string unquote(std::string_view written) {
  const std::string_view inside = written.substr(1, written.size() - 2);
  return written.front() == '[' ? std::string(inside) : undouble(inside, written.front());
}

std::string_view undollar(std::string_view written) {
  const std::size_t delimiter = written.find('$', 1) + 1;
  return written.substr(delimiter, written.size() - 2 * delimiter);
}

ir::Span TokenReader::span(std::string_view written) const {
  const auto begin = static_cast<std::uint32_t>(written.data() - text_.data());
  return {file_, begin, begin + static_cast<std::uint32_t>(written.size())};
}

ir::Span TokenReader::trimmed_span(std::string_view written) const {
  const bool ends_in_gap = gap_.data() + gap_.size() == written.data() + written.size();
  if (ends_in_gap && gap_.size() <= written.size()) written.remove_suffix(gap_.size());
  return span(written);
}

void TokenReader::gap(std::string_view written) {
  const bool nothing_more = written.empty() && gap_.data() + gap_.size() == written.data();
  if (!nothing_more) gap_ = written;
}

void TokenReader::add(Kind kind, char quote, std::string text, std::string_view written) {
  const bool behind_gap = gap_.data() + gap_.size() == written.data();
  tokens_.push_back({kind, quote, std::move(text),
                     std::string(behind_gap ? gap_ : std::string_view{}), span(written)});
}

void TokenReader::add(Kind kind, std::string_view written) {
  add(kind, 0, std::string(written), written);
}

void TokenReader::add_quoted(std::string_view written) {
  add(Kind::quoted, written.front(), unquote(written), written);
  tokens_.back().exact = naming_.keeps_quoted;
}

void TokenReader::add_string(std::string_view written) {
  add(Kind::string, 0, unquote(written), written);
}

void TokenReader::add_raw_string(std::string_view written) {
  add(Kind::string, 0, std::string(undollar(written)), written);
}

void TokenReader::add_parameter(std::string_view written) {
  add(Kind::parameter, 0, std::string(written.substr(written.front() == ':' ? 1 : 0)), written);
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

void TokenReader::forget(std::size_t brackets) {
  tokens_.clear();
  brackets_.resize(brackets);
}

}  // namespace migc::syntax
