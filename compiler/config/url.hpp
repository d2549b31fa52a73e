#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"

namespace migc::config {

/// A database URL in SQLAlchemy's form.
/// https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls
struct Url {
  std::string dialect;  ///< `sqlite`, `postgresql` or `mariadb` (`mysql://` too).
  std::string driver;   ///< `pysqlite` of `sqlite+pysqlite`; accepted and ignored.
  std::string user;
  std::optional<std::string> password;
  std::string host;
  std::optional<std::uint16_t> port;
  /// For SQLite a path, relative to the working directory (not to migc.toml), as SQLAlchemy has it.
  /// Not percent-decoded, as SQLAlchemy does not.
  std::string database;
  std::vector<std::pair<std::string, std::string>> options;

  /// A SQLite database without a file, which lives as long as its connection.
  [[nodiscard]] bool in_memory() const;
  /// The URL as it may be shown: the password and options that hold one are `***`.
  [[nodiscard]] std::string masked() const;
};

/// Takes a URL apart. Reports which part is malformed; `from` says where the URL was given
/// (`MIGC_URL`,
/// `--url`) and `place` where it stands in migc.toml, if there. No message holds a password.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text, std::string_view from,
                                           source::Span place,
                                           diagnostics::Diagnostics& diagnostics);

/// Any text with the passwords of the URLs in it starred out, byte for byte, so that offsets stay.
[[nodiscard]] std::string star_passwords(std::string_view text);
/// The same for a text in TOML, and for settings that hold a secret by their name.
[[nodiscard]] std::string star_secrets(std::string_view toml);

}  // namespace migc::config
