#include "compiler/lsp/pieces.hpp"

#include <catch2/catch.hpp>

using namespace migc::lsp;

namespace {

/// What stands before the `|`.
Before at(std::string text) {
  const std::size_t cursor = text.find('|');
  return before(text.erase(cursor, 1), cursor);
}

}  // namespace

TEST_CASE("the block of a place") {
  CHECK(at("revision a; |").block == Block::header);
  CHECK(at("revision a; upgrade { |").block == Block::upgrade);
  CHECK(at("upgrade { for v in (1) { |").block == Block::upgrade);
  CHECK(at("upgrade { } |").block == Block::header);
  CHECK(at("upgrade { } downgrade { drop |").block == Block::downgrade);
  CHECK(at("upgrade { execute $$ } $$; |").block == Block::upgrade);
  CHECK(at("} } { |").block == Block::header);
  CHECK(at("|").block == Block::header);
}

TEST_CASE("the words of a statement") {
  const Before some = at("upgrade { drop table a; Alter TABLE \"B c\" add col|umn x");
  CHECK(some.words == std::vector<std::string>{"alter", "table", "b c", "add"});
  CHECK(some.typed == "col");
  CHECK(at("upgrade { create table t (a int, |").open == std::vector<std::size_t>{3});
  CHECK(at("upgrade { create table t (a varchar(3), |").open.size() == 1);
}

TEST_CASE("no name stands in a comment or a literal") {
  CHECK(at("upgrade { -- dr|op").in_text);
  CHECK(at("upgrade { /* dr|op").in_text);
  CHECK_FALSE(at("upgrade { /* drop */|").in_text);
  CHECK_FALSE(at("upgrade { -- drop\n|").in_text);
  CHECK(at("upgrade { select 'a|").in_text);
}
