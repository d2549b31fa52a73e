#include "compiler/lsp/pieces.hpp"

#include <algorithm>
#include <cctype>

#include "compiler/source/name.hpp"
#include "compiler/syntax/pieces.hpp"

namespace migc::lsp {

namespace {

bool is_word(std::string_view piece) {
  const auto first = static_cast<unsigned char>(piece.front());
  return std::isalpha(first) != 0 || first == '_' || first >= 0x80;
}

/// A name without its quotes.
std::string bare(std::string_view piece) {
  const bool quoted =
      piece.size() > 1 && std::string_view("\"`[").find(piece.front()) != piece.npos;
  return source::fold(quoted ? piece.substr(1, piece.size() - 2) : piece);
}

/// Takes pieces one after the other.
struct Reader {
  Before found;
  std::size_t depth = 0;  ///< Of braces.

  void take(std::string_view piece) {
    if (piece == "{") return begin_block();
    if (piece == "}") return end_block();
    if (piece == ";") return begin_statement();
    if (piece == "(") found.open.push_back(found.words.size());
    if (piece == ")" && !found.open.empty()) found.open.pop_back();
    found.words.push_back(bare(piece));
  }

 private:
  void begin_statement() {
    found.words.clear();
    found.open.clear();
  }
  void begin_block() {
    if (depth++ == 0 && !found.words.empty())
      found.block = found.words.back() == "downgrade" ? Block::downgrade : Block::upgrade;
    begin_statement();
  }
  void end_block() {
    if (depth > 0 && --depth == 0) found.block = Block::header;
    begin_statement();
  }
};

}  // namespace

Before before(std::string_view text, std::size_t offset) {
  text = text.substr(0, std::min(offset, text.size()));
  std::vector<syntax::Piece> pieces = syntax::pieces_of(text);
  Reader reader;
  const syntax::Piece end = std::move(pieces.back());
  pieces.pop_back();
  const bool in_comment = !end.comments.empty() && end.gap.ends_with(end.comments.back().text) &&
                          (end.comments.back().ends_line() || !end.gap.ends_with("*/"));
  std::string typed;
  bool in_text = in_comment;
  if (!pieces.empty() && end.gap.empty()) {
    const std::string_view last = pieces.back().text;
    in_text = last.front() == '\'' || last.front() == '$';
    if (is_word(last)) {
      typed = last;
      pieces.pop_back();
    }
  }
  for (const syntax::Piece& piece : pieces) reader.take(piece.text);
  reader.found.typed = std::move(typed);
  reader.found.in_text = in_text;
  return std::move(reader.found);
}

}  // namespace migc::lsp
