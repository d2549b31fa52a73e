#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>

#include "compiler/graph/drawing.hpp"
#include "tests/unit/graph/picture.hpp"

using namespace migc;
using namespace migc::test;

namespace {

/// A random history. Merges are common, and far from each other.
Ids random_lines(std::mt19937& random) {
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const std::size_t revisions = 2 + below(24), reach = 1 + below(revisions);
  Ids lines;
  for (std::size_t i = 0; i < revisions; ++i) {
    std::string line = "r" + std::to_string(10 + i) + " <";
    std::set<std::size_t> parents;
    for (std::size_t p = below(8) == 0 ? 0 : 1 + below(4) / 2 + below(4) / 3; i > 0 && p > 0; --p)
      parents.insert(i - 1 - below(std::min(i, reach)));
    for (const std::size_t parent : parents) line += " r" + std::to_string(10 + parent);
    lines.push_back(line);
  }
  return lines;
}

/// Follows the lines of a picture by its characters alone.
class Reader {
 public:
  explicit Reader(const graph::Drawing& drawing) {
    for (std::size_t i = 0; i < drawing.revisions.size(); ++i)
      for (const std::string& row : drawing.revisions[i].rows) {
        const bool first = &row == &drawing.revisions[i].rows[0];
        if (first) marks_.emplace_back(rows_.size(), row.find('*'));
        CHECK(std::count(row.begin(), row.end(), '*') == (first ? 1 : 0));
        revision_of_.push_back(i);
        rows_.push_back(row);
      }
  }

  /// The revisions, by their places in the list, to which lines lead down from one; `cut` when one
  /// of the lines ends in a wave.
  std::set<std::size_t> parents(std::size_t revision, bool& cut) const {
    std::set<std::size_t> found;
    std::vector<Place> open = {marks_[revision]};
    while (!open.empty()) {
      const auto [row, column] = open.back();
      open.pop_back();
      const char here = at(row + 1, column);
      if (here == '*')
        found.insert(revision_of_[row + 1]);
      else if (here == '~')
        cut = true;
      else
        for (const std::size_t end : ends(row + 1, column)) open.emplace_back(row + 1, end);
    }
    return found;
  }

 private:
  using Place = std::pair<std::size_t, std::size_t>;

  [[nodiscard]] char at(std::size_t row, std::size_t column) const {
    return row < rows_.size() && column < rows_[row].size() ? rows_[row][column] : ' ';
  }

  /// Where in this row whoever comes down into it at `column` leaves it.
  [[nodiscard]] std::vector<std::size_t> ends(std::size_t row, std::size_t column) const {
    std::vector<std::size_t> found;
    const char here = at(row, column);
    if (here == '|' || here == '+') found.push_back(column);
    if (here == '+' || here == '\'') {
      if (at(row, column + 1) == '-') found.push_back(along(row, column, 1));
      if (at(row, column - 1) == '-') found.push_back(along(row, column, -1));
    } else if (here != '-') {  // dashes on the other side would mean that the line is crossed
      const char left = column > 0 ? at(row, column - 1) : ' ';
      const char right = at(row, column + 1);
      if (left == '/' && right != '-') found.push_back(column - 2);
      if (right == '\\' && left != '-') found.push_back(column + 2);
    }
    return found;
  }

  [[nodiscard]] std::size_t along(std::size_t row, std::size_t column, int step) const {
    const auto next = [step](std::size_t c) { return step > 0 ? c + 1 : c - 1; };
    do column = next(column);
    while (at(row, column) == '-' || at(row, column) == '|');
    CHECK(at(row, column) == (step > 0 ? '\\' : '/'));
    return next(column);
  }

  std::vector<std::string> rows_;
  std::vector<std::size_t> revision_of_;
  std::vector<Place> marks_;
};

}  // namespace

TEST_CASE("in any picture the lines of a revision lead to its parents and nowhere else") {
  std::mt19937 random(GENERATE(range(0U, 1000U)));
  const History history(random_lines(random));
  REQUIRE(history.diagnostics.ok());
  std::vector<Index> revisions = newest_first(history.graph);
  if (random() % 2 == 0)  // a part of them, as ranges have it
    std::erase_if(revisions, [&](Index) { return random() % 4 == 0; });
  CAPTURE(picture(history.graph, revisions));

  const graph::Drawing drawing = draw(history.graph, revisions);
  REQUIRE(drawing.revisions.size() == revisions.size());
  const Reader reader(drawing);
  bool one_line = true;
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    std::set<std::size_t> parents;
    bool is_cut = false;
    for (const Index parent : history.graph.parents(revisions[i])) {
      const auto place = std::find(revisions.begin(), revisions.end(), parent);
      if (place == revisions.end())
        is_cut = true;
      else
        parents.insert(static_cast<std::size_t>(place - revisions.begin()));
    }
    bool cut = false;
    CHECK(reader.parents(i, cut) == parents);
    CHECK(cut == is_cut);
    const bool last = i + 1 == revisions.size();
    one_line = one_line && (last || (!is_cut && parents == std::set<std::size_t>{i + 1}));
  }
  CHECK(drawing.is_line == one_line);
}
