#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/expression.hpp"

namespace migc::syntax {

/// `it''s` → `it's`: what stands between quotes, a doubled quote read as one.
[[nodiscard]] std::string undouble(std::string_view inside, char quote);

/// Collects tokens, with the places they were written at, into expressions.
class TokenReader {
 public:
  /// `file` is what spans refer to; `text` must outlive the reader.
  TokenReader(std::string_view text, std::uint32_t file) : text_(text), file_(file) {}

  [[nodiscard]] ir::Span span(const char* begin, const char* end) const {
    return {file_, offset(begin), offset(end)};
  }
  [[nodiscard]] ir::Span span(std::string_view written) const {
    return span(written.data(), written.data() + written.size());
  }
  [[nodiscard]] std::uint32_t offset(const char* at) const {
    return static_cast<std::uint32_t>(at - text_.data());
  }
  [[nodiscard]] std::string_view text() const { return text_; }

  /// White space and comments were read; a token that follows takes them as its gap.
  void gap(std::string_view written) { gap_ = written; }

  /// Adds a token: `text` is what it says, `written` how it stands in the file.
  void add(ir::Token::Kind kind, std::string_view text, std::string_view written);
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
  /// Forgets tokens of a statement that failed.
  void clear() { tokens_.clear(); }

 private:
  void add(ir::Token::Kind kind, char quote, std::string text, std::string_view written);

  std::string_view text_;
  std::uint32_t file_;
  std::string_view gap_;
  std::vector<ir::Token> tokens_;
};

}  // namespace migc::syntax
