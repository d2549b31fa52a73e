#include "compiler/graph/drawing.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>

#include "tests/unit/graph/picture.hpp"

using namespace migc;
using namespace migc::test;

TEST_CASE("one line") {
  CHECK(picture({"a", "b < a", "c < b"}) == R"(
* c
* b
* a
)");
}

TEST_CASE("a branch and its merge") {
  CHECK(picture({"a", "b1 < a", "b2 < b1", "c1 < a", "c2 < c1", "m < b2, c2"}) == R"(
*   m
|\
| * c2
| * c1
* | b2
* | b1
|/
* a
)");
}

TEST_CASE("a merge of four") {
  CHECK(picture({"a", "b < a", "c < a", "d < a", "e < a", "m < b, c, d, e", "n < m"}) == R"(
* n
*       m
+----\
+--\  |
|\  | |
| | | * e
| | * | d
| | |/
| * | c
| |/
* | b
|/
* a
)");
}

TEST_CASE("several heads share the lane to their parent") {
  CHECK(picture({"a", "b < a", "c < a", "d < a", "e < a"}) == R"(
* e
| * d
|/
| * c
|/
| * b
|/
* a
)");
}

TEST_CASE("lines that have nothing in common do not touch") {
  CHECK(picture({"a1", "a2 < a1", "b1", "b2 < b1"}) == R"(
* b2
* b1

* a2
* a1
)");
}

TEST_CASE("several bases that are merged") {
  CHECK(picture({"a", "b", "c", "m < a, b, c", "n < m"}) == R"(
* n
*     m
+--\
|\  |
| | * c
| * b
* a
)");
}

TEST_CASE("dependencies make no lines") {
  CHECK(picture({"app1", "lib1", "app2 < app1 ; needs lib1"}) == R"(
* app2
| * lib1
* app1
)");
}

TEST_CASE("a line ends in a wave where its parents are not shown") {
  const Ids lines = {"a", "b < a", "c < a", "m < b, c", "n < m"};
  CHECK(picture(lines, {"n", "m"}) == R"(
* n
* m
~
)");
  CHECK(picture(lines, {"n", "m", "b"}) == R"(
* n
*   m
|\
| ~
* b
~
)");
  CHECK(picture(lines, {"b", "c"}) == R"(
* c
~

* b
~
)");
}

TEST_CASE("a picture narrows when lanes end, also below one that waits on the right") {
  Ids lines = {"z99"};
  std::string merge = "m < z99";
  for (int i = 98; i >= 1; --i) {
    const std::string id = (i < 10 ? "z0" : "z") + std::to_string(i);
    lines.push_back(id + " ; needs z99");  // which is drawn last, therefore
    merge += ", " + id;
  }
  lines.push_back(merge);
  const History history(lines);
  const std::vector<Index> revisions = newest_first(history.graph);
  const graph::Drawing drawing = draw(history.graph, revisions);
  REQUIRE(history.graph.id(revisions.back()) == "z99");
  CHECK(drawing.revisions[1].width == 197);  // 99 lanes
  CHECK(drawing.revisions[97].width < 30);   // 3 lanes
}

TEST_CASE("a hundred thousand revisions with a merge every third are drawn quickly") {
  std::vector<ir::Header> headers(100000);
  const auto name = [](std::size_t i) {
    return source::Name{"r" + std::to_string(1000000 + i), false, {}, {}};
  };
  for (std::size_t i = 0; i < headers.size(); ++i) {
    headers[i].id = name(i);
    if (i == 0) continue;
    headers[i].parents.push_back(name(i % 3 == 2 ? i - 2 : i - 1));
    if (i % 3 == 0) headers[i].parents.push_back(name(i - 2));
  }
  diagnostics::Diagnostics diagnostics;
  const graph::Graph graph = graph::Graph::build(headers, diagnostics);
  const std::vector<Index> revisions = newest_first(graph);
  const auto start = std::chrono::steady_clock::now();
  const graph::Drawing drawing = draw(graph, revisions);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::size_t widest = 0;
  for (const graph::DrawnRevision& one : drawing.revisions) widest = std::max(widest, one.width);
  CHECK(widest == 3);
  CHECK(taken.count() < 2);  // 0.03 s when nothing else runs; minutes when anything is quadratic
}
