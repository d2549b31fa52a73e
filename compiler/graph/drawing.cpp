#include "compiler/graph/drawing.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace migc::graph {

namespace {

using Column = std::size_t;

constexpr Column nowhere = std::numeric_limits<Column>::max();
/// What a lane leads to when it is no revision: nothing, or one that is not drawn.
constexpr Index free_lane = std::numeric_limits<Index>::max();
constexpr Index not_drawn = free_lane - 1;

/// Where a character stands: lanes have every second place, connections those between.
constexpr std::size_t place(Column column) { return 2 * column; }

std::size_t distance(Column a, Column b) { return a > b ? a - b : b - a; }

/// The lanes as they are after the revisions drawn so far.
class Lanes {
 public:
  Lanes(const Graph& graph, std::span<const Index> revisions)
      : graph_(graph), drawn_(graph.size(), false), column_of_(graph.size(), nowhere) {
    for (const Index revision : revisions) drawn_[revision] = true;
  }

  /// Draws the next revision. `before` is the one above it, if any.
  DrawnRevision next(Index revision, DrawnRevision* before) {
    const Column own =
        column_of_[revision] == nowhere ? begin(revision, before) : column_of_[revision];
    column_of_[revision] = nowhere;
    rows_.clear();
    std::string row = verticals();
    row[place(own)] = '*';
    rows_.push_back(std::move(row));
    lead_on(revision, own);
    end_undrawn();
    close_up(own);
    return finish();
  }

  /// Whether all revisions so far stand in one line.
  [[nodiscard]] bool is_line() const { return is_line_; }

 private:
  /// Opens a lane for a revision that nothing above it follows.
  Column begin(Index revision, DrawnRevision* before) {
    const Column column = free_from(0);
    is_line_ = is_line_ && before == nullptr;
    // A mark right below another would seem to be its parent.
    if (before != nullptr && before->rows.back().size() > place(column) &&
        before->rows.back()[place(column)] != ' ')
      before->rows.push_back(before->below);
    set(column, revision);
    return column;
  }

  /// Connects a revision with the lanes of its parents. Its own lane goes to the first parent that
  /// has none yet.
  void lead_on(Index revision, Column own) {
    std::vector<Index> fresh;
    std::vector<Column> targets;
    bool cut = false;
    for (const Index parent : graph_.parents(revision)) {
      if (!drawn_[parent])
        cut = true;
      else if (column_of_[parent] == nowhere)
        fresh.push_back(parent);
      else
        targets.push_back(column_of_[parent]);
    }
    if (cut) fresh.push_back(not_drawn);
    if (fresh.empty())
      lead_into_others(own, std::move(targets));
    else
      lead_to_fresh(own, fresh, std::move(targets));
  }

  /// The lane goes on, and connections lead off to the other parents.
  void lead_to_fresh(Column own, const std::vector<Index>& fresh, std::vector<Column> targets) {
    set(own, fresh.front());
    std::vector<std::pair<Column, Index>> ends;
    for (const Column target : targets) ends.emplace_back(target, lanes_[target]);
    Column column = 0;
    for (auto parent = fresh.begin() + 1; parent != fresh.end(); ++parent, ++column) {
      column = free_from(column);
      ends.emplace_back(column, *parent);
    }
    if (!ends.empty()) is_line_ = false;
    std::sort(ends.begin(), ends.end(),
              [own](const auto& a, const auto& b) { return farther(own, a.first, b.first); });
    for (const auto& [target, parent] : ends) {
      connect(own, target, true);
      set(target, parent);
    }
  }

  /// All parents have lanes, so that this one ends; unless one of them lies to the right, which
  /// then moves in here: lines gather on the left.
  void lead_into_others(Column own, std::vector<Column> targets) {
    std::sort(targets.begin(), targets.end(),
              [own](Column a, Column b) { return farther(own, a, b); });
    const auto right = std::find_if(targets.rbegin(), targets.rend(),
                                    [own](Column target) { return target > own; });
    if (right != targets.rend()) std::rotate(targets.begin(), right.base(), targets.end());
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const bool last = i + 1 == targets.size();
      if (last && targets[i] > own) return move(targets[i], own);
      connect(own, targets[i], !last);
    }
    set(own, free_lane);
  }

