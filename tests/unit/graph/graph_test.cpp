#include "compiler/graph/graph.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/unit/graph/history.hpp"

using namespace migc;
using Ids = std::vector<std::string>;
using test::History;

TEST_CASE("the order has every revision after what it follows, one line after the other") {
  const auto [lines, expected] = GENERATE(table<Ids, Ids>({
      {{}, {}},
      {{"a"}, {"a"}},
      {{"c < b", "a < base", "b < a"}, {"a", "b", "c"}},
      {{"b2 < b1", "b1", "a2 < a1", "a1"}, {"a1", "a2", "b1", "b2"}},
      // the line of c1 ends before that of c2 begins
      {{"a", "c2 < a", "c1 < a", "d1 < c1", "d2 < c2"}, {"a", "c1", "d1", "c2", "d2"}},
      {{"m < x, y", "x < a", "y < a", "a", "n < m"}, {"a", "x", "y", "m", "n"}},
      // a child comes before a revision of another line that only waited
      {{"y1", "y2 < y1", "x1 ; needs y1", "x2 < x1"}, {"y1", "y2", "x1", "x2"}},
      // a redundant edge changes nothing
      {{"a", "b < a", "c < b, a ; needs a"}, {"a", "b", "c"}},
      // a dependency by label and by id
      {{"abc1 ; label lib", "abd2", "x ; needs lib, abd2"}, {"abc1", "abd2", "x"}},
  }));
  const History history(lines);
  CHECK(history.complaints().empty());
  CHECK(history.ids(history.graph.order()) == expected);
}

TEST_CASE("the order of the files changes nothing") {
  Ids lines = {"a",          "b < a", "c1 < b", "c2 < b", "d1 < c1", "d2 < c2 ; needs c1",
               "m < d1, d2", "z"};
  const Ids expected = History(lines).ids(History(lines).graph.order());
  std::mt19937 random(7);
  for (int i = 0; i < 50; ++i) {
    std::shuffle(lines.begin(), lines.end(), random);
    const History history(lines);
    REQUIRE(history.ids(history.graph.order()) == expected);
  }
}

TEST_CASE("heads, bases, branch points and merge points") {
  const History history({"a", "b < a", "c < a", "m < b, c", "r", "s < r ; needs a", "t < r"});
  const graph::Graph& graph = history.graph;
  CHECK(history.ids(graph.heads()) == Ids{"m", "s", "t"});
  CHECK(history.ids(graph.bases()) == Ids{"a", "r"});
  CHECK(graph.is_branch_point(*graph.find("a")));
  CHECK(graph.is_branch_point(*graph.find("r")));
  CHECK_FALSE(graph.is_branch_point(*graph.find("b")));
  CHECK(graph.is_merge_point(*graph.find("m")));
  CHECK_FALSE(graph.is_merge_point(*graph.find("s")));
}

TEST_CASE("names are found letter for letter, and by their beginning") {
  const History history({"ae10 ; label lib, ae10", "ae11 < ae10", "b ; label library"});
  const graph::Graph& graph = history.graph;
  CHECK(graph.find("ae10") == graph::Index{0});
  CHECK_FALSE(graph.find("AE10"));
  CHECK_FALSE(graph.find("ae1"));
  CHECK(graph.labelled("lib") == graph::Index{0});
  CHECK(history.ids(graph.starting_with("ae1")) == Ids{"ae10", "ae11"});
  CHECK(history.ids(graph.starting_with("lib")) == Ids{"ae10", "b"});
  CHECK(graph.starting_with("x").empty());
  CHECK(graph.branch_names()[1] == Ids{"ae10", "lib"});
  CHECK(history.complaints().empty());  // a label may be the id of its own revision
}

TEST_CASE("a label names the line from the branch before it to its heads") {
  const History history({"a", "b < a", "c < b", "d < c ; label left", "e < d", "f < d", "g < a",
                         "m < e, g", "n ; label right", "o ; needs n", "p < n",
                         "q < p ; label up"});
  const auto names = history.graph.branch_names();
  const auto of = [&](const char* id) { return names[*history.graph.find(id)]; };
  for (const char* id : {"d", "e", "f", "m"}) CHECK(of(id) == Ids{"left"});
  CHECK(of("c").empty());  // d is where lines part
  for (const char* id : {"a", "b", "g", "o"}) CHECK(of(id).empty());
  CHECK(of("n") == Ids{"right"});  // a dependency parts lines, too
  CHECK(of("p") == Ids{"right", "up"});
  const History line({"a", "b < a ; needs a", "c < b ; label lib", "d < c"});
  CHECK(line.graph.branch_names() == std::vector<Ids>(4, Ids{"lib"}));
}

