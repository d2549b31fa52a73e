#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "compiler/syntax/iso_date.hpp"
#include "tests/unit/syntax/parsed.hpp"

using namespace migc;
using test::parse_file;

namespace {

constexpr const char* blocks = " upgrade { } downgrade auto;";

std::string texts(const std::vector<ir::Name>& names) {
  std::string all;
  for (const ir::Name& name : names) all += (all.empty() ? "" : " ") + name.text;
  return all;
}

}  // namespace

TEST_CASE("a whole file is read") {
  const test::Parsed parsed = parse_file(
      "\xEF\xBB\xBF-- why\r\n"
      "revision 005_a.b;\r\n"
      "revises 004, \"003_x\";\n"
      "depends on other.one, 0F;\n"
      "label x, y;\n"
      "message 'it''s';\n"
      "created '2025-01-11 12:00:00';\n"
      "describe $$ long\n text $$;\n"
      "transaction off;\n"
      "upgrade { drop table t; }\n"
      "downgrade irreversible 'gone';\n");
  CHECK(parsed.complaints().empty());
  REQUIRE(parsed.file);
  const ir::Header& header = parsed.file->header;
  CHECK(header.id.text == "005_a.b");
  CHECK(parsed.sources.text(header.id.written) == "005_a.b");
  CHECK(texts(header.parents) == "004 003_x");
  CHECK(texts(header.depends_on) == "other.one 0F");
  CHECK(texts(header.labels) == "x y");
  CHECK(header.message == "it's");
  CHECK(header.created == "2025-01-11 12:00:00");
  CHECK(header.description == " long\n text ");
  CHECK_FALSE(header.transactional);
  CHECK(parsed.file->upgrade.size() == 1);
  CHECK(parsed.file->downgrade.form == ir::Downgrade::Form::irreversible);
  CHECK(parsed.file->downgrade.why == "gone");
  CHECK(parsed.sources.text(parsed.file->downgrade.written) == "downgrade irreversible 'gone';");
}

TEST_CASE("the forms of a downgrade") {
  const test::Parsed written = parse_file("revision a; upgrade { } downgrade { drop table t; }");
  REQUIRE(written.file);
  CHECK(written.file->downgrade.form == ir::Downgrade::Form::written);
  CHECK(written.file->downgrade.body.size() == 1);
  const test::Parsed automatic = parse_file("revision a; downgrade auto; upgrade { }");
  REQUIRE(automatic.file);
  CHECK(automatic.complaints().empty());
  CHECK(automatic.file->downgrade.form == ir::Downgrade::Form::automatic);
}

TEST_CASE("no parent, or `base`, is a root") {
  for (const char* revises : {"", "revises base;", "revises BASE;"}) {
    const test::Parsed parsed = parse_file(std::string("revision a;") + revises + blocks);
    CHECK(parsed.complaints().empty());
    REQUIRE(parsed.file);
    CHECK(parsed.file->header.parents.empty());
    CHECK(parsed.file->header.transactional);
  }
}

TEST_CASE("what is wrong with a header") {
  using Rows = std::vector<std::pair<std::string, std::string>>;
  const std::string end = blocks;
  const Rows rows = {
      {"message 'x'; revision a;" + end, "E0120 a file must begin with `revision ID;` @message"},
      {"upgrade { } downgrade auto;", "E0120 a file must begin with `revision ID;` @upgrade"},
      {"revision a; revision b;" + end,
       "E0121 second `revision`: a file may have only one @revision"},
      {"revision a; label x; label y;" + end,
       "E0121 second `label`: a file may have only one @label"},
      {"revision a;" + end + " upgrade { }",
       "E0121 second `upgrade`: a file may have only one @upgrade"},
      {"revision a;" + end + " downgrade { }",
       "E0121 second `downgrade`: a file may have only one @downgrade"},
      {"revision a;" + end + " message 'x';",
       "E0124 `message` belongs into the header: move it before `upgrade` and `downgrade` "
       "@message"},
      {"revision a; downgrade auto;",
       "E0122 no `upgrade { … }` block: every revision needs one, even if it is empty @"},
      {"revision a; upgrade { }",
       "E0123 no `downgrade`: add `downgrade { … }`, `downgrade auto;` or `downgrade irreversible "
       "'why';` @"},
      {"revision 005-a;" + end,
       "E0125 `005-a` cannot be a revision id: use only letters, digits, `_` and `.` @005-a"},
      {"revision 'a b';" + end,
       "E0125 `a b` cannot be a revision id: use only letters, digits, `_` and `.` @'a b'"},
      {"revision Head;" + end,
       "E0126 `Head` cannot be a revision id: addresses use this word for something else @Head"},
      {"revision a; revises b, base;" + end,
       "E0127 `base` means that there is no parent, so no other parent can be listed @base"},
      {"revision a; revises b, c, b;" + end, "E0128 a revision id `b` is listed twice @b"},
      {"revision a; message 'x\ny';" + end,
       "E0129 `message` must be one line: put longer text into `describe $$ … $$` @'x\ny'"},
      {"revision a; created 'today';" + end,
       "E0130 `today` is not an ISO 8601 date and time, such as `2025-01-11 12:00:00` @'today'"},
      {"revision a; mesage 'x';" + end,
       "E0101 expected a header item, `upgrade` or `downgrade`, found `mesage` @mesage (did you "
       "mean "
       "`message`?)"},
      {"revision a; create table t (a);" + end,
       "E0101 expected `upgrade {` or `downgrade {` before a statement, found `create` @create"},
      {"revision a; transaction maybe;" + end,
       "E0101 expected `off` or `on`, found `maybe` @maybe"},
      {"revision a; upgrade drop table t; downgrade auto;",
       "E0101 expected `{` and statements, found `drop` @drop"},
      {"revision a; upgrade { } downgrade irreversible;", "E0101 expected a string, found `;` @;"},
      {"revision a; upgrade { } downgrade nothing;",
       "E0101 expected `{ … }`, `auto;` or `irreversible 'why';`, found `nothing` @nothing"},
      {"revision a\nmessage 'x';" + end, "E0109 missing `;` after this statement @a"},
  };
  for (const auto& [text, complaint] : rows) {
    CAPTURE(text);
    CHECK(parse_file(text).complaints() == complaint);
  }
}

