#include "compiler/syntax/piece_reader.hpp"

#include <cstddef>

#include "compiler/syntax/scan.hpp"

namespace migc::syntax {

PieceReader::PieceReader(std::string_view text)
    : text_(text), at_(behind_gap(text, text.data())), list_end_(text.data()) {}

std::string_view PieceReader::rest() const {
  return text_.substr(static_cast<std::size_t>(at_ - text_.data()));
}

std::string_view PieceReader::word() const { return leading_word(rest()); }

void PieceReader::go_to(const char* at) { at_ = behind_gap(text_, at); }

std::string_view PieceReader::take() {
  if (begins_) list_end_ = at_ + loop_head_length(rest());
  std::string_view piece = piece_at(text_, at_);
  if (piece.starts_with('['))
    piece = rest().substr(0, at_ < list_end_ ? 1 : bracketed_length(text_, at_));
  if (const std::size_t raw = raw_string_length(rest())) piece = rest().substr(0, raw);
  begins_ = at_ >= list_end_ && (piece == ";" || piece == "{" || piece == "}");
  go_to(at_ + piece.size());
  return piece;
}

std::string_view PieceReader::take_statement() {
  const char* begin = at_;
  const char* end = behind_statement(text_, at_);
  if (end == begin) ++end;  // a stray mark: the file does not parse
  begins_ = true;
  go_to(end);
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace migc::syntax
