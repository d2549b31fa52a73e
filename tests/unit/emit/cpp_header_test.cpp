#include "compiler/emit/cpp_header.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <tuple>

using namespace migc::emit;

TEST_CASE("a text becomes literals of ASCII, one a line") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"", R"("")"},
      {"a \"b\" \\", R"("a \"b\" \\")"},
      {"a\nb", "\"a\\n\"\n  \"b\""},
      {"a\n", R"("a\n")"},
      {"\xC3\xA4"
       "1\t",
       R"("\303\2441\011")"},
      {std::string(2, '?') + "/ " + std::string(3, '?'), R"("?\?/ ?\?\?")"},
  }));
  CHECK(cpp_literal(text, "  ") == expected);
}

TEST_CASE("a long line becomes several literals") {
  const std::string literal = cpp_literal(std::string(5000, 'x'), "");
  CHECK(std::count(literal.begin(), literal.end(), '\n') == 2);
}

TEST_CASE("a text that is too long for a literal becomes an array") {
  CppProgram program;
  program.name = "app";
  migc::backends::FramedStatement statement;
  statement.sql = std::string(60001, '\n');
  program.revisions.emplace_back().up = {statement};
  const std::string header = cpp_header(program);
  CHECK(header.find("inline constexpr char long_1[] = {\n    '\\012',") != std::string::npos);
  CHECK(header.find("std::string_view(long_1, sizeof long_1)") != std::string::npos);
}

TEST_CASE("a long statement of several scripts is written once") {
  CppProgram program;
  program.name = "app";
  migc::backends::FramedStatement statement;
  statement.sql = std::string(100, 'x');
  program.revisions.emplace_back().up = {statement};
  program.revisions.back().down = {statement};
  const std::string header = cpp_header(program);
  CHECK(header.find(statement.sql) == header.rfind(statement.sql));
  CHECK(header.find("down_1[] = {\n    {migc::Role::inside,\n     shared_1},") !=
        std::string::npos);
}

TEST_CASE("a program without revisions has empty lists") {
  CppProgram program;
  program.name = "app";
  program.tool = "migc 1.0";
  const std::string header = cpp_header(program);
  CHECK(header.find("inline constexpr migc::Data data{\n    \"migc 1.0\", 0, \"\", \"\",\n"
                    "    {}, {}, {}};") != std::string::npos);
}
