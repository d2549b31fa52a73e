#include "compiler/diagnostics/snippet.hpp"

#include <algorithm>
#include <cstddef>

#include "compiler/diagnostics/escape.hpp"

namespace migc::diagnostics {

namespace {

constexpr std::size_t widest = 160;  ///< Columns of source shown.
constexpr std::size_t lead_in = 60;  ///< Columns shown before the place when the line is cut there.
constexpr std::size_t tab_stop = 4;

/// A half-open range of columns.
struct Columns {
  std::size_t begin = 0, end = 0;
};

/// One character of a line on its way to the terminal.
struct Cell {
  std::size_t at;      ///< Its first byte in the line.
  std::size_t column;  ///< Its first column.
  std::size_t width;
  std::string shown;
};

/// Calls `visit` with every cell of a line. The line may be huge, so cells are not kept.
template <class Visit>
void each_cell(std::string_view line, Visit visit) {
  std::size_t at = 0, column = 0;
  while (at < line.size()) {
    const std::string_view rest = line.substr(at);
    const CodePoint point = next_code_point(rest);
    Cell cell{at, column, 0, {}};
    if (point.value == U'\t')
      cell.shown = std::string(tab_stop - column % tab_stop, ' ');
    else
      cell.shown = printable(point, rest);
    cell.width = columns(cell.shown);
    at += point.bytes;
    column += cell.width;
    visit(cell);
  }
}

/// Where the bytes [begin, end) of a line are shown, at least one column, and how wide the line is.
Columns locate(std::string_view line, std::size_t begin, std::size_t end, std::size_t& width) {
  constexpr auto unset = static_cast<std::size_t>(-1);
  Columns found{unset, unset};
  width = 0;
  each_cell(line, [&](const Cell& cell) {
    if (cell.at >= begin && found.begin == unset) found.begin = cell.column;
    if (cell.at >= end && found.end == unset) found.end = cell.column;
    width = cell.column + cell.width;
  });
  found.begin = std::min(found.begin, width);
  found.end = std::max(std::min(found.end, width), found.begin + 1);
  return found;
}

/// The part of a line that is shown: all of it, or a window that begins a little before the place.
Columns window(const Columns& place, std::size_t width) {
  if (width <= widest) return {0, width};
  if (place.end + lead_in / 2 <= widest) return {0, widest};
  const std::size_t begin = place.begin > lead_in ? place.begin - lead_in : 0;
  return {begin, std::min(begin + widest, width)};
}

std::string cut(std::string_view line, const Columns& shown, std::size_t width) {
  std::string text = shown.begin > 0 ? "…" : "";
  each_cell(line, [&](const Cell& cell) {
    if (cell.column >= shown.begin && cell.column + cell.width <= shown.end) text += cell.shown;
    // A wide character across the left edge leaves its place to spaces, so that the marks stay
    // right.
    else if (cell.column < shown.begin && cell.column + cell.width > shown.begin)
      text.append(cell.column + cell.width - shown.begin, ' ');
  });
  if (shown.end < width) text += "…";
  return text;
}

}  // namespace

Snippet snippet(const source::SourceFile& file, const source::Span& place, char mark) {
  const std::size_t number = file.position(place.begin).line;
  const std::string_view line = file.line(number);
  const std::size_t start = file.line_begin(number);
  const std::size_t begin = std::min(place.begin - start, line.size());
  const bool goes_on = place.end > start + line.size() + 1;

  std::size_t width = 0;
  const std::size_t last = goes_on ? line.size() : std::min(place.end - start, line.size());
  const Columns marked = locate(line, begin, std::max(begin, last), width);
  const Columns shown = window(marked, width);

  Snippet result{cut(line, shown, width), {}};
  result.marks.assign(marked.begin - shown.begin + (shown.begin > 0 ? 1 : 0), ' ');
  const std::size_t end = std::max(std::min(marked.end, shown.end), marked.begin + 1);
  result.marks.append(end - marked.begin, mark);
  if (goes_on || marked.end > end) result.marks += "…";
  return result;
}

}  // namespace migc::diagnostics
