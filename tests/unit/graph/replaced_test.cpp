#include "compiler/graph/replaced.hpp"

#include <catch2/catch.hpp>

#include "compiler/graph/address.hpp"
#include "compiler/graph/version_rows.hpp"
#include "tests/unit/graph/history.hpp"

using namespace migc;
using Ids = std::vector<std::string>;
using test::History;

namespace {

/// The ids of a view, and after them what is absent: `b=r` where the schema is the same, `b<r` in
/// the middle, in parentheses where the file is gone.
std::string view_of(const Ids& lines, const graph::NamedRevisions& named) {
  const History history(lines);
  diagnostics::Diagnostics said;
  const graph::View view = graph::Replacements(history.headers).view(named, said);
  std::string text;
  for (std::size_t at = 0; at < view.has.size(); ++at)
    if (view.has[at]) text += history.headers[at].id.text + " ";
  for (const graph::Absent& absent : view.absent) {
    const std::string one = absent.id + (absent.same ? "=" : "<") + absent.by;
    text += absent.gone ? "(" + one + ") " : one + " ";
  }
  for (const auto& one : said.all()) text += std::string(one.id) + " ";
  text.pop_back();
  return text;
}

/// The complaints about what is replaced: ids, separated by spaces.
std::string complaints(const Ids& lines) {
  const History history(lines);
  diagnostics::Diagnostics said;
  graph::Replacements(history.headers).check(said);
  std::string ids;
  for (const auto& one : said.all()) ids += (ids.empty() ? "" : " ") + std::string(one.id);
  return ids;
}

const Ids simple = {"001", "002 < 001", "003 < 002", "004 < 003", "sq ; replaces 001, 002, 003"};

/// r1 replaces 1 to 3, and r2 that and 4.
const Ids nested = {
    "1", "2 < 1", "3 < 2", "4 < 3", "5 < 4", "r1 ; replaces 1, 2, 3", "r2 ; replaces r1, 4"};

}  // namespace

TEST_CASE("a view leaves out what is replaced, unless that is named") {
  const std::string usual = "004 sq 001<sq 002<sq 003=sq", old = "001 002 003 004 sq=003";
  const auto [rows, words, expected] = GENERATE_COPY(table<Ids, Ids, std::string>({
      {{}, {}, usual},
      {{"004"}, {}, usual},
      {{"sq"}, {}, usual},
      {{"unknown"}, {"head", "base", "+1", "unknown"}, usual},
      {{}, {"00"}, usual},  // 004 begins so, too
      {{"001"}, {}, old},
      {{"003"}, {}, old},
      {{}, {"002"}, old},
      {{}, {"002+1"}, old},
      {{}, {"002:head"}, old},
      {{}, {":003"}, old},
      {{}, {"004,002:sq"}, old},
      {{}, {"head@002"}, old},
      {{"002"}, {"sq"}, old},
      {{"sq"}, {"002"}, old + " E0844"},
  }));
  CAPTURE(rows, words);
  CHECK(view_of(simple, {rows, words}) == expected);
}

TEST_CASE("the beginning of an id names it where nothing in the usual view begins so") {
  const Ids lines = {"001_a", "002_b < 001_a", "003_c < 002_b", "0021 ; replaces 001_a, 002_b"};
  CHECK(view_of(lines, {{}, {"001"}}) == "001_a 002_b 003_c 0021=002_b");
  CHECK(view_of(lines, {{}, {"002"}}) == "003_c 0021 001_a<0021 002_b=0021");
  CHECK(view_of(lines, {{}, {"002_"}}) == "001_a 002_b 003_c 0021=002_b");
}

TEST_CASE("what replaces others can be replaced itself") {
  CHECK(view_of(nested, {}) == "5 r2 1<r2 2<r2 3<r2 4=r2 r1<r2");
  CHECK(view_of(nested, {{"r1"}, {}}) == "4 5 r1 1<r1 2<r1 3=r1 r2=4");
  CHECK(view_of(nested, {{"4"}, {}}) == "4 5 r1 1<r1 2<r1 3=r1 r2=4");
  CHECK(view_of(nested, {{"2"}, {}}) == "1 2 3 4 5 r1=3 r2=4");
  CHECK(complaints(nested).empty());
}

TEST_CASE("files that are gone are known by what replaces them") {
  CHECK(view_of({"004 < 003", "sq ; replaces 001, 002, 003"}, {{"002"}, {}}) ==
        "004 sq (001<sq) (002<sq) (003=sq)");
  CHECK(complaints({"004 < 003", "sq ; replaces 001, 002, 003"}).empty());
  CHECK(view_of({"4 < 3", "5 < 4", "r1 ; replaces 1, 2, 3", "r2 ; replaces r1, 4"}, {{"3"}, {}}) ==
        "5 r2 (1<r2) (2<r2) (3<r2) 4=r2 r1<r2");
}

TEST_CASE("only a whole piece of one line can be replaced, in its place") {
  const auto [more, expected] = GENERATE(table<Ids, std::string>({
      {{"r ; replaces a, b, c"}, ""},
      {{"r < a ; replaces b, c"}, ""},
      {{"r < c ; replaces m ; needs x"}, "E0419"},  // m is a merge of c and x
      {{"r < c, x ; replaces m, n"}, ""},
      {{"r < b ; replaces c, m"}, "E0417"},
      {{"r < a ; replaces c, b"}, "E0417"},
      {{"r ; replaces a, c"}, "E0417"},
      {{"r < b ; replaces r, c"}, "E0414"},
      {{"r < b ; replaces s, c", "s ; replaces r"}, "E0414 E0414"},
      {{"r < a ; replaces b, c", "s < b ; replaces c"}, "E0415"},
      {{"r < b ; replaces c, gone"}, "E0416"},
      {{"r ; replaces b, c"}, "E0419"},
      {{"r ; replaces a, b", "y < a"}, "E0418"},
      {{"r ; replaces a, b", "y ; needs a"}, "E0418"},
      {{"r ; replaces a, b", "y < b ; needs b"}, ""},
      {{"r ; replaces x, z", "z < x ; needs a ; label l"}, "E0419 E0418 E0418"},
      {{"r ; replaces x, z ; needs a ; label l", "z < x ; needs a ; label l"}, "E0418"},
  }));
  Ids lines = {"a", "b < a", "c < b", "x", "m < c, x", "n < m"};
  lines.insert(lines.end(), more.begin(), more.end());
  CAPTURE(more);
  CHECK(complaints(lines) == expected);
}

TEST_CASE("rows have the names of a view, where the schema is the same") {
  History history({"004", "sq ; replaces 001, 002, 003"});
  history.graph.set_absent({{"003", "sq", true, true}, {"001", "sq", false, true}});
  CHECK(graph::rows_here(history.graph, {"003", "a"}) == Ids{"a", "sq"});
  CHECK(graph::rows_here(history.graph, {"001"}) == Ids{"001"});
  CHECK(graph::resolve(history.graph, "003", {}, history.diagnostics)->revisions.front() == 1);
  CHECK_FALSE(graph::resolve(history.graph, "001", {}, history.diagnostics));
}