  static bool farther(Column own, Column a, Column b) {
    const std::size_t to_a = distance(own, a), to_b = distance(own, b);
    return to_a != to_b ? to_a > to_b : a < b;
  }

  /// Marks the end of the lane that leads to what is not drawn.
  void end_undrawn() {
    const auto lane = std::find(lanes_.begin(), lanes_.end(), not_drawn);
    if (lane == lanes_.end()) return;
    const auto column = static_cast<Column>(lane - lanes_.begin());
    std::string row = verticals();
    row[place(column)] = '~';
    rows_.push_back(std::move(row));
    set(column, free_lane);
  }

  /// A line that goes on takes the leftmost free column. Lanes that wait stand still, unless most
  /// of the columns are free: rows are never much wider than there are lanes.
  void close_up(Column own) {
    if (own < lanes_.size() && lanes_[own] != free_lane && free_from(0) < own)
      move(own, free_from(0));
    while (lanes_.size() > 2 * in_use_ + 4) move(lanes_.size() - 1, free_from(0));
  }

  /// Brings a lane to another column, in which it joins what is there.
  void move(Column from, Column to) {
    connect(from, to, false);
    set(to, lanes_[from]);
    set(from, free_lane);
  }

  /// Draws a connection from one lane into another, which may begin there.
  void connect(Column from, Column to, bool goes_on) {
    std::string row = verticals();
    row.resize(std::max(row.size(), place(to) + 1), ' ');
    const std::size_t source = place(from);
    const std::size_t end = to > from ? place(to) - 1 : place(to) + 1;
    const bool far = distance(from, to) > 1;
    if (!goes_on) row[source] = far ? '\'' : ' ';
    if (goes_on && far) row[source] = '+';
    for (std::size_t at = std::min(source, end) + 1; at < std::max(source, end); ++at)
      if (row[at] == ' ') row[at] = '-';
    row[end] = to > from ? '\\' : '/';
    rows_.push_back(std::move(row));
  }

  void set(Column column, Index leads_to) {
    if (column >= lanes_.size()) lanes_.resize(column + 1, free_lane);
    in_use_ += leads_to == free_lane ? 0 : 1;
    in_use_ -= lanes_[column] == free_lane ? 0 : 1;
    lanes_[column] = leads_to;
    if (leads_to < not_drawn) column_of_[leads_to] = column;
    while (!lanes_.empty() && lanes_.back() == free_lane) lanes_.pop_back();
  }

  /// The first free column that is not left of `column`.
  [[nodiscard]] Column free_from(Column column) const {
    while (column < lanes_.size() && lanes_[column] != free_lane) ++column;
    return column;
  }

  /// A row in which every lane goes straight on.
  [[nodiscard]] std::string verticals() const {
    std::string row(place(lanes_.size()), ' ');
    for (Column column = 0; column < lanes_.size(); ++column)
      if (lanes_[column] != free_lane) row[place(column)] = '|';
    return row;
  }

  DrawnRevision finish() {
    DrawnRevision drawn{std::move(rows_), verticals(), 0};
    const auto trim = [&drawn](std::string& row) {
      row.erase(row.find_last_not_of(' ') + 1);
      drawn.width = std::max(drawn.width, row.size());
    };
    for (std::string& row : drawn.rows) trim(row);
    trim(drawn.below);
    return drawn;
  }

  const Graph& graph_;
  Set drawn_;
  std::vector<Index> lanes_;       ///< What each column leads to; the last is never free.
  std::vector<Column> column_of_;  ///< Of the lane that leads to a revision.
  std::size_t in_use_ = 0;         ///< Lanes that are not free.
  std::vector<std::string> rows_;  ///< Of the revision that is being drawn.
  bool is_line_ = true;
};

}  // namespace

Drawing draw(const Graph& graph, std::span<const Index> newest_first) {
  Lanes lanes(graph, newest_first);
  Drawing drawing;
  drawing.revisions.reserve(newest_first.size());
  for (const Index revision : newest_first)
    drawing.revisions.push_back(
        lanes.next(revision, drawing.revisions.empty() ? nullptr : &drawing.revisions.back()));
  drawing.is_line = lanes.is_line();
  return drawing;
}

}  // namespace migc::graph
