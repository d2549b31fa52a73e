#include "compiler/ir/table.hpp"

#include <catch2/catch.hpp>
#include <tuple>

using namespace migc::ir;
using Kind = Token::Kind;

namespace {

Token bare(std::string text) { return {Kind::word, 0, std::move(text)}; }

}  // namespace

TEST_CASE("a term knows its column and its collation") {
  const Token collate = bare("COLLATE");
  const auto [tokens, column, collation] =
      GENERATE_COPY(table<std::vector<Token>, std::string, std::string>({
          {{bare("a")}, "a", ""},
          {{bare("a"), collate, bare("nocase")}, "a", "nocase"},
          {{{Kind::string, 0, "a"}}, "a", ""},
          {{bare("lower"), {Kind::symbol, 0, "("}, bare("a"), {Kind::symbol, 0, ")"}}, "", ""},
          {{bare("a"), {Kind::symbol, 0, "+"}, bare("b"), collate, bare("nocase")}, "", "nocase"},
          {{{Kind::number, 0, "1"}, collate, bare("nocase")}, "", "nocase"},
          {{bare("collate")}, "collate", ""},
          {{}, "", ""},
      }));
  const Term term{{tokens}};
  CHECK(term.column().value_or(Name{}).text == column);
  CHECK(term.collation().value_or(Name{}).text == collation);
}

TEST_CASE("columns are found whatever the letter case") {
  Table table{.name = {"t"}, .columns = {{{"Id"}, {}, {}}, {{"mail"}, {}, {}}}};
  REQUIRE(table.find(Name{"id"}) == &table.columns[0]);
  CHECK(table.find(Name{"MAIL"}) == &table.columns[1]);
  CHECK(table.find(Name{"main"}) == nullptr);
  CHECK(table.column_names() == std::vector<std::string>{"Id", "mail"});
}
