#include "compiler/diagnostics/render.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "compiler/diagnostics/escape.hpp"

using namespace migc;
using namespace migc::diagnostics;

namespace {

/// A complaint about `words`, found in `text`.
Diagnostic about(const source::SourceSet& sources, std::string_view words, std::string text) {
  const auto file = static_cast<std::uint32_t>(sources.size() - 1);
  const auto at = static_cast<std::uint32_t>(sources[file].text().find(words));
  const auto size = static_cast<std::uint32_t>(words.size());
  return {"E0203", Severity::error, {file, at, at + size}, std::move(text), {}, {}};
}

}  // namespace

TEST_CASE("an error is laid out as the language describes it") {
  source::SourceSet sources;
  sources.add("migrations/005.mig",
              "\n\n\n\n\n\n  alter table devices alter column vendor_nam type varchar(200);\n");
  Diagnostic error = about(sources, "vendor_nam", "no column `vendor_nam` in table `devices`");
  error.label = "did you mean `vendor_name`?";
  error.note("`devices` was created by 001_initial_schema");
  CHECK(render(error, sources, false) ==
        "error[E0203]: no column `vendor_nam` in table `devices`\n"
        "  --> migrations/005.mig:7:36\n"
        "   |\n"
        " 7 |   alter table devices alter column vendor_nam type varchar(200);\n"
        "   |                                    ^^^^^^^^^^ did you mean `vendor_name`?\n"
        "   |\n"
        "   = note: `devices` was created by 001_initial_schema\n");
}

TEST_CASE("a note with a place shows its own line, all gutters alike") {
  source::SourceSet sources;
  sources.add("a.mig", "create table t;\n" + std::string(9, '\n') + "create table t;\n");
  Diagnostic error{"E0201", Severity::error, {0, 38, 39}, "table `t` already exists", {}, {}};
  error.note({0, 13, 14}, "created here");
  CHECK(render(error, sources, false) ==
        "error[E0201]: table `t` already exists\n"
        "   --> a.mig:11:14\n"
        "    |\n"
        " 11 | create table t;\n"
        "    |              ^\n"
        "note: created here\n"
        "   --> a.mig:1:14\n"
        "    |\n"
        "  1 | create table t;\n"
        "    |              -\n");
}

TEST_CASE("a complaint without a place is its text, its hint and its notes") {
  Diagnostic error{"E0430", Severity::error, {}, "no revision `x`", "did you mean `y`?", {}};
  error.note("type `migc history`");
  CHECK(render(error, {}, false) ==
        "error[E0430]: no revision `x`\n"
        "   = help: did you mean `y`?\n"
        "   = note: type `migc history`\n");
}

TEST_CASE("carets stand under the words, whatever is before them") {
  const auto [line, words, shown, marks] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {"設備 bad;", "bad", "設備 bad;", "     ^^^"},
          {"bad 設備;", "設備", "bad 設備;", "    ^^^^"},
          {"e\xcc\x81 bad;", "bad", "e\xcc\x81 bad;", "  ^^^"},
          {"\tbad;", "bad", "    bad;", "    ^^^"},
          {"a\tbad\tc;", "bad\tc", "a   bad c;", "    ^^^^^"},
          {"\x1b[2J bad;", "bad", "\\x1B[2J bad;", "        ^^^"},
          {"\xff bad;", "bad", "\\xFF bad;", "     ^^^"},
          {"a\xe2\x80\xae bad;", "bad", "a\\u{202E} bad;", "          ^^^"},
          {"\xff;", "\xff", "\\xFF;", "^^^^"},
          {"one\r\ntwo", "two", "two", "^^^"},
      }));
  source::SourceSet sources;
  sources.add("a.mig", line + "\n");
  const std::string page = render(about(sources, words, "x"), sources, false);
  CAPTURE(page);
  CHECK(page.find(" | " + shown + "\n   | " + marks + "\n") != std::string::npos);
}

TEST_CASE("an empty place is one caret, also behind the last character") {
  source::SourceSet sources;
  sources.add("a.mig", "ab");
  const auto [begin, marks] = GENERATE(table<std::uint32_t, std::string>({{0, "^"}, {2, "  ^"}}));
  const Diagnostic error{"E1", Severity::error, {0, begin, begin}, "x", {}, {}};
  CHECK(render(error, sources, false).find("   | " + marks + "\n") != std::string::npos);
}

TEST_CASE("a place in an empty file can be shown") {
  source::SourceSet sources;
  sources.add("a.mig", "");
  const Diagnostic error{"E1", Severity::error, {0, 0, 0}, "no revision", {}, {}};
  CHECK(render(error, sources, false) ==
        "error[E1]: no revision\n  --> a.mig:1:1\n   |\n 1 |\n   | ^\n");
}

