#include "compiler/syntax/layout_writer.hpp"

namespace migc::syntax {

void LayoutWriter::line_end() {
  while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  if (!out_.empty() && out_.back() != '\n') out_ += '\n';
}

void LayoutWriter::begin_line(std::size_t indent) {
  line_end();
  out_.append(indent, ' ');
}

void LayoutWriter::empty_line() {
  line_end();
  if (!out_.empty() && !out_.ends_with("{\n") && !out_.ends_with("\n\n")) out_ += '\n';
}

bool LayoutWriter::comments(const Piece& piece, const Indent& indent, bool keeps_empty_lines) {
  bool ended = false;
  for (const Comment& comment : piece.comments) {
    if (keeps_empty_lines && comment.empty_before) empty_line();
    if (comment.own_line || ended || out_.empty() || out_.back() == '\n')
      begin_line(indent(comment.column));
    else
      out_ += ' ';
    out_ += comment.text;
    ended = comment.ends_line();
  }
  return ended;
}

void LayoutWriter::lead(const Piece& left, const Piece& right, const Indent& indent) {
  if (right.in_brackets) {
    out_ += right.gap;
    return;
  }
  const bool ended = comments(right, indent, false);
  const bool closes = right.is(";") || right.is(",");
  if (ended || (right.new_line && !closes))
    begin_line(indent(right.column));
  else if (is_apart(left, right))
    out_ += ' ';
}

void LayoutWriter::free(Range range, std::size_t indent, std::size_t from) {
  if (range.empty()) return;
  const std::size_t first = range.front().column;
  const auto indent_of = [&](std::size_t column) {
    return indent + (column >= first ? column - first : 2);
  };
  for (std::size_t at = from; at < range.size(); ++at) {
    const Piece& piece = range[at];
    if (at > 0) lead(range[at - 1], piece, indent_of);
    out_ += piece.text;
  }
}

bool is_apart(const Piece& left, const Piece& right) {
  if (right.is(",") || right.is(";") || right.is(")")) return false;
  if (left.is("(")) return false;
  return left.is(",") || !right.gap.empty();
}

}  // namespace migc::syntax
