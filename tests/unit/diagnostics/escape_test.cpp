#include "compiler/diagnostics/escape.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace migc;
using diagnostics::printable;

TEST_CASE("nothing that steers a terminal stays as it is") {
  const auto [text, shown] = GENERATE(table<std::string, std::string>({
      {"plain `text` — ünïcode 設備", "plain `text` — ünïcode 設備"},
      {"\x1b[31mred\x07", "\\x1B[31mred\\x07"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"a\nb\rc\td", "a\\x0Ab\\x0Dc d"},
      {"\x7f", "\\x7F"},
      {"\xc2\x9b", "\\u{009B}"},             // the one-byte CSI
      {"\xe2\x80\xae", "\\u{202E}"},         // right-to-left override
      {"a\xe2\x80\x8b\x62", "a\\u{200B}b"},  // zero-width space
      {"\xef\xbb\xbf", "\\u{FEFF}"},
      {"\xf3\xa0\x80\xa1", "\\u{E0021}"},  // a tag
      {"\xff\xc3", "\\xFF\\xC3"},
      {"\xc0\xaf", "\\xC0\\xAF"},  // overlong slash
      {"\xe0\x80\xaf", "\\xE0\\x80\\xAF"},
      {"\xed\xa0\x80", "\\xED\\xA0\\x80"},           // surrogate
      {"\xf4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"},  // above U+10FFFF
      {"\xe8\xa8", "\\xE8\\xA8"},                    // cut off
  }));
  CHECK(printable(text) == shown);
}

TEST_CASE("columns are those of a terminal") {
  const auto [text, width] = GENERATE(table<std::string, std::size_t>({
      {"abc", 3},
      {"ж", 1},
      {"設備", 4},
      {"e\xcc\x81", 1},  // e and a combining acute
      {"ＡＢ", 4},       // full width
      {"", 0},
  }));
  CAPTURE(text);
  CHECK(diagnostics::columns(text) == width);
}
