#include "compiler/source/source_file.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "compiler/source/name.hpp"

using namespace migc;
using source::SourceFile;

TEST_CASE("a position counts lines and code points from one") {
  const SourceFile file("a.mig", "ab\nжc\r\n\nlast");
  const auto [offset, line, column] = GENERATE(table<std::uint32_t, std::size_t, std::size_t>({
      {0, 1, 1},
      {2, 1, 3},  // the line end itself
      {3, 2, 1},
      {5, 2, 2},  // behind a letter of two bytes
      {7, 3, 1},  // an empty line
      {8, 4, 1},
      {12, 4, 5},  // the end of the text
  }));
  CAPTURE(offset);
  CHECK(file.position(offset).line == line);
  CHECK(file.position(offset).column == column);
}

TEST_CASE("a line comes without its end") {
  const SourceFile file("a.mig", "ab\nжc\r\n\nlast");
  CHECK(file.line(1) == "ab");
  CHECK(file.line(2) == "жc");
  CHECK(file.line(3).empty());
  CHECK(file.line(4) == "last");
  CHECK(file.line_begin(4) == 8);
}

TEST_CASE("a byte order mark is no part of the text") {
  const SourceFile file("a.mig", "\xEF\xBB\xBFrevision");
  CHECK(file.text() == "revision");
  CHECK(file.position(3).column == 4);
}

TEST_CASE("a line end is one character, and its place in the file is known") {
  const std::string written = "\xEF\xBB\xBFone\r\ntwo\r\r\nthree";
  CHECK(source::as_read(written) == "one\ntwo\r\nthree");
  CHECK(source::as_written(written, 0) == 3);
  CHECK(written.substr(source::as_written(written, 3), 1) == "\n");
  CHECK(written.substr(source::as_written(written, 4)) == "two\r\r\nthree");
  CHECK(written.substr(source::as_written(written, 9)) == "three");
  CHECK(source::as_written(written, 14) == written.size());
}

TEST_CASE("spans of a set give their text, and nothing for nowhere") {
  source::SourceSet sources;
  sources.add("a", "alpha");
  const std::uint32_t b = sources.add("b", "beta");
  CHECK(sources.text({b, 1, 3}) == "et");
  CHECK(sources.text({}).empty());
  CHECK(sources.size() == 2);
}

TEST_CASE("names are the same but for ASCII letter case") {
  const auto [a, b, same] = GENERATE(table<std::string, std::string, bool>({
      {"Devices", "dEVICES", true},
      {"devices", "device", false},
      {"Ä", "ä", false},
      {"", "", true},
  }));
  CAPTURE(a, b);
  CHECK(source::same(a, b) == same);
  CHECK((source::fold(a) == source::fold(b)) == same);
}
