#include "compiler/graph/address.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/graph/history.hpp"

using namespace migc;
using Ids = std::vector<std::string>;
using graph::Use;
using test::History;

namespace {

const Ids linear = {"ae10", "ae11 < ae10", "bf20 < ae11", "cg30 < bf20"};
const Ids branched = {"a",      "b < a", "c1 < b ; label left", "d1 < c1", "c2 < b ; label right",
                      "d2 < c2"};

/// What an address stands for, `base`, or what is complained of: its text, its label, its notes.
std::string outcome(const Ids& lines, std::string_view word, const Ids& current,
                    Use use = Use::other, bool several = false) {
  const History history(lines);
  diagnostics::Diagnostics diagnostics;
  const auto target = resolve(history.graph, word, {current, use, several}, diagnostics);
  std::string text;
  CHECK(target.has_value() == diagnostics.ok());
  if (!target) {
    CHECK_FALSE(diagnostics.all().front().place.known());
    const auto& complaint = diagnostics.all().front();
    text = std::string(complaint.id) + " " + complaint.text;
    if (!complaint.label.empty()) text += " | " + complaint.label;
    for (const auto& note : complaint.notes) text += " | " + note.text;
    return text;
  }
  for (const std::string& id : history.ids(target->revisions))
    text += (text.empty() ? "" : " ") + id;
  if (text.empty()) text = "base";
  if (target->line) text += " on " + history.graph.id(*target->line);
  return text;
}

}  // namespace

TEST_CASE("addresses in one line") {
  const auto [word, current, expected] = GENERATE(table<std::string, Ids, std::string>({
      {"ae10", {}, "ae10"},
      {"b", {}, "bf20"},
      {"head", {}, "cg30"},
      {"heads", {}, "cg30"},
      {"base", {}, "base"},
      {"current", {"bf20"}, "bf20"},
      {"current", {}, "base"},
      {"+1", {}, "ae10"},
      {"+2", {"ae10"}, "bf20"},
      {"+0", {"ae10"}, "ae10"},
      {"-1", {"bf20"}, "ae11 on bf20"},
      {"-3", {"bf20"}, "base on bf20"},
      {"ae11+2", {}, "cg30"},
      {"bf-1", {}, "ae11 on bf20"},
      {"ae10-1", {}, "base on ae10"},
      {"head-1", {}, "bf20 on cg30"},
      {"base+2", {}, "ae11"},
      {"current+1", {"ae10"}, "ae11"},
  }));
  CAPTURE(word);
  CHECK(outcome(linear, word, current) == expected);
}

TEST_CASE("addresses among branches") {
  const auto [word, current, expected] = GENERATE(table<std::string, Ids, std::string>({
      {"left", {}, "c1"},
      {"lef", {}, "c1"},
      {"left@head", {}, "d1 on c1"},
      {"left@heads", {}, "d1 on c1"},
      {"left@base", {}, "base on c1"},
      {"left@head-1", {}, "c1 on c1"},
      {"left@base+3", {}, "c1 on c1"},
      {"left@b", {}, "b on c1"},
      {"d1@b", {}, "b on d1"},
      {"left@+1", {"b"}, "c1 on c1"},
      {"right@+1", {"c1"}, "c2 on c2"},
      {"right@+1", {"c1", "c2"}, "d2 on c2"},
      {"left@-1", {"d1", "d2"}, "c1 on c1"},
      {"left@current", {"c1", "d2"}, "c1 on c1"},
      {"d2-1", {"d1", "d2"}, "c2 on d2"},
      {"base+2", {}, "b"},
  }));
  CAPTURE(word);
  CHECK(outcome(branched, word, current) == expected);
}

TEST_CASE("several revisions, where they are asked for") {
  CHECK(outcome(branched, "heads", {}, Use::upgrade, true) == "d1 d2");
  CHECK(outcome(branched, "current", {"c1", "d2"}, Use::other, true) == "c1 d2");
}

TEST_CASE("an exact name wins over longer ones, and letter case counts") {
  const Ids lines = {"1 ; label li", "1a < 1", "1b < 1 ; label lib"};
  CHECK(outcome(lines, "1", {}) == "1");
  CHECK(outcome(lines, "li", {}) == "1");
  CHECK(outcome(lines, "lib", {}) == "1b");
  CHECK(outcome(lines, "1A", {}) ==
        "E0432 no revision or label starts with `1A` | did you mean `1a`? | `migc history` lists "
        "all revisions");
}

