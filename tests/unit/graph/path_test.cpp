#include "compiler/graph/path.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/unit/graph/history.hpp"

using namespace migc;
using Ids = std::vector<std::string>;
using graph::Use;
using test::History;

namespace {

std::string joined(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

/// The way to an address: each step as `rev:rows after`, or the ids of what is complained of.
std::string way(const History& history, bool up, std::string_view word, const Ids& current) {
  diagnostics::Diagnostics diagnostics;
  const auto target =
      resolve(history.graph, word, {current, up ? Use::upgrade : Use::downgrade, up}, diagnostics);
  std::optional<graph::Path> path;
  if (target)
    path = up ? upgrade(history.graph, current, *target, diagnostics)
              : downgrade(history.graph, current, *target, diagnostics);
  std::string text;
  if (!path) {
    for (const auto& complaint : diagnostics.all()) text += complaint.id;
    return text;
  }
  Ids rows = path->before;
  for (const graph::PathStep& step : path->steps) {
    rows = rows_after(history.graph, step, std::move(rows));
    text += (text.empty() ? "" : ", ") + history.graph.id(step.revision) + ":" + joined(rows);
  }
  CHECK(rows == path->after);
  return text;
}

const Ids branched_history = {
    "a", "b < a", "c1 < b ; label left", "d1 < c1", "c2 < b ; label right", "d2 < c2"};
const Ids diamond = {"a", "b < a", "c < a", "m < b, c", "n < m"};
/// `app2` waits for `lib1` of another line.
const Ids dependent = {"lib1 ; label lib", "lib2 < lib1", "app1 ; label app",
                       "app2 < app1 ; needs lib1"};

}  // namespace

TEST_CASE("ways up") {
  const auto [lines, current, word, expected] = GENERATE(table<Ids, Ids, std::string, std::string>({
      {branched_history, {}, "d1", "a:a, b:b, c1:c1, d1:d1"},
      {branched_history, {"c1"}, "heads", "d1:d1, c2:c2 d1, d2:d1 d2"},
      {branched_history, {"d1", "d2"}, "heads", ""},
      {branched_history, {"d1"}, "a", ""},
      {branched_history, {"d1"}, "base", ""},
      {diamond, {}, "m", "a:a, b:b, c:b c, m:m"},
      {diamond, {"c"}, "head", "b:b c, m:m, n:n"},
      {dependent, {}, "app2", "app1:app1, lib1:app1 lib1, app2:app2"},
      {dependent, {"app2"}, "heads", "lib2:app2 lib2"},
      {{"a", "b < a", "m < b, a"}, {}, "m", "a:a, b:b, m:m"},
      {{}, {}, "head", ""},
  }));
  CAPTURE(word, current);
  CHECK(way(History(lines), true, word, current) == expected);
}

TEST_CASE("a line without a row of its own begins at its newest applied revision") {
  // On the line of `lib`, y and x are applied; x follows y by way of `other`, which is not on it.
  const Ids lines = {"lib",           "y < lib", "other ; needs y", "x < lib, other",
                     "far ; needs x", "z < x"};
  CHECK(way(History(lines), true, "lib@+1", {"far"}) == "z:far z");
}

TEST_CASE("ways down") {
  const auto [lines, current, word, expected] = GENERATE(table<Ids, Ids, std::string, std::string>({
      {branched_history, {"d1", "d2"}, "a", "d2:c2 d1, c2:d1, d1:c1, c1:b, b:a"},
      {branched_history, {"d1", "c2"}, "c1", "d1:c1 c2"},
      {branched_history, {"d1", "c2"}, "right@b", "c2:d1"},
      {branched_history, {"d1", "c2"}, "left@base", "d1:c1 c2, c1:c2"},
      {branched_history, {"d1", "c2"}, "d1", ""},
      {branched_history, {"d1", "c2"}, "left@-1", "d1:c1 c2"},
      {branched_history, {"c1", "c2"}, "c2-1", "c2:c1"},
      {branched_history, {"b"}, "base", "b:a, a:"},
      {branched_history, {}, "base", ""},
      {diamond, {"n"}, "b", "n:m, m:b c"},
      {diamond, {"n"}, "base", "n:m, m:b c, c:b, b:a, a:"},
      // lib1 cannot go before app2, which needs it
      {dependent, {"app2", "lib2"}, "base", "app2:app1 lib2, lib2:app1 lib1, lib1:app1, app1:"},
      {dependent, {"app2"}, "app1", "app2:app1 lib1"},
      {{"a", "b < a", "m < b, a"}, {"m"}, "a", "m:b, b:a"},
  }));
  CAPTURE(word, current);
  CHECK(way(History(lines), false, word, current) == expected);
}

TEST_CASE("ways that cannot be gone") {
  const auto [lines, current, up, word, id] =
      GENERATE(table<Ids, Ids, bool, std::string, std::string>({
          {branched_history, {"b"}, false, "c1", "E0460"},
          {branched_history, {}, false, "a", "E0460"},
          {branched_history, {"d1"}, false, "d2", "E0460"},
          {dependent, {"app2"}, false, "lib1", "E0461"},  // applied, no row, and nothing to revert
          {dependent, {"app2"}, false, "lib@base", "E0465"},
          {dependent, {"app2", "lib2"}, false, "lib@base", "E0465"},
          {dependent, {"app2", "lib2"}, false, "lib2-2", "E0465"},
          {branched_history, {"d1", "c2"}, false, "left@a", "E0465"},
          {branched_history, {"d1", "c2"}, false, "left@-3", "E0465"},
          {branched_history, {"c2"}, false, "left@base", "E0461"},
          {diamond, {"n"}, false, "m-1", "E0436"},
          {branched_history, {"x"}, true, "heads", "E0480"},
          {branched_history, {"x"}, false, "base", "E0480"},
          {branched_history, {"x"}, true, "+1", "E0480"},
          {branched_history, {"x", "y"}, true, "d1", "E0480E0480"},
          {branched_history, {"a", "a"}, true, "d1", "E0481"},
          {branched_history, {"a", "d1"}, true, "d1", "E0482"},
      }));
  CAPTURE(word, current);
  CHECK(way(History(lines), up, word, current) == id);
}

TEST_CASE("an unknown row tells where it comes from and what to do") {
  const History history({"001_initial", "002_next < 001_initial"});
  diagnostics::Diagnostics diagnostics;
  CHECK_FALSE(graph::known_rows(history.graph, Ids{"001_initail"}, diagnostics));
  const auto& complaint = diagnostics.all().front();
  CHECK(complaint.text ==
        "the database is at `001_initail`, which is not a revision of this project");
  CHECK(complaint.label == "did you mean `001_initial`?");
  REQUIRE(complaint.notes.size() == 2);
  CHECK(complaint.notes[1].text.find("migc stamp --purge") != std::string::npos);
}

TEST_CASE("stamping takes the rows of the target's line away") {
  const auto [current, word, expected] = GENERATE(table<Ids, std::string, std::string>({
      {{}, "d1", "d1"},
      {{"d1", "c2"}, "b", "b"},
      {{"d1", "c2"}, "left@base", "c2"},
      {{"d1", "c2"}, "right@head", "d1 d2"},
      {{"d1", "c2"}, "base", ""},
      {{"a"}, "heads", "d1 d2"},
  }));
  const History history(branched_history);
  diagnostics::Diagnostics diagnostics;
  const auto target = resolve(history.graph, word, {current, Use::other, true}, diagnostics);
  REQUIRE(target);
  const graph::Target targets[] = {*target};
  const auto rows = graph::stamp(history.graph, current, targets, diagnostics);
  REQUIRE(rows);
  CHECK(joined(*rows) == expected);
}

TEST_CASE("stamping leaves nothing recorded that depends on what is forgotten") {
  const auto [current, word, expected] = GENERATE(table<Ids, std::string, std::string>({
      {{"app2", "lib2"}, "lib1", "E0469"},
      {{"app2", "lib2"}, "lib@base", "app1"},
      {{"app2"}, "app1", "app1 lib1"},
      {{"app2"}, "base", ""},
      {{"app2"}, "app@base", "lib1"},
  }));
  CAPTURE(word, current);
  const History history(dependent);
  diagnostics::Diagnostics diagnostics;
  const auto target = resolve(history.graph, word, {current, Use::other, true}, diagnostics);
  REQUIRE(target);
  const graph::Target targets[] = {*target};
  const auto rows = graph::stamp(history.graph, current, targets, diagnostics);
  CHECK((rows ? joined(*rows) : diagnostics.all().front().id) == expected);
}

TEST_CASE("targets of one stamp stand side by side, whatever their order") {
  const auto [words, expected] = GENERATE(table<Ids, std::string>({
      {{"d1", "d2"}, "d1 d2"},
      {{"d2", "d1"}, "d1 d2"},
      {{"d1", "d1"}, "d1"},
      {{"heads", "d1"}, "d1 d2"},
      {{"left@base", "d2"}, "d2"},
      {{"base", "base"}, ""},
      {{"d1", "c1"}, "E0464 migc stamp d1"},
      {{"c1", "d1"}, "E0464 migc stamp d1"},
      {{"c1", "d2", "d1"}, "E0464 migc stamp d1 d2"},
      {{"base", "d1"}, "E0464 migc stamp d1"},
      {{"d1", "left@base"}, "E0464 migc stamp d1"},
  }));
  CAPTURE(words);
  const History history(branched_history);
  diagnostics::Diagnostics diagnostics;
  std::vector<graph::Target> targets;
  for (const std::string& word : words)
    targets.push_back(*resolve(history.graph, word, {{}, Use::other, true}, diagnostics));
  if (graph::check_stamps(history.graph, targets, diagnostics)) {
    CHECK(joined(*graph::stamp(history.graph, {}, targets, diagnostics)) == expected);
  } else {
    const auto& complaint = diagnostics.all().front();
    const std::string& note = complaint.notes.front().text;
    CHECK(std::string(complaint.id) + " " + note.substr(5, note.size() - 6) == expected);
  }
}

TEST_CASE("what history shows of a range") {
  const auto [from, to, expected] = GENERATE(table<std::string, std::string, std::string>({
      {"base", "heads", "d2 c2 d1 c1 b a"},
      {"c1", "d1", "d1 c1"},
      {"b", "heads", "d2 c2 d1 c1 b"},
      {"c1", "c1", "c1"},
      {"base", "base", ""},
      {"d1", "c1", "E0463"},
      {"c1", "d2", "E0463"},
      {"c1", "base", "E0463"},
  }));
  const History history(branched_history);
  diagnostics::Diagnostics diagnostics;
  const auto lower = resolve(history.graph, from, {{}, Use::other, true}, diagnostics);
  const auto upper = resolve(history.graph, to, {{}, Use::other, true}, diagnostics);
  const auto found = graph::between(history.graph, *lower, *upper, diagnostics);
  CAPTURE(from, to);
  CHECK((found ? joined(history.ids(*found)) : diagnostics.all().front().id) == expected);
}
