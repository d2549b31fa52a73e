#include "compiler/config/url.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/diagnostics/catalogue/config.hpp"

namespace migc::config {

namespace kind = diagnostics::kind;

namespace {

constexpr std::string_view forms =
    "forms are `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` (in memory) and "
    "`postgresql://user:***@host:port/database`";

/// Dialects by the names that URLs have for them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> schemes = {
    {{"sqlite", "sqlite"},
     {"postgresql", "postgresql"},
     {"postgres", "postgresql"},
     {"mariadb", "mariadb"},
     {"mysql", "mariadb"}}};

constexpr std::string_view scheme_letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+";

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Takes one URL apart, part by part from the front. Parts that may hold a password, or what
/// somebody took for another part, are never repeated in a message.
class Parser {
 public:
  Parser(std::string_view text, std::string_view from, source::Span place,
         diagnostics::Diagnostics& diagnostics)
      : text_(text), rest_(text), from_(from), place_(place), diagnostics_(diagnostics) {}

  std::optional<Url> parse() {
    if (!check_text() || !scheme()) return std::nullopt;
    if (!user_info() || !host_and_port()) return std::nullopt;
    const std::size_t query = rest_.find('?');
    if (rest_.starts_with('/'))
      url_.database = rest_.substr(1, query - std::min<std::size_t>(query, 1));
    if (query != std::string_view::npos && !options(rest_.substr(query + 1))) return std::nullopt;
    if (url_.dialect == "sqlite" && !check_sqlite()) return std::nullopt;
    return std::move(url_);
  }

 private:
  bool malformed(std::string_view part, std::string_view why) {
    diagnostics_.report(kind::malformed_url, place_, part, from_, why).note(std::string(forms));
    return false;
  }