TEST_CASE("every way to be wrong has its own words, and the words to type instead") {
  struct Case {
    const Ids& lines;
    std::string word;
    Ids current;
    Use use;
    std::string expected;
  };
  const Case c = GENERATE(values<Case>({
      {linear,
       "",
       {},
       Use::upgrade,
       "E0430 expected a revision, found an empty text | use a revision, or `head`, `heads`, "
       "`base` or `current`"},
      {linear,
       "ae19",
       {},
       Use::upgrade,
       "E0432 no revision or label starts with `ae19` | did you mean `ae10`? | `migc history` "
       "lists all revisions"},
      {linear,
       "ae",
       {},
       Use::upgrade,
       "E0433 `ae` is ambiguous: 2 names start with it | use `migc upgrade ae10` | use `migc "
       "upgrade ae11`"},
      {linear,
       "+1abc",
       {},
       Use::upgrade,
       "E0431 cannot read the revision `+1abc`: `+1abc` is not a number of steps"},
      {linear,
       "ae10+",
       {},
       Use::upgrade,
       "E0431 cannot read the revision `ae10+`: `+` is not a number of steps"},
      {linear,
       "ae10+1-1",
       {},
       Use::upgrade,
       "E0431 cannot read the revision `ae10+1-1`: `+1-1` is not a number of steps"},
      {linear,
       "@head",
       {},
       Use::upgrade,
       "E0431 cannot read the revision `@head`: a label is missing before `@`"},
      {linear,
       "x@",
       {},
       Use::upgrade,
       "E0431 cannot read the revision `x@`: a revision is missing after `@`, for example `@head`"},
      {linear,
       "x@y@z",
       {},
       Use::upgrade,
       "E0431 cannot read the revision `x@y@z`: there is more than one `@`"},
      {linear,
       "a:b",
       {},
       Use::downgrade,
       "E0440 `a:b` is a range, but only one revision is allowed here"},
      {linear,
       "+9",
       {"ae11"},
       Use::upgrade,
       "E0437 `+9` goes beyond the history: only 2 steps lead up from `ae11` | to go that far, use "
       "`migc upgrade cg30`"},
      {linear,
       "+99999999999999999999999",
       {"bf20"},
       Use::upgrade,
       "E0437 `+99999999999999999999999` goes beyond the history: only 1 step leads up from `bf20` "
       "| to go that far, use `migc upgrade cg30`"},
      {linear,
       "head+1",
       {},
       Use::upgrade,
       "E0437 `head+1` goes beyond the history: nothing follows `cg30` | `migc history "
       "--indicate-current` shows all revisions and where the database is"},
      {linear,
       "-5",
       {"ae11"},
       Use::downgrade,
       "E0437 `-5` goes beyond the history: only 2 steps lead down from `ae11` | to go that far, "
       "use `migc downgrade base`"},
      {linear,
       "-1",
       {},
       Use::downgrade,
       "E0437 `-1` goes beyond the history: nothing is below `base` | `migc history "
       "--indicate-current` shows all revisions and where the database is"},
      {linear,
       "-2",
       {"bf20"},
       Use::upgrade,
       "E0439 `-2` counts in the wrong direction for an upgrade | to downgrade, use `migc "
       "downgrade -2`"},
      {linear,
       "+2",
       {"ae10"},
       Use::downgrade,
       "E0439 `+2` counts in the wrong direction for a downgrade | to upgrade, use `migc upgrade "
       "+2`"},
      {branched,
       "head",
       {},
       Use::other,
       "E0434 `head` means 2 revisions, but only one is allowed here | to join them, use `migc "
       "merge heads` | use `d1` | use `d2`"},
      {branched,
       "heads",
       {},
       Use::downgrade,
       "E0434 `heads` means 2 revisions, but only one is allowed here | use `migc downgrade d1` | "
       "use `migc downgrade d2`"},
      {branched,
       "head-1",
       {},
       Use::downgrade,
       "E0434 `head-1` means 2 revisions, but only one is allowed here | use `migc downgrade "
       "d1-1` | use `migc downgrade d2-1`"},
      {branched,
       "-1",
       {"d2", "c1"},
       Use::downgrade,
       "E0435 `-1` is ambiguous: the database is at 2 revisions | use `migc downgrade c1-1` | "
       "use `migc "
       "downgrade d2-1`"},
      {branched,
       "+1",
       {"b"},
       Use::upgrade,
       "E0436 `+1` is ambiguous: from `b` there are 2 possible paths | use `migc upgrade c1` | "
       "use `migc upgrade c2`"},
      {branched,
       "left@d2",
       {},
       Use::upgrade,
       "E0438 revision `d2` is not on the branch of `left` | use only `d2`"},
      {branched,
       "nowhere@head",
       {},
       Use::upgrade,
       "E0432 no revision or label starts with `nowhere` | `migc history` lists all revisions"},
  }));
  CAPTURE(c.word);
  CHECK(outcome(c.lines, c.word, c.current, c.use) == c.expected);
}

TEST_CASE("an upgrade to head of several is told how to take all") {
  CHECK(outcome(branched, "head", {}, Use::upgrade, true) ==
        "E0434 `head` means 2 revisions, but only one is allowed here | for all of them, use `migc "
        "upgrade heads` | to join them, use `migc merge heads` | use `migc upgrade d1` | use "
        "`migc upgrade d2`");
}

TEST_CASE("a long list of candidates is cut") {
  Ids lines;
  for (int i = 100; i < 150; ++i) lines.push_back("r" + std::to_string(i));
  const std::string text = outcome(lines, "r1", {});
  CHECK(text.find("`r109`") != std::string::npos);
  CHECK(text.find("`r110`") == std::string::npos);
  CHECK(text.ends_with("| and 40 more"));
}

TEST_CASE("ranges are taken apart") {
  const auto [word, from, to, id] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {"a:b", "a", "b", ""},
          {":b", "", "b", ""},
          {"a:", "a", "", ""},
          {":", "", "", ""},
          {"left@base:left@head-1", "left@base", "left@head-1", ""},
          {"a:b:c", "", "", "E0442"},
          {"a", "", "", "E0441"},
      }));
  diagnostics::Diagnostics diagnostics;
  const auto range = graph::parse_range(word, diagnostics);
  CAPTURE(word);
  REQUIRE(range.has_value() == id.empty());
  if (range) {
    CHECK(range->from == from);
    CHECK(range->to == to);
    CHECK(graph::is_range(word));
  } else {
    CHECK(diagnostics.all().front().id == id);
  }
}
