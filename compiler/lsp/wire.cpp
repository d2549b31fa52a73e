#include "compiler/lsp/wire.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>

#include "compiler/source/name.hpp"

namespace migc::lsp {

namespace {

constexpr std::size_t longest_head = 8192;
constexpr std::size_t longest_message = std::size_t{256} << 20;
constexpr std::string_view head_end = "\r\n\r\n";

}  // namespace

std::optional<std::size_t> content_length(std::string_view head) {
  constexpr std::string_view key = "content-length:";
  while (!head.empty()) {
    std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    if (!source::same(line.substr(0, key.size()), key)) continue;
    line.remove_prefix(key.size());
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length);
    if (error != std::errc{} ||
        line.find_first_not_of(" \t", static_cast<std::size_t>(end - line.data())) != line.npos)
      return std::nullopt;
    if (length <= longest_message) return length;
    return std::nullopt;
  }
  return std::nullopt;
}

bool Wire::fill() {
  std::array<char, 65536> block;
  for (;;) {
    const ssize_t got = ::read(in_, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    buffer_.append(block.data(), static_cast<std::size_t>(got));
    return true;
  }
}

std::optional<std::string> Wire::next() {
  std::size_t end = 0;
  while ((end = buffer_.find(head_end)) == buffer_.npos) {
    if (buffer_.size() > longest_head) buffer_.erase(0, buffer_.size() - head_end.size());
    if (!fill()) return std::nullopt;
  }
  const auto length = content_length(std::string_view(buffer_).substr(0, end + 2));
  buffer_.erase(0, end + head_end.size());
  if (!length) return "";
  while (buffer_.size() < *length)
    if (!fill()) return std::nullopt;
  std::string message = buffer_.substr(0, *length);
  buffer_.erase(0, *length);
  return message;
}

bool Wire::pending() {
  if (!buffer_.empty()) return true;
  pollfd one{in_, POLLIN, 0};
  return ::poll(&one, 1, 0) > 0;
}

bool Wire::send(std::string_view message) {
  const std::string whole =
      fmt::format("Content-Length: {}{}{}", message.size(), head_end, message);
  std::string_view rest = whole;
  while (!rest.empty()) {
    const ssize_t written = ::write(out_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace migc::lsp
