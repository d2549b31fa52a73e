#include "compiler/diagnostics/report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace migc;
using namespace migc::diagnostics;

namespace {

source::SourceSet awkward_file() {
  source::SourceSet sources;
  sources.add("./db/a,b:c.mig", "create table t;\n  create\n table t;\n");
  return sources;
}

Diagnostics complaints() {
  Diagnostics all;
  Diagnostic error{"E0201", Severity::error, {0, 13, 14}, "100% of `t`", {}, {}};
  error.note("first\nsecond");
  all.add(error);
  all.add({"W0105", Severity::warning, {0, 18, 31}, "over two lines", {}, {}});
  all.add({"W0105", Severity::note, {}, "nowhere", "a label", {}});
  return all;
}

}  // namespace

TEST_CASE("a report format is known by its name") {
  CHECK(report_format("sarif") == ReportFormat::sarif);
  CHECK(report_format("text") == std::nullopt);
}

TEST_CASE("a workflow command escapes what would end it, and has columns within one line only") {
  CHECK(report(ReportFormat::github, complaints(), awkward_file(), "1") ==
        "::notice title=W0105::nowhere; a label\n"
        "::error file=db/a%2Cb%3Ac.mig,line=1,endLine=1,col=14,endColumn=15,title=E0201::"
        "100%25 of `t`%0Afirst%0Asecond\n"
        "::warning file=db/a%2Cb%3Ac.mig,line=2,endLine=3,title=W0105::over two lines\n");
}

TEST_CASE("a code quality report has a place and a fingerprint of its own for each complaint") {
  source::SourceSet sources = awkward_file();
  Diagnostics all = complaints();
  all.add({"E0201", Severity::error, {0, 33, 34}, "100% of `t`", {}, {}});
  const auto issues = nlohmann::json::parse(report(ReportFormat::gitlab, all, sources, "1"));
  REQUIRE(issues.size() == 4);
  CHECK(issues[0]["location"]["path"] == "migc.toml");
  CHECK(issues[0]["severity"] == "info");
  CHECK(issues[1]["location"]["path"] == "db/a,b:c.mig");
  CHECK(issues[1]["description"] == "100% of `t`\nfirst\nsecond");
  CHECK(issues[1]["fingerprint"] != issues[3]["fingerprint"]);

  // A line more above them changes no fingerprint.
  sources = {};
  sources.add("./db/a,b:c.mig", "\ncreate table t;\n");
  Diagnostics moved;
  moved.add({"E0201", Severity::error, {0, 14, 15}, "100% of `t`", {}, {}});
  const auto later = nlohmann::json::parse(report(ReportFormat::gitlab, moved, sources, "1"));
  CHECK(later[0]["fingerprint"] == issues[1]["fingerprint"]);
  CHECK(later[0]["location"]["lines"]["begin"] == 2);
}
