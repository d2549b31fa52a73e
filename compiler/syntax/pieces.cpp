#include "compiler/syntax/pieces.hpp"

#include <algorithm>
namespace migc::syntax {

namespace {

std::string_view trimmed_right(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r\v\f") + 1);
}

std::size_t column_at(std::string_view text, std::size_t at) {
  const std::size_t line = at == 0 ? text.npos : text.rfind('\n', at - 1);
  return line == text.npos ? at : at - line - 1;
}

/// How many line ends there are, as far as it matters.
std::size_t lines_in(std::string_view gap) {
  return static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
}

/// Reads what stands between two pieces.
void read_gap(std::string_view text, std::size_t begin, Piece& piece) {
  std::size_t space = begin, at = begin;
  bool ended = false;  // by a line comment, whose line end is the next gap's first
  const auto lines = [&] { return lines_in(text.substr(space, at - space)); };
  while (at < piece.begin) {
    const std::string_view ahead = text.substr(at, piece.begin - at);
    const bool line = ahead.starts_with("--");
    if (!line && !ahead.starts_with("/*")) {
      ++at;
      continue;
    }
    const std::size_t close = line ? ahead.find('\n') : ahead.find("*/", 2);
    const std::size_t length = close == ahead.npos ? ahead.size() : close + (line ? 0 : 2);
    piece.comments.push_back(
        {trimmed_right(ahead.substr(0, length)), column_at(text, at), lines() > 0, lines() > 1});
    at += length;
    space = at;
    ended = line;
  }
  piece.new_line = lines() > 0 || ended;
  piece.empty_before = lines() > 1;
}

}  // namespace

Piece PieceStream::next() {
  const std::string_view text = reader_.ended() ? text_.substr(text_.size()) : reader_.take();
  const auto begin = static_cast<std::size_t>(text.data() - text_.data());
  Piece piece{text, begin, column_at(text_, begin), text_.substr(behind_, begin - behind_)};
  if (!piece.gap.empty()) read_gap(text_, behind_, piece);
  piece.in_brackets = brackets_ > 0;
  if (text.size() == 1) count_brackets(text.front());
  behind_ = begin + text.size();
  return piece;
}

void PieceStream::count_brackets(char mark) {
  if (mark == '[') ++brackets_;
  if (mark == ']' && brackets_ > 0) --brackets_;
  if (mark == ';') brackets_ = 0;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  pieces.reserve(text.size() / 5 + 1);  // about as many as there are: no copy while it grows
  for (PieceStream stream(text);;)
    if (pieces.emplace_back(stream.next()).text.empty()) return pieces;
}

}  // namespace migc::syntax
