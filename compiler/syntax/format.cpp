#include "compiler/syntax/format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "compiler/source/name.hpp"
#include "compiler/syntax/checksum.hpp"
#include "compiler/syntax/pieces.hpp"
#include "compiler/syntax/scan.hpp"
#include "compiler/syntax/statement_layout.hpp"

namespace migc::syntax {

namespace {

constexpr std::array<std::string_view, 9> header_words = {"revision", "revises",  "depends",
                                                          "replaces", "label",    "message",
                                                          "created",  "describe", "transaction"};
constexpr std::size_t header_width = 8;  ///< Of `revision`, the widest of the usual words.

/// Lays a text out, piece by piece.
class Format : private StatementLayout {
 public:
  explicit Format(std::string_view text)
      : StatementLayout(text), text_(text), pieces_(pieces_of(text)) {}

  std::string run() {
    items(0);
    finish();
    return take();
  }

 private:
  /// The comments before an item of a list, and where it begins.
  void begin_item(const Piece& piece, std::size_t indent, bool first) {
    comments(
        piece, [&](std::size_t) { return indent; }, !first || !piece.comments.empty());
    if (piece.empty_before && !first) empty_line();
    begin_line(indent);
  }

  void finish() {
    const Piece& last = pieces_.back();
    comments(
        last, [](std::size_t) { return std::size_t{0}; }, true);
    line_end();
  }

  // --- Lists of items ----------------------------------------------------------------------------

  [[nodiscard]] bool ended() const { return at_ + 1 == pieces_.size(); }
  [[nodiscard]] const Piece& here() const { return pieces_[at_]; }

  /// The pieces of the statement that begins here.
  [[nodiscard]] Range statement() const {
    const char* const begin = text_.data() + here().begin;
    const auto end = static_cast<std::size_t>(behind_statement(text_, begin) - text_.data());
    std::size_t behind = at_ + 1;
    while (behind + 1 < pieces_.size() && pieces_[behind].begin < end) ++behind;
    return Range(pieces_).subspan(at_, behind - at_);
  }

  void items(std::size_t indent) {
    bool first = true;
    bool was_block = false, was_header = false;
    while (!ended() && !here().is("}")) {
      const bool header = indent == 0 && is_header(here());
      const bool block =
          indent == 0 && (is_word(here(), "upgrade") || is_word(here(), "downgrade"));
      if ((block || was_block) && !first)
        separate();
      else if (header && was_header)
        join_header();
      begin_item(here(), indent, first || (header && was_header));
      const Range range = statement();
      if (header)
        header_item(range);
      else
        item(range, indent);
      first = false;
      was_block = block;
      was_header = header;
    }
  }

  [[nodiscard]] static bool is_header(const Piece& piece) {
    return std::any_of(header_words.begin(), header_words.end(),
                       [&](std::string_view word) { return is_word(piece, word); });
  }

  /// Blocks stand apart; a comment before one belongs to it, one behind the last item's line to
  /// that.
  void separate() {
    const std::vector<Comment>& comments = here().comments;
    const bool trailing = !comments.empty() && !comments.front().own_line;
    if (!trailing) return empty_line();
    out_ += ' ';
    out_ += comments.front().text;
    pieces_[at_].comments.erase(pieces_[at_].comments.begin());
    empty_line();
  }

  /// Items of the header stand together.
  void join_header() {
    pieces_[at_].empty_before = false;
    for (Comment& comment : pieces_[at_].comments) comment.empty_before = false;
  }

  void header_item(Range range) {
    std::string word = source::fold(range.front().text);
    // `depends on` is longer than all others.
    if (word != "depends") word.resize(std::max(word.size(), header_width), ' ');
    out_ += word;
    for (std::size_t at = 1; at < range.size(); ++at) {
      const bool ended = comments(
          range[at], [](std::size_t) { return header_width + 1; }, false);
      if (ended)
        begin_line(header_width + 1);
      else if (at == 1 || is_apart(range[at - 1], range[at]))
        out_ += ' ';
      out_ += range[at].text;
    }
    at_ += range.size();
  }

  /// A statement, or one with a block at its end.
  void item(Range range, std::size_t indent) {
    const std::size_t brace = block_in(range);
    if (brace == range.size()) {
      write(range, indent);
      at_ += range.size();
      return;
    }
    const bool of_file = is_word(range.front(), "upgrade") || is_word(range.front(), "downgrade");
    if (of_file && indent == 0) {
      out_ += source::fold(range.front().text);
      free(range.first(brace), indent, 1);
    } else {
      free(range.first(brace), indent);
    }
    const bool broken = comments(
        range[brace], [&](std::size_t) { return indent; }, false);
    if (broken)
      begin_line(indent);
    else
      out_ += ' ';
    out_ += "{\n";
    const std::size_t behind = at_ + range.size();
    at_ += brace + 1;
    items(indent + 2);
    if (ended()) return;  // without its `}`
    comments(
        here(), [&](std::size_t) { return indent + 2; }, true);
    begin_line(indent);
    out_ += '}';
    ++at_;
    if (at_ < behind && !ended()) {  // the `;` that may follow
      out_ += pieces_[at_].text;
      ++at_;
    }
  }

  /// Where the block of a statement opens: the last of its pairs of braces. Its size without one.
  static std::size_t block_in(Range range) {
    const std::string_view word = range.front().text;
    constexpr std::string_view with_block[] = {"upgrade", "downgrade", "for", "on", "execute"};
    const bool may = std::any_of(std::begin(with_block), std::end(with_block),
                                 [&](std::string_view one) { return source::same(word, one); });
    std::size_t found = range.size(), depth = 0;
    for (std::size_t at = 0; may && at < range.size(); ++at) {
      if (range[at].is("{") && depth++ == 0) found = at;
      if (range[at].is("}") && depth > 0) --depth;
    }
    return found;
  }

  std::string_view text_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
};

bool is_same(const Piece& x, const Piece& y) {
  const auto same_comment = [](const Comment& a, const Comment& b) { return a.text == b.text; };
  if (x.in_brackets && x.gap != y.gap) return false;
  const bool quoted = !x.text.empty() && (x.text[0] == '\'' || x.text[0] == '$');
  return (x.text == y.text || (!quoted && source::same(x.text, y.text))) &&
         std::equal(x.comments.begin(), x.comments.end(), y.comments.begin(), y.comments.end(),
                    same_comment);
}

/// Whether two texts have the same pieces and comments; words of the header may differ in case.
bool say_the_same(std::string_view a, std::string_view b) {
  PieceStream left(a), right(b);
  for (;;) {
    const Piece x = left.next();
    if (!is_same(x, right.next())) return false;
    if (x.text.empty()) break;
  }
  return checksum(a, "sqlite") == checksum(b, "sqlite");
}

}  // namespace

std::optional<std::string> format(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::string result = Format(text).run();
  if (result != text && !say_the_same(text, result)) return std::nullopt;
  return result;
}

}  // namespace migc::syntax
