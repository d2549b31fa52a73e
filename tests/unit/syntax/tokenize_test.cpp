#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/syntax/parse.hpp"

using namespace migc;
using Kind = ir::Token::Kind;

namespace {

/// `kind:text` of every token, a quoted one with its quote.
std::string shown(const std::string& text) {
  const auto expression = syntax::tokenize(text);
  if (!expression) return "nothing";
  static const char* const names[] = {"w", "q", "s", "n", "b", "p", ""};
  std::string all;
  for (const ir::Token& token : expression->tokens) {
    if (!all.empty()) all += ' ';
    all += names[static_cast<int>(token.kind)];
    if (token.quote != 0) all += token.quote;
    if (token.kind != Kind::symbol) all += ':';
    all += token.text;
  }
  return all;
}

}  // namespace

TEST_CASE("each kind of token is cut and decoded") {
  const auto [text, tokens] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"a_1$ Ünï", "w:a_1$ w:Ünï"},
      {R"("a""b" `c``d` [e f])", R"(q":a"b q`:c`d q[:e f)"},
      {"'it''s' '' ''''", "s:it's s: s:'"},
      {"$$ raw 'x' $$ $t$a$$b$t$", "s: raw 'x'  s:a$$b"},
      {"12 1.5 .5 1. 1e9 1.5E-3 0x1F -2", "n:12 n:1.5 n:.5 n:1. n:1e9 n:1.5E-3 n:0x1F - n:2"},
      {"x'0AFF' X'' x 'a'", "b:x'0AFF' b:X'' w:x s:a"},
      {":name ?1 ? @x $x $1", "p:name p:?1 p:? p:@x p:$x p:$1"},
      {"a||b->c->>'d'", "w:a || w:b -> w:c ->> s:d"},
      {"<<>><= >=<>!====", "<< >> <= >= <> != == ="},
      {"a::int ~* !~ !~* ~~ := =>", "w:a :: w:int ~* !~ !~* ~~ := =>"},
      {"a.b,c;(d)", "w:a . w:b , w:c ; ( w:d )"},
      {"a=-1", "w:a = - n:1"},
      {"tags[1] [tags] f(x)[2][n] \"q\"[1]",
       "w:tags [ n:1 ] q[:tags w:f ( w:x ) [ n:2 ] [ w:n ] q\":q [ n:1 ]"},
      {"{'a'}\\", "{ s:a } \\"},
  }));
  CAPTURE(text);
  CHECK(shown(text) == tokens);
}

TEST_CASE("what is unterminated or malformed is nothing") {
  const auto text = GENERATE("a 'b", "\"b", "`b", "[b", "$$ b", "$t$ b $$", "/* b", "1abc", "x'0'",
                             "x'0g'", "'it''");
  CAPTURE(text);
  CHECK(shown(text) == "nothing");
}

TEST_CASE("tokens know their gap and their place") {
  const auto expression = syntax::tokenize(" -- c\n a/**/+ 'b' -- end");
  REQUIRE(expression);
  REQUIRE(expression->tokens.size() == 3);
  CHECK(expression->tokens[0].gap == " -- c\n ");
  CHECK(expression->tokens[1].gap == "/**/");
  CHECK(expression->tokens[2].gap == " ");
  CHECK(expression->tokens[2].written.begin == 14);
  CHECK(expression->tokens[2].written.end == 17);
  CHECK(expression->written.begin == 7);
  CHECK(expression->written.end == 17);
}
