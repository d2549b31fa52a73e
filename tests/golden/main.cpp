#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/golden/golden.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"
#include "tests/support/sql_tokens.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc;

/// The first line that differs, as both sides have it.
std::string first_difference(const std::string& expected, const std::string& actual) {
  std::size_t at = 0, line = 1;
  while (at < expected.size() && at < actual.size() && expected[at] == actual[at])
    if (expected[at++] == '\n') ++line;
  const std::size_t begin = at == 0 ? 0 : expected.rfind('\n', at - 1) + 1;
  const auto rest = [&](const std::string& text) {
    return begin > text.size() ? "" : support::head(text.substr(begin), 4);
  };
  return "line " + std::to_string(line) + "\nexpected:\n" + rest(expected) + "actual:\n" +
         rest(actual) + "(`golden_test CASES --update` rewrites expectations)";
}

std::string check_case(const std::string& path) {
  const support::CaseFile file = support::parse_case(support::read_file(path));
  const bool fails = std::filesystem::path(path).filename().string().starts_with("fail_");
  if (fails != (file.find("errors") != nullptr))
    return "a case is named fail_… exactly when it has `=== errors`";
  const std::string expected = support::to_text(file);
  const std::string actual = support::to_text(golden::with_results(file));
  if (actual != expected) return first_difference(expected, actual);
  return fails ? "" : golden::round_trip(file);
}

void update(const std::string& path) {
  const std::string before = support::read_file(path);
  const std::string after = support::to_text(golden::with_results(support::parse_case(before)));
  if (after == before) return;
  support::write_file(path, after);
  std::printf("rewritten: %s\n", path.c_str());
}

}  // namespace

/// golden_test CASES [--update] [PART-OF-A-PATH]
int main(int count, char** arguments) {
  const bool rewrites = count > 2 && std::string(arguments[2]) == "--update";
  const int part = rewrites ? 3 : 2;
  if (count < 2 || count > part + 1) {
    std::puts("usage: golden_test CASES [--update] [PART-OF-A-PATH]");
    return 2;
  }
  const std::string only = count > part ? arguments[part] : "";
  support::Tally tally("golden cases");
  for (const std::string& path : support::files_in(arguments[1], ".case")) {
    if (path.find(only) == std::string::npos) continue;
    tally.check(std::filesystem::relative(path, arguments[1]).string(), [&] {
      if (rewrites) update(path);
      return check_case(path);
    });
  }
  return tally.print() ? 0 : 1;
}
