#include "compiler/lsp/text.hpp"

#include <catch2/catch.hpp>

#include "compiler/lsp/wire.hpp"

using namespace migc::lsp;

namespace {

struct Case {
  std::size_t offset, line, character;
};

}  // namespace

TEST_CASE("characters are UTF-16 code units") {
  const std::string text = "aé𝒳b\n\nx\ry";
  const Lines lines(text);
  for (const auto& [offset, line, character] : {Case{0, 0, 0},
                                                {1, 0, 1},
                                                {3, 0, 2},
                                                {7, 0, 4},
                                                {8, 0, 5},
                                                {9, 1, 0},
                                                {10, 2, 0},
                                                {12, 3, 0},
                                                {13, 3, 1}}) {
    CAPTURE(offset);
    const Place place = lines.place(text, offset);
    CHECK(place.line == line);
    CHECK(place.character == character);
    CHECK(lines.offset(text, {line, character}) == offset);
  }
}

TEST_CASE("what is behind an end is taken for that end") {
  const std::string text = "ab\n𝒳";
  const Lines lines(text);
  CHECK(lines.offset(text, {0, 9}) == 2);
  CHECK(lines.offset(text, {1, 9}) == text.size());
  CHECK(lines.offset(text, {7, 0}) == text.size());
  CHECK(lines.place(text, 99).character == 2);
  CHECK(Lines("").offset("", {0, 3}) == 0);
  const std::string cut = "\xF0";
  CHECK(Lines(cut).offset(cut, {0, 1}) == 1);
}

TEST_CASE("a path is a URI and back") {
  for (const std::string path : {"/a/b.mig", "/a b/é%#?.mig"}) {
    CHECK(path_of(uri_of(path)) == path);
    CHECK(uri_of(path).find(' ') == std::string::npos);
  }
  CHECK(path_of("file:///c%3A/x%") == "/c:/x%");
  CHECK(path_of("untitled:1") == std::nullopt);
  CHECK(path_of("file://host") == std::nullopt);
  CHECK(path_of("file:///a%00b") == std::nullopt);
}

TEST_CASE("the head of a message says how long it is") {
  CHECK(content_length("Content-Type: x\r\ncontent-length:  12 \r\n") == 12);
  CHECK(content_length("Content-Length: 1x\r\n") == std::nullopt);
  CHECK(content_length("Content-Length: -1\r\n") == std::nullopt);
  CHECK(content_length("Content-Length: 99999999999999999999\r\n") == std::nullopt);
  CHECK(content_length("Content-Length:") == std::nullopt);
  CHECK(content_length("") == std::nullopt);
}
