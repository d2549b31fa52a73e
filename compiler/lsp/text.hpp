#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc::lsp {

/// A place as editors count: both from 0, and characters are UTF-16 code units.
struct Place {
  std::size_t line = 0;
  std::size_t character = 0;
};

/// Where the lines of a text begin. Any offset has a place and any place an offset: what is behind
/// the end of a line or of the text is taken for that end.
class Lines {
 public:
  Lines() : Lines(std::string_view{}) {}
  explicit Lines(std::string_view text);

  [[nodiscard]] Place place(std::string_view text, std::size_t offset) const;
  [[nodiscard]] std::size_t offset(std::string_view text, Place place) const;

 private:
  std::vector<std::size_t> begins_;
};

/// The path that a `file:` URI names; nothing for another URI.
[[nodiscard]] std::optional<std::string> path_of(std::string_view uri);
[[nodiscard]] std::string uri_of(std::string_view path);

}  // namespace migc::lsp