TEST_CASE("of several lines the first is underlined to its end") {
  source::SourceSet sources;
  sources.add("a.mig", "  begin here\nand end\n");
  Diagnostic error = about(sources, "begin here\nand", "x");
  error.label = "why";
  CHECK(render(error, sources, false) ==
        "error[E0203]: x\n"
        "  --> a.mig:1:3\n"
        "   |\n"
        " 1 |   begin here\n"
        "   |   ^^^^^^^^^^… why\n");
}

TEST_CASE("of a very long line only what is around the place is shown") {
  const std::string before(GENERATE(0, 10, 100, 158, 500000), 'a');
  const std::string words(GENERATE(3, 400), 'X');
  source::SourceSet sources;
  sources.add("a.mig", before + words + std::string(500000, 'b'));
  const std::string page = render(about(sources, words, "x"), sources, false);
  CAPTURE(before.size(), words.size());
  CHECK(page.size() < 800);

  const std::size_t line = page.find(" 1 | ") + 5;
  const std::string shown = page.substr(line, page.find('\n', line) - line);
  const std::size_t below = page.find('\n', line) + 6;
  const std::string marks = page.substr(below, page.find('\n', below) - below);
  CHECK(columns(shown) <= 162);
  // The marks begin exactly under the first X, counted in columns since `…` has three bytes.
  CHECK(columns(shown.substr(0, shown.find('X'))) == marks.find('^'));
  CHECK(std::count(marks.begin(), marks.end(), '^') == std::count(shown.begin(), shown.end(), 'X'));
}

TEST_CASE("text and path are made harmless too") {
  source::SourceSet sources;
  sources.add("bad\x1b[31m.mig", "x");
  const Diagnostic error{"E1",    Severity::error, {0, 0, 1}, "no \x07 `\xff`",
                         "l\x1b", {{{}, "n\x1b"}}};
  const std::string page = render(error, sources, false);
  CHECK(std::none_of(page.begin(), page.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\xff';
  }));
  CHECK(page.find("no \\x07 `\\xFF`") != std::string::npos);
}

TEST_CASE("endless texts are cut") {
  const Diagnostic error{"E1", Severity::error, {}, std::string(1000000, 'a'), {}, {}};
  const std::string page = render(error, {}, false);
  CHECK(page.size() < 2100);
  CHECK(page.find("(998000 bytes more)") != std::string::npos);
}

TEST_CASE("colour changes nothing but colour") {
  source::SourceSet sources;
  sources.add("a.mig", "a bad word");
  Diagnostic error = about(sources, "bad", "x");
  error.note("y");
  std::string colored = render(error, sources, true);
  CHECK(colored.find("\x1b[1;31m") != std::string::npos);
  for (std::size_t at; (at = colored.find('\x1b')) != std::string::npos;)
    colored.erase(at, colored.find('m', at) - at + 1);
  CHECK(colored == render(error, sources, false));
}

TEST_CASE("all complaints come by file and place, each once, and are counted") {
  source::SourceSet sources;
  sources.add("b.mig", "xy");
  sources.add("a.mig", "xy");
  Diagnostics all;
  all.add({"E1", Severity::error, {0, 1, 2}, "third", {}, {}});
  all.add({"E1", Severity::error, {0, 0, 1}, "second", {}, {}});
  all.add({"W1", Severity::warning, {1, 0, 1}, "first", {}, {}});
  all.add({"E1", Severity::error, {0, 0, 1}, "second", {}, {}});
  const std::string page = render_all(all, sources, false);
  CHECK(page.find("first") < page.find("second"));
  CHECK(page.find("second") < page.find("third"));
  CHECK(page.find("second", page.find("second") + 1) == std::string::npos);
  CHECK(page.substr(page.rfind("\n\n") + 2) == "2 errors, 1 warning in 2 files\n");
  CHECK(render_all({}, sources, false).empty());
}

TEST_CASE("of very many errors in one file the first are shown and the rest counted") {
  source::SourceSet sources;
  sources.add("a.mig", std::string(1000, 'x'));
  Diagnostics all;
  for (std::uint32_t i = 0; i < 1000; ++i)
    all.add({"E1", Severity::error, {0, i, i + 1}, "x", {}, {}});
  const std::string page = render_all(all, sources, false, 20);
  CHECK(page.find("a.mig:1:20\n") != std::string::npos);
  CHECK(page.find("a.mig:1:21\n") == std::string::npos);
  CHECK(page.find("980 further errors in a.mig not shown\n\n1000 errors in 1 file\n") !=
        std::string::npos);
}
