#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "compiler/config/url.hpp"
#include "compiler/database/connection.hpp"

/// What a URL says of an SQLite database, and what the file system does.
namespace migc::drivers::sqlite {

/// Whether the URL's database is there: a file that exists. One in memory never is.
[[nodiscard]] bool database_exists(const config::Url& url);

/// The one option that an SQLite URL may have, in SQLAlchemy's spelling. Throws Error:
/// cannot_connect, where it has another.
[[nodiscard]] std::optional<std::chrono::milliseconds> timeout_of(const config::Url& url);

/// What can be told of a file before SQLite sees it, in better words than SQLite has. Throws Error:
/// cannot_connect.
void check_file(const std::string& path, const std::string& name, database::Access access);

[[nodiscard]] std::filesystem::path folder_of(const std::string& path);

}  // namespace migc::drivers::sqlite
