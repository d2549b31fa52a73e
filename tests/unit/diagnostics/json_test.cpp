#include "compiler/diagnostics/json.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/sarif.hpp"

using namespace migc;
using namespace migc::diagnostics;
using nlohmann::json;

namespace {

/// One error in the second line, behind letters of two bytes and to the end of the third line.
struct Example {
  source::SourceSet sources;
  Diagnostics all;

  Example() {
    sources.add("dir/a b.mig", "one\nжж bad\nend");
    Diagnostic& error = all.add({"E1", Severity::error, {0, 9, 16}, "text", "label", {}});
    error.note("plain").note({0, 0, 3}, "placed");
    all.add({"W1", Severity::warning, {}, "nowhere", {}, {}});
  }
};

}  // namespace

TEST_CASE("JSON has places in lines and code points, null for none") {
  const Example example;
  const json all = json::parse(to_json(example.all, example.sources));
  REQUIRE(all.size() == 2);
  CHECK(all[0]["id"] == "W1");
  CHECK(all[0]["severity"] == "warning");
  CHECK(all[0]["file"].is_null());
  CHECK(all[0]["line"].is_null());
  CHECK(all[1]["file"] == "dir/a b.mig");
  CHECK(all[1]["line"] == 2);
  CHECK(all[1]["column"] == 4);
  CHECK(all[1]["end_line"] == 3);
  CHECK(all[1]["end_column"] == 4);
  CHECK(all[1]["text"] == "text");
  CHECK(all[1]["label"] == "label");
  REQUIRE(all[1]["notes"].size() == 2);
  CHECK(all[1]["notes"][0]["text"] == "plain");
  CHECK(all[1]["notes"][0]["line"].is_null());
  CHECK(all[1]["notes"][1]["line"] == 1);
  CHECK(all[1]["notes"][1]["end_column"] == 4);
}

TEST_CASE("SARIF has a rule per id and a result per complaint") {
  const Example example;
  const json log = json::parse(to_sarif(example.all, example.sources, "1.2.3"));
  CHECK(log["version"] == "2.1.0");
  const json& run = log["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["tool"]["driver"]["version"] == "1.2.3");
  CHECK(run["tool"]["driver"]["rules"].size() == 2);
  REQUIRE(run["results"].size() == 2);
  const json& result = run["results"][1];
  CHECK(result["ruleId"] == "E1");
  CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == "E1");
  CHECK(result["level"] == "error");
  CHECK(result["message"]["text"] == "text; label\nplain");
  const json& place = result["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "dir/a%20b.mig");
  CHECK(place["region"]["startLine"] == 2);
  CHECK(place["region"]["startColumn"] == 4);
  CHECK(result["relatedLocations"][0]["message"]["text"] == "placed");
  CHECK(run["results"][0]["locations"].empty());
}

TEST_CASE("whatever the text holds, the JSON is valid and plain ASCII") {
  source::SourceSet sources;
  sources.add("\xff\x1b.mig", "x");
  Diagnostics all;
  all.add({"E1", Severity::error, {0, 0, 1}, "a\xc3\x28\xff\x1b\xe2\x80\xae", "\xed\xa0\x80", {}})
      .note({0, 0, 1}, "\xf0\x9f");
  for (const std::string& text : {to_json(all, sources), to_sarif(all, sources, "1")}) {
    CHECK(json::accept(text));
    CHECK(std::all_of(text.begin(), text.end(),
                      [](char c) { return c == '\n' || (c >= 32 && c < 127); }));
  }
}

TEST_CASE("no complaints are an empty array and a run without results") {
  CHECK(json::parse(to_json({}, {})) == json::array());
  CHECK(json::parse(to_sarif({}, {}, "1"))["runs"][0]["results"] == json::array());
}
