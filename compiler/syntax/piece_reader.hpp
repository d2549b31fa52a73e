#pragma once

#include <string_view>

namespace migc::syntax {

/// Reads a text piece by piece, behind the gaps. Nothing fails, whatever the text.
class PieceReader {
 public:
  explicit PieceReader(std::string_view text);

  [[nodiscard]] bool ended() const { return at_ == text_.data() + text_.size(); }
  /// The bare word that stands here, which may be none.
  [[nodiscard]] std::string_view word() const;
  /// The next word, quoted text, number or mark; a `$$…$$` as a whole.
  std::string_view take();
  /// A whole statement, with the `;` or the block that ends it.
  std::string_view take_statement();

 private:
  [[nodiscard]] std::string_view rest() const;
  void go_to(const char* at);

  std::string_view text_;
  const char* at_;
  const char* list_end_;  ///< Before it, a `[` begins a list of a loop.
  bool begins_ = true;    ///< A statement may begin here.
};

}  // namespace migc::syntax
