#include <algorithm>
#include <array>

#include "compiler/config/url.hpp"
#include "compiler/source/name.hpp"

namespace migc::config {

namespace {

/// Whether an option of this name may hold a secret: `password`, `sslpassword`, `token` …
bool is_secret(std::string_view option) {
  constexpr std::array<std::string_view, 7> signs = {"pass",       "pwd",  "secret", "token",
                                                     "credential", "auth", "key"};
  const std::string folded = source::fold(option);
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return folded.find(sign) != std::string::npos; });
}

bool is_plain_variable(std::string_view text) {
  return text.starts_with("${") && text.find('}') == text.size() - 1 &&
         text.find(':') == std::string_view::npos;
}

/// Where the text that begins at `from` ends: at the quote that was opened before it, or with its
/// line.
std::size_t end_of_url(std::string_view text, std::size_t from) {
  const std::size_t line = text.substr(0, from).find_last_of('\n') + 1;
  const std::size_t quote = text.substr(0, from).find_last_of("\"'`");
  if (quote != std::string_view::npos && quote >= 2) {  // TOML's texts of several lines
    const std::string_view three = text.substr(quote - 2, 3);
    if (three == "\"\"\"" || three == "'''") return std::min(text.find(three, from), text.size());
  }
  const std::size_t line_end = std::min(text.find('\n', from), text.size());
  if (quote == std::string_view::npos || quote < line) return line_end;
  const std::size_t close = std::min(text.find(text[quote], from), line_end);
  // A password may have the quote in it: what goes on without a blank to an `@` is still the URL.
  const std::size_t blank = std::min(text.find_first_of(" \t\n", close), line_end);
  const std::size_t at = text.substr(close, blank - close).rfind('@');
  return at == std::string_view::npos ? close : std::min(text.find(text[quote], close + at), blank);
}

/// The first `:` outside of `${NAME}`s.
std::size_t colon(std::string_view url) {
  for (std::size_t at = 0; at < url.size(); ++at) {
    if (url[at] == ':') return at;
    const std::size_t close = url.find('}', at);
    if (url.substr(at).starts_with("${") && close != std::string_view::npos &&
        is_plain_variable(url.substr(at, close - at + 1)))
      at = close;
  }
  return std::string_view::npos;
}

void star(std::string& text, std::size_t begin, std::size_t end) {
  const std::string_view covered = std::string_view(text).substr(begin, end - begin);
  if (is_plain_variable(covered)) return;
  for (std::size_t at = begin; at < end; ++at)
    if (text[at] != '\n') text[at] = '*';
}

/// Covers what stands between `:` and the last `@`; without an `@` what may be a password all the
/// same.
void star_user_info(std::string& text, std::size_t begin, std::size_t end) {
  const std::string_view url = std::string_view(text).substr(begin, end - begin);
  const std::size_t first = colon(url);
  const std::size_t at = url.rfind('@');
  if (first == std::string_view::npos) return;
  if (at != std::string_view::npos && at > first) {
    star(text, begin + first + 1, begin + at);
  } else if (first < url.find('/')) {
    const std::size_t stop = std::min(url.find_first_of("/?", first), url.size());
    star(text, begin + first + 1, begin + stop);
  }
}

void star_options(std::string& text, std::size_t begin, std::size_t end) {
  std::size_t at = text.find('?', begin);
  while (at < end) {
    const std::size_t next = std::min(text.find_first_of("&", at + 1), end);
    const std::size_t equals = text.find('=', at);
    if (equals < next && is_secret(std::string_view(text).substr(at + 1, equals - at - 1)))
      star(text, equals + 1, next);
    at = next;
  }
}

/// Covers `user:password@host/…` where the scheme is missing. Addresses of revisions have no `/`.
void star_without_scheme(std::string& text) {
  constexpr std::string_view ends = " \t\n\"'`";
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    const std::size_t before = text.find_last_of(ends, at);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find_first_of(ends, at), text.size());
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    const std::size_t first = colon(word);
    const bool has_password = first != std::string_view::npos && begin + first < at;
    if (!has_password || word.find("://") != std::string_view::npos) continue;
    if (word.find('/', at - begin) != std::string_view::npos) star(text, begin + first + 1, at);
  }
}

/// Covers the values of settings that hold a secret by their name, `password = "…"`, whether or not
/// they are settings of migc.
void star_settings(std::string& text) {
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::size_t equals = text.find('=', line);
    const std::size_t quote = equals < end ? text.find_first_of("\"'", equals) : end;
    if (quote < end && is_secret(std::string_view(text).substr(line, equals - line)) &&
        std::string_view(text).substr(line, equals - line).find_first_of("\"'") ==
            std::string_view::npos) {
      const std::size_t close = text.find_last_of(text[quote], end - 1);
      star(text, quote + 1, close > quote ? close : end);
    }
    line = end + 1;
  }
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c))
      result += c;
    else
      result += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
  }
  return result;
}

}  // namespace

std::string star_passwords(std::string_view text) {
  std::string starred(text);
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at)) {
    at += 3;
    const std::size_t end = end_of_url(text, at);
    star_user_info(starred, at, end);
    star_options(starred, at, end);
  }
  star_without_scheme(starred);
  return starred;
}

std::string star_secrets(std::string_view toml) {
  std::string starred = star_passwords(toml);
  star_settings(starred);
  return starred;
}

std::string Url::masked() const {
  std::string text = dialect + (driver.empty() ? "" : "+" + driver) + "://";
  text += encoded(user);
  if (password) text += ":***";
  if (!user.empty() || password) text += "@";
  // What stands before an `@` in a host is the rest of a password that has one in it.
  const std::string shown = host.substr(host.rfind('@') + 1);
  text += shown.find(':') == std::string::npos ? shown : "[" + shown + "]";
  if (port) text += ":" + std::to_string(*port);
  if (!database.empty()) text += "/" + database;
  char mark = '?';
  for (const auto& [name, value] : options) {
    text += mark + encoded(name) + "=" + (is_secret(name) ? "***" : encoded(value));
    mark = '&';
  }
  return text;
}

}  // namespace migc::config