TEST_CASE("without a valid id there is no revision") {
  CHECK_FALSE(parse_file(std::string("revision a-b;") + blocks).file);
  CHECK_FALSE(parse_file(std::string("message 'x';") + blocks).file);
  CHECK(parse_file("revision a; upgrade { drop tble t; } downgrade auto;").file);
}

TEST_CASE("text that cannot be read at all") {
  using namespace std::string_literals;
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "E0110 this file has no revision: it contains only white space and comments @"},
      {" -- x\n/* y */",
       "E0110 this file has no revision: it contains only white space and comments @"},
      {"\xEF\xBB\xBF",
       "E0110 this file has no revision: it contains only white space and comments @"},
      {"\xFF\xFEr\0e\0"s, "E0111 this file is UTF-16: save it as UTF-8 @"},
      {"r\0e\0v\0"s, "E0111 this file is UTF-16: save it as UTF-8 @"},
      {"revision \xE4;", "E0112 byte `\\xE4` is not valid UTF-8: save the file as UTF-8 @\xE4"},
      {"revision a; \xC0\xAF",
       "E0112 byte `\\xC0` is not valid UTF-8: save the file as UTF-8 @\xC0"},
      {"revision a; \xED\xA0\x80",
       "E0112 byte `\\xED` is not valid UTF-8: save the file as UTF-8 @\xED"},
      {"revision a; \xF4\x90\x80\x80",
       "E0112 byte `\\xF4` is not valid UTF-8: save the file as UTF-8 @\xF4"},
      {"revision a; \xE2\x82",
       "E0112 byte `\\xE2` is not valid UTF-8: save the file as UTF-8 @\xE2"},
      {"revision a\0;"s, "E0113 NUL byte in the text: remove it @\0"s},
      {"revision a;\rupgrade",
       "E0114 carriage return without a line feed: end lines with `\\n` or `\\r\\n` @\r"},
      {std::string((64U << 20U) + 1, ' '),
       "E0115 the file has 67108865 bytes, and the limit is 67108864: move part of it into another "
       "revision @"},
  };
  for (const auto& [text, complaint] : rows) {
    CAPTURE(text.substr(0, 100));
    const test::Parsed parsed = parse_file(text);
    CHECK(parsed.complaints() == complaint);
    CHECK_FALSE(parsed.file);
  }
}

TEST_CASE("ISO 8601 dates") {
  for (const char* good :
       {"2025-01-11", "2025-01-11 12:00", "2025-01-11T12:00:00", "2024-02-29 23:59:60",
        "2025-01-11 12:00:00.123456", "2025-01-11T12:00:00Z", "2025-01-11T12:00+01",
        "2025-01-11 12:00:00-0330", "2025-01-11 12:00:00.5+05:45"}) {
    CAPTURE(good);
    CHECK(syntax::is_iso_date(good));
  }
  for (const char* bad : {"", "2025", "2025-1-11", "2025-13-01", "2025-02-29", "2100-02-29",
                          "2025-04-31", "2025-01-00", "2025-01-11 24:00", "2025-01-11 12:60",
                          "2025-01-11 12", "2025-01-11 12:00:", "2025-01-11 12:00:00.",
                          "11.01.2025", "2025-01-11 12:00 ", "2025-01-11 12:00+", "2025-01-11x"}) {
    CAPTURE(bad);
    CHECK_FALSE(syntax::is_iso_date(bad));
  }
}