  bool check_text() {
    if (text_.empty()) {
      diagnostics_.report(kind::empty_url, place_, from_).note(std::string(forms));
      return false;
    }
    if (std::any_of(text_.begin(), text_.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
      return malformed("text", "it contains a control character");
    return true;
  }

  bool scheme() {
    const std::size_t end = text_.find("://");
    if (end > text_.find_first_not_of(scheme_letters) || end == 0) {
      diagnostics_.report(kind::url_without_scheme, place_, from_, shown_without_scheme())
          .note(looks_like_url() ? std::string(forms)
                                 : fmt::format("for a SQLite file, write `sqlite:///{}`", text_));
      return false;
    }
    const std::string_view name = text_.substr(0, std::min(end, text_.find('+')));
    const auto known = std::find_if(schemes.begin(), schemes.end(),
                                    [&](const auto& scheme) { return scheme.first == name; });
    if (known == schemes.end()) {
      std::vector<std::string> names;
      for (const auto& scheme : schemes) names.emplace_back(scheme.first);
      diagnostics_.report(kind::url_dialect, place_, from_, name).suggest(name, names);
      return false;
    }
    url_.dialect = known->second;
    if (name.size() < end) url_.driver = text_.substr(name.size() + 1, end - name.size() - 1);
    rest_ = text_.substr(end + 3);
    return true;
  }

  /// `sqlite:x.db`, `user:pw@host`: not the path of a file, and maybe with a password.
  [[nodiscard]] bool looks_like_url() const {
    return text_.find_first_of(":@") != std::string_view::npos;
  }

  [[nodiscard]] std::string shown_without_scheme() const {
    return looks_like_url() ? std::string(text_.substr(0, text_.find_first_of(":@"))) + "…"
                            : std::string(text_);
  }

  /// `user:password@`: the password may have `/` in it, the user may not.
  bool user_info() {
    const std::size_t colon_or_slash = std::min(rest_.find_first_of(":/?"), rest_.size());
    if (rest_.substr(colon_or_slash).starts_with(':')) {
      const std::size_t at = rest_.find('@');
      if (at == std::string_view::npos || at > rest_.find('?')) return true;
      auto password =
          decoded("password", rest_.substr(colon_or_slash + 1, at - colon_or_slash - 1));
      if (!password) return false;
      url_.password = std::move(*password);
      return user(rest_.substr(0, colon_or_slash), at);
    }
    const std::size_t at = rest_.substr(0, colon_or_slash).rfind('@');
    return at == std::string_view::npos || user(rest_.substr(0, at), at);
  }

  bool user(std::string_view text, std::size_t at) {
    auto name = decoded("user", text);
    if (!name) return false;
    url_.user = std::move(*name);
    rest_.remove_prefix(at + 1);
    return true;
  }

  bool host_and_port() {
    if (rest_.starts_with('[')) {
      const std::size_t close = rest_.find(']');
      if (close == std::string_view::npos) return malformed("host", "`[` has no closing `]`");
      url_.host = rest_.substr(1, close - 1);
      rest_.remove_prefix(close + 1);
    } else {
      const std::size_t end = std::min(rest_.find_first_of(":/?"), rest_.size());
      url_.host = rest_.substr(0, end);
      rest_.remove_prefix(end);
    }
    if (rest_.starts_with(':')) return port();
    if (!rest_.empty() && rest_.front() != '/' && rest_.front() != '?')
      return malformed("host", "only `:` or `/` may follow `]`");
    return true;
  }

  bool port() {
    const std::size_t end = std::min(rest_.find_first_of("/?"), rest_.size());
    const std::string_view digits = rest_.substr(1, end - 1);
    std::uint16_t number = 0;
    const auto [stop, failure] = std::from_chars(digits.begin(), digits.end(), number);
    if (failure != std::errc() || stop != digits.end() || number == 0)
      return malformed(
          "port",
          "it must be a number from 1 to 65535 (is `@` missing after a password, or does the "
          "password contain a `:` or `/` that must be written as `%3A` or `%2F`?)");
    url_.port = number;
    rest_.remove_prefix(end);
    return true;
  }

  bool options(std::string_view query) {
    while (!query.empty()) {
      const std::size_t end = std::min(query.find('&'), query.size());
      const std::string_view option = query.substr(0, end);
      const std::size_t equals = option.find('=');
      if (equals == std::string_view::npos || equals == 0)
        return malformed("options", "write each as NAME=VALUE, with `&` between them");
      auto name = decoded("options", option.substr(0, equals), true);
      auto value = decoded("options", option.substr(equals + 1), true);
      if (!name || !value) return false;
      url_.options.emplace_back(std::move(*name), std::move(*value));
      query.remove_prefix(std::min(end + 1, query.size()));
    }
    return true;
  }

  bool check_sqlite() {
    if (url_.host.empty() && url_.user.empty() && !url_.password && !url_.port) return true;
    diagnostics_.report(kind::sqlite_url_with_host, place_, from_, url_.host)
        .note(url_.database.empty() && url_.user.empty() && !url_.password && !url_.port
                  ? fmt::format("write `sqlite:///{}`", url_.host)
                  : std::string(forms));
    return false;
  }

  std::optional<std::string> decoded(std::string_view part, std::string_view text,
                                     bool plus_is_space = false) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '%') {
        result += text[i] == '+' && plus_is_space ? ' ' : text[i];
        continue;
      }
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) {
        malformed(part, "`%` needs two hexadecimal digits after it; write `%` itself as `%25`");
        return std::nullopt;
      }
      result += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    }
    return result;
  }

  std::string_view text_, rest_, from_;
  source::Span place_;
  diagnostics::Diagnostics& diagnostics_;
  Url url_;
};

}  // namespace

bool Url::in_memory() const {
  return dialect == "sqlite" && (database.empty() || database == ":memory:");
}

std::optional<Url> parse_url(std::string_view text, std::string_view from, source::Span place,
                             diagnostics::Diagnostics& diagnostics) {
  return Parser(text, from, place, diagnostics).parse();
}

}  // namespace migc::config
