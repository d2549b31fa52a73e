#include "compiler/ir/expression.hpp"

#include <catch2/catch.hpp>
#include <tuple>

using namespace migc::ir;
using Kind = Token::Kind;

namespace {

Token word(std::string text) { return {Kind::word, 0, std::move(text)}; }
Token quoted(std::string text, char quote = '"') { return {Kind::quoted, quote, std::move(text)}; }

}  // namespace

TEST_CASE("layout, the case of bare words and the style of quotes do not tell tokens apart") {
  const auto [a, b, same] = GENERATE(table<Token, Token, bool>({
      {word("Lower"), word("lower"), true},
      {word("a"), word("b"), false},
      {quoted("a", '"'), quoted("a", '['), true},
      {quoted("a"), quoted("A"), false},
      {word("current_date"), quoted("current_date"), false},
      {{Kind::string, 0, "x"}, {Kind::string, 0, "X"}, false},
      {{Kind::string, 0, "1"}, {Kind::number, 0, "1"}, false},
      {{Kind::symbol, 0, "+", "  "}, {Kind::symbol, 0, "+", "/* sum */"}, true},
  }));
  CHECK(same_tokens({{a}}, {{b}}) == same);
  CHECK_FALSE(same_tokens({{a}}, {{a, b}}));
  CHECK_FALSE(same_tokens({{a, b}}, {{a}}));
}

TEST_CASE("a single name is one bare or quoted word and nothing else") {
  CHECK(single_name({{word("a")}})->text == "a");
  CHECK(single_name({{quoted("a b")}})->quoted);
  CHECK_FALSE(single_name({}));
  CHECK_FALSE(single_name({{word("a"), word("b")}}));
  CHECK_FALSE(single_name({{{Kind::string, 0, "a"}}}));
}
