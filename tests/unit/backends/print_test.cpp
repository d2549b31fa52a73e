#include "compiler/dialects/sqlite/print/print.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::backends::sqlite {

namespace {

ir::Expression expression(const std::string& text) { return *syntax::tokenize(text); }

}  // namespace

TEST_CASE("expressions are printed as they were written, portable spellings apart") {
  const auto [written, printed] = GENERATE(table<std::string, std::string>({
      {"a  +\tb", "a  +\tb"},
      {"now()", "CURRENT_TIMESTAMP"},
      {"coalesce(a, now ( ))", "coalesce(a, CURRENT_TIMESTAMP)"},
      {"$$it's$$", "'it''s'"},
      {"a /* why */ = [b c]", "a /* why */ = [b c]"},
      {"a -- why\n and b", "a -- why\n and b"},
      {"`a``b` <> \"c\"\"d\"", "`a``b` <> \"c\"\"d\""},
      {"x'0AFF' || 'y'", "x'0AFF' || 'y'"},
      {"10\n/\n2", "10 /\n2"},  // a line of only `/` would end the statement in SQLite's shell
      {"a,\r\nb", "a,\nb"},
  }));
  CHECK(print_portable(expression(written)) == printed);
}

TEST_CASE("what is stored may call a function of the application's called now") {
  CHECK(print(expression("coalesce(a, now())")) == "coalesce(a, now())");
}

TEST_CASE("constant defaults are those that ADD COLUMN takes over rows") {
  const auto [text, constant] = GENERATE(table<std::string, bool>({
      {"5", true},
      {"-5", true},
      {"+1.5e3", true},
      {"(-5)", true},
      {"'x'", true},
      {"x'00'", true},
      {"true", true},
      {"bareword", true},
      {"null", true},
      {"(1 + 1)", false},
      {"current_timestamp", false},
      {"(random())", false},
      {"now()", false},
  }));
  CHECK(is_constant(expression(text)) == constant);
}

TEST_CASE("a default is in parentheses where SQLite wants them") {
  const auto [value, printed] = GENERATE(table<std::string, std::string>({
      {"-1", "c DEFAULT -1"},
      {"lower('A')", "c DEFAULT (lower('A'))"},
      {"(1) + (2)", "c DEFAULT ((1) + (2))"},
      {"(1 + 2)", "c DEFAULT (1 + 2)"},
      {"now()", "c DEFAULT CURRENT_TIMESTAMP"},
      {"\"text\"", "c DEFAULT 'text'"},
  }));
  ir::Column column{{"c", false, {}, {}}, {}, {}, {}, {}};
  column.constraints.push_back({{}, ir::Default{expression(value)}, {}});
  CHECK(print(column, schema::Schema(rules())) == printed);
}

}  // namespace migc::backends::sqlite
