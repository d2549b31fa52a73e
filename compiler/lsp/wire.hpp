#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace migc::lsp {

/// Messages over two descriptors, each behind a `Content-Length` of its own.
class Wire {
 public:
  Wire(int in, int out) : in_(in), out_(out) {}

  /// The next message, an empty one where a head does not say how long it is; nothing at the end.
  [[nodiscard]] std::optional<std::string> next();
  /// Whether something has arrived that was not read yet.
  [[nodiscard]] bool pending();
  /// Whether it was written: nobody may be there to read it any more.
  [[nodiscard]] bool send(std::string_view message);

 private:
  [[nodiscard]] bool fill();

  int in_, out_;
  std::string buffer_;
};

/// The length that the head of a message says, lines up to the empty one; nothing if it says none,
/// or more than any editor sends.
[[nodiscard]] std::optional<std::size_t> content_length(std::string_view head);

}  // namespace migc::lsp