TEST_CASE("what is wrong with the files is told, with both places") {
  struct Case {
    Ids lines;
    std::string complaints;
    std::string place;      ///< What the first complaint underlines.
    std::size_t notes = 0;  ///< Of the first complaint, those with a place.
    Ids order = {};
  };
  const Case c = GENERATE(values<Case>({
      {{"a", "a"}, "E0401 revision `a` is defined twice\n", "a", 1, {"a"}},
      {{"a", "a < a"}, "E0401 revision `a` is defined twice\n", "a", 1, {"a"}},
      {{"ab", "AB < ab"},
       "E0402 revision `AB` differs from `ab` only in letter case\n",
       "AB",
       1,
       {"ab"}},
      {{"a-b", "c < a-b"},
       "E0403 `a-b` cannot be a revision id: only letters, digits, `_` and `.` are allowed\n",
       "a-b"},
      {{".."},
       "E0403 `..` cannot be a revision id: it begins with a dot, so its files would be hidden\n",
       ".."},
      {{"head"},
       "E0403 `head` cannot be a revision id: the word has a special meaning in addresses, so "
       "choose "
       "another\n",
       "head"},
      {{"current"},
       "E0403 `current` cannot be a revision id: the word has a special meaning in addresses, so "
       "choose another\n",
       "current"},
      {{std::string(256, 'x')},
       "E0403 `" + std::string(256, 'x') +
           "` cannot be a revision id: it is longer than 255 bytes\n",
       std::string(256, 'x')},
      {{"a ; label base"},
       "E0404 `base` cannot be a label: the word has a special meaning in addresses, so choose "
       "another\n",
       "base",
       0,
       {"a"}},
      {{"a ; label x", "b ; label x"}, "E0405 label `x` is used twice\n", "x", 1, {"a", "b"}},
      {{"a", "b ; label a"}, "E0406 label `a` is the id of a revision\n", "a", 1, {"a", "b"}},
      {{"a", "b < c", "d < b"}, "E0407 no revision `c`, which `b` revises\n", "c", 0, {"a"}},
      {{"a", "b ; needs c", "d < b"},
       "E0408 no revision or label `c`, which `b` depends on\n",
       "c",
       0,
       {"a"}},
      // a beginning is no name: the next file may begin so as well
      {{"a1", "b ; needs a"},
       "E0408 no revision or label `a`, which `b` depends on\n",
       "a",
       0,
       {"a1"}},
      {{"a < a", "b < a"}, "E0410 revision `a` revises itself\n", "a"},
      {{"a ; needs a"}, "E0411 revision `a` depends on itself\n", "a"},
      {{"z", "c < b", "b < a, z", "a < c", "d < c"},
       "E0412 revisions revise each other in a cycle: `a` -> `c` -> `b` -> `a`\n",
       "c",
       2,
       {"z"}},
      {{"a < b", "b ; needs a"},
       "E0413 revisions depend on each other in a cycle: `a` -> `b` -> `a`\n",
       "b",
       1},
      {{"a < b", "b < a", "c < d", "d < c"},
       "E0412 revisions revise each other in a cycle: `a` -> `b` -> `a`\nE0412 revisions revise "
       "each other in a cycle: `c` -> `d` -> `c`\n",
       "b",
       1},
      {{"a < c", "b < c", "c < b"},
       "E0412 revisions revise each other in a cycle: `b` -> `c` -> `b`\n",
       "c",
       1},
      // two circles through one revision: mend the first, see the second
      {{"a < b, c", "b < a", "c < a"},
       "E0412 revisions revise each other in a cycle: `a` -> `b` -> `a`\n",
       "b",
       1},
  }));
  const History history(c.lines);
  CHECK(history.complaints() == c.complaints);
  REQUIRE_FALSE(history.diagnostics.ok());
  const auto& first = history.diagnostics.all().front();
  CHECK(history.sources.text(first.place) == c.place);
  const auto has_place = [](const auto& note) { return note.place.known(); };
  CHECK(static_cast<std::size_t>(
            std::count_if(first.notes.begin(), first.notes.end(), has_place)) == c.notes);
  CHECK(history.ids(history.graph.order()) == c.order);
}

TEST_CASE("a missing parent brings the nearest name") {
  const auto [parent, label] = GENERATE(table<std::string, std::string>({
      {"001_initail", "did you mean `001_initial`?"},
      {"001_Initial", "did you mean `001_initial`?"},
      {"001", "did you mean `001_initial`?"},
      {"002_nex", ""},  // not itself
      {"zzz", ""},
  }));
  const History history({"001_initial", "002_next < " + parent});
  REQUIRE(history.diagnostics.all().size() == 1);
  CHECK(history.diagnostics.all().front().label == label);
}

TEST_CASE("the rows are the applied revisions that nothing applied follows") {
  const auto [applied, expected] = GENERATE(table<Ids, Ids>({
      {{}, {}},
      {{"a"}, {"a"}},
      {{"a", "b", "c"}, {"b", "c"}},
      {{"a", "b", "c", "m"}, {"m"}},
      {{"a", "x"}, {"x"}},  // x depends on a and so implies it
      {{"a", "b", "x"}, {"b", "x"}},
  }));
  const History history({"a", "b < a", "c < a", "m < b, c, a", "x ; needs a"});
  graph::Set set(history.graph.size(), false);
  for (const std::string& id : applied) set[*history.graph.find(id)] = true;
  CHECK(history.ids(graph::rows(history.graph, set)) == expected);
}
