#include "compiler/sql/module_arguments.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace migc;

namespace {

/// "relation: columns; key", with `*` for all columns; empty where nothing is read.
std::string reads(const std::string& module, const std::string& arguments) {
  const auto found = sql::reads_of({.name = {"f"}, .module = {module}, .arguments = arguments});
  if (!found) return "";
  std::string text = found->relation.text + ":" + (found->all_columns ? " *" : "");
  for (const source::Name& column : found->columns) text += " " + column.text;
  return text + (found->key ? "; " + found->key->text : "");
}

}  // namespace

TEST_CASE("arguments are the same but for white space that a module cannot see") {
  const auto [a, b, same] = GENERATE(table<std::string, std::string, bool>({
      {"a, b", "a,b", true},
      {"\n  a,\n  b\n", "a,b", true},
      {"a,\r\n b", "a,\n b", true},
      {"a -- the first\n, b", "a, b", true},
      {"a  unindexed", "a\n  unindexed", true},
      {"a unindexed", "aunindexed", false},
      {"a, tokenize = 'x  y'", "a, tokenize = 'x y'", false},
      {"a, tokenize = 'x, y'", "a, tokenize = 'x,y'", false},
      {"id, x ( 1 , 2 )", "id,x(1,2)", true},
      {"a, B", "a, b", false},
      {"a, b", "b, a", false},
      {"a", "a,", false},
      {"", "", true},
  }));
  CAPTURE(a, b);
  CHECK(sql::same_arguments(a, b) == same);
  CHECK(sql::same_arguments(b, a) == same);
}

TEST_CASE("full-text tables and vocabularies say what they read") {
  const auto [module, arguments, read] = GENERATE(table<std::string, std::string, std::string>({
      {"fts5", "a, b", ""},
      {"fts5", "a, content=''", ""},
      {"fts5", "a, b unindexed, content='t', content_rowid='id'", "t: a b; id"},
      {"FTS5", "\"a b\", content = t", "t: a b"},
      {"fts5", "a, prefix='2 3', tokenize = \"porter ascii\", content=\"my t\"", "my t: a"},
      {"fts5", "a, content='it''s'", "it's: a"},
      {"fts4", "content=\"t\", a, b", "t: a b"},
      {"fts4", "content=\"t\"", "t: *"},
      {"fts4", "content=t, a text, tokenize=porter, languageid=\"l\"", "t: a l"},
      {"fts4", "a, content=\"\"", ""},
      {"fts3", "content=\"t\", a", ""},
      {"fts4aux", "f", "f:"},
      {"fts4aux", "main, f", "f:"},
      {"fts4aux", "other, f", ""},
      {"fts5vocab", "'f', 'row'", "f:"},
      {"fts5vocab", "main, f, row", "f:"},
      {"rtree", "id, x, y", ""},
  }));
  CAPTURE(module, arguments);
  CHECK(reads(module, arguments) == read);
}

TEST_CASE("an index that is made again reads its content") {
  const ir::VirtualTable index{.name = {"f"}, .module = {"fts5"}, .arguments = "a, content='t'"};
  CHECK(sql::created_with_index(index).size() == 2);
  const ir::VirtualTable own{.name = {"f"}, .module = {"fts5"}, .arguments = "a"};
  CHECK(sql::created_with_index(own).size() == 1);
}
