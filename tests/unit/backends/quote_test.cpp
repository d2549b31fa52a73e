#include "compiler/backends/quote.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends {

TEST_CASE("quoting doubles the quote and nothing else") {
  const auto [text, result] = GENERATE(table<std::string, std::string>({
      {"Order", R"("Order")"},
      {R"(a"b)", R"("a""b")"},
      {"a'b;--\n/*", "\"a'b;--\n/*\""},
      {"", R"("")"},
  }));
  CHECK(quoted(text, '"') == result);
}

TEST_CASE("a name is quoted where it was quoted, or where SQLite would not read it bare") {
  const auto [text, was_quoted, result] = GENERATE(table<std::string, bool, std::string>({
      {"devices", false, "devices"},
      {"devices", true, R"("devices")"},
      {"order", false, R"("order")"},
      {"Index", false, R"("Index")"},
      {"type", false, "type"},
      {"key", false, "key"},
      {"go", false, R"("go")"},
      {R"(x"; drop table t; --)", true, R"("x""; drop table t; --")"},
  }));
  CHECK(sqlite::quote({text, was_quoted, {}, {}}) == result);
}

TEST_CASE("text in a comment stays on its line and inside the comment") {
  const auto [text, result] = GENERATE(table<std::string, std::string>({
      {"plain", "plain"},
      {"two\nlines", "two lines"},
      {"\r\n.shell rm", "  .shell rm"},
      {"ends */ early", "ends * / early"},
      {"opens /* one", "opens / * one"},
      {"*/*/", "* / * /"},
      {"\x1b[31m", " [31m"},
  }));
  CHECK(comment_line(text) == result);
}

}  // namespace migc::backends
