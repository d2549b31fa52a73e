#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/dialect.hpp"
#include "compiler/ir/expression.hpp"

namespace migc::syntax {

/// `it''s` → `it's`: what stands between quotes, a doubled quote read as one.
[[nodiscard]] std::string undouble(std::string_view inside, char quote);
/// The name in `"a"`, `` `a` ``, `[a]` or `'a'`.
[[nodiscard]] std::string unquote(std::string_view written);
/// The text in `$$a$$` or `$tag$a$tag$`.
[[nodiscard]] std::string_view undollar(std::string_view written);

/// Collects tokens, with the places they were written at, into expressions; knows which brackets
/// are open.
class TokenReader {
 public:
  /// `file` is what spans refer to; `text` must outlive the reader.
  TokenReader(std::string_view text, std::uint32_t file, const dialect::Naming& naming)
      : text_(text), file_(file), naming_(naming) {}

  [[nodiscard]] std::string_view text() const { return text_; }
  /// When two names are the same: names are made so that they know it.
  [[nodiscard]] const dialect::Naming& naming() const { return naming_; }
  [[nodiscard]] ir::Span span(std::string_view written) const;
  /// The span of what a rule read, without the gap at its end.
  [[nodiscard]] ir::Span trimmed_span(std::string_view written) const;

  /// White space and comments were read; a token that follows takes them as its gap.
  void gap(std::string_view written);

  /// Adds a token as it is written.
  void add(ir::Token::Kind kind, std::string_view written);
  /// Adds a quoted name, `"a"`, `` `a` `` or `[a]`.
  void add_quoted(std::string_view written);
  /// Adds a string, `'a'`.
  void add_string(std::string_view written);
  /// Adds a string, `$$a$$` or `$tag$a$tag$`.
  void add_raw_string(std::string_view written);
  /// Adds `:name`, `?1`, `@x` or `$x`.
  void add_parameter(std::string_view written);

  /// All tokens since the last time, as one expression.
  [[nodiscard]] ir::Expression take();
  /// The one token since the last time.
  [[nodiscard]] ir::Token take_one();

  /// How many brackets and blocks surround this point, for rules that limit it.
  std::size_t depth = 0;

  /// A bracket was opened, and what is inside it; closing takes the last one back.
  void open(std::string_view bracket) { brackets_.push_back(bracket.data()); }
  void close() { brackets_.pop_back(); }
  [[nodiscard]] const char* open_bracket() const {
    return brackets_.empty() ? nullptr : brackets_.back();
  }
  /// What a string, a quoted name or a comment began with: where to point if it has no end.
  void open_quote_at(std::string_view quote) { quote_ = quote.data(); }
  [[nodiscard]] const char* open_quote() const { return quote_; }

 protected:
  /// What a statement in error leaves behind is forgotten; `brackets` were open before it.
  void forget(std::size_t brackets);
  [[nodiscard]] std::size_t brackets() const { return brackets_.size(); }

 private:
  void add(ir::Token::Kind kind, char quote, std::string text, std::string_view written);

  std::string_view text_;
  std::uint32_t file_;
  dialect::Naming naming_;
  std::string_view gap_;
  std::vector<ir::Token> tokens_;
  std::vector<const char*> brackets_;
  const char* quote_ = nullptr;
};

}  // namespace migc::syntax
