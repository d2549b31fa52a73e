#include "tests/support/case_file.hpp"

#include <catch2/catch.hpp>

using namespace migc::support;

TEST_CASE("a case reads as its parts and writes as it was") {
  const std::string text =
      "Two lines\nof reason.\n"
      "=== 001_a.mig\nrevision 001_a;\n\nupgrade {}\n"
      "=== migc.toml\n"
      "=== sqlite 001_a upgrade\nSELECT 1;\n";
  const CaseFile file = parse_case(text);
  CHECK(file.why == "Two lines\nof reason.\n");
  REQUIRE(file.sections.size() == 3);
  CHECK(file.sections[0].title == "001_a.mig");
  CHECK(file.sections[0].body == "revision 001_a;\n\nupgrade {}\n");
  CHECK(file.sections[0].is_input());
  CHECK(file.sections[1].is_input());
  CHECK(file.sections[1].body.empty());
  CHECK_FALSE(file.sections[2].is_input());
  CHECK(file.find("sqlite 001_a upgrade") == &file.sections[2]);
  CHECK(file.find("sqlite 001_a downgrade") == nullptr);
  CHECK(to_text(file) == text);
}

TEST_CASE("a missing last line end is put there") {
  CHECK(to_text(parse_case("why\n=== errors\nE0201")) == "why\n=== errors\nE0201\n");
}

TEST_CASE("what is not a case is refused") {
  CHECK_THROWS_WITH(parse_case(""), Catch::Contains("reason"));
  CHECK_THROWS_WITH(parse_case("=== a.mig\nx\n"), Catch::Contains("reason"));
  CHECK_THROWS_WITH(parse_case("why\n"), Catch::Contains("section"));
  CHECK_THROWS_WITH(parse_case("why\n=== a.mig\n=== a.mig\n"), Catch::Contains("two sections"));
}
