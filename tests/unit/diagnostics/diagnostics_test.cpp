#include "compiler/diagnostics/diagnostics.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/diagnostics/suggest.hpp"

using namespace migc::diagnostics;

TEST_CASE("only errors count as errors") {
  Diagnostics all;
  all.add({"W1", Severity::warning, {}, "careful", {}, {}});
  CHECK(all.ok());
  all.add({"E1", Severity::error, {}, "wrong", {}, {}});
  CHECK_FALSE(all.ok());
  CHECK(all.errors() == 1);
  CHECK(all.all().size() == 2);
}

TEST_CASE("a reported complaint stays in place while others follow") {
  constexpr Kind<std::string_view> kind{"E1", Severity::error, "no `{}`"};
  Diagnostics all;
  Diagnostic& first = all.report(kind, {}, "a");
  for (int i = 0; i < 1000; ++i) all.report(kind, {}, "b");
  first.note("here");
  CHECK(all.all().front().text == "no `a`");
  CHECK(all.all().front().notes.size() == 1);
}

TEST_CASE("the nearest candidate is suggested, or none") {
  const std::vector<std::string> candidates = {"vendor_name", "device_name", "id"};
  const auto [written, expected] = GENERATE(table<std::string, std::string>({
      {"vendor_nam", "vendor_name"},
      {"VENDOR_NAME", "vendor_name"},
      {"devcie_name", "device_name"},
      {"di", "id"},
      {"serial", ""},
      {"", ""},
  }));
  const std::string* found = nearest(written, candidates);
  CAPTURE(written);
  CHECK((found ? *found : "") == expected);
}
