#include "compiler/drivers/sqlite/database_file.hpp"

#include <charconv>

#include "compiler/diagnostics/catalogue/exec.hpp"

namespace migc::drivers::sqlite {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;
using database::Access;
using database::Error;
using database::Failure;

bool database_exists(const config::Url& url) {
  std::error_code error;
  return !url.in_memory() && fs::exists(url.database, error);
}

fs::path folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

void check_file(const std::string& path, const std::string& name, Access access) {
  std::error_code error;
  const fs::file_status file = fs::status(path, error);
  if (file.type() == fs::file_type::regular) return;
  if (fs::exists(file))
    throw Error(Failure::cannot_connect, kind::database_unopened, name, "it is not a file");
  if (file.type() != fs::file_type::not_found)
    throw Error(Failure::cannot_connect, kind::database_unopened, name, error.message());
  const fs::path folder = folder_of(path);
  if (!fs::is_directory(folder, error))
    throw Error(Failure::cannot_connect, kind::database_folder, folder.string(), name);
  if (access != Access::create) throw Error(Failure::cannot_connect, kind::database_missing, name);
}

std::optional<std::chrono::milliseconds> timeout_of(const config::Url& url) {
  std::optional<std::chrono::milliseconds> timeout;
  for (const auto& [key, value] : url.options) {
    unsigned seconds = 0;
    const char* end = value.data() + value.size();
    const auto parsed = std::from_chars(value.data(), end, seconds);
    if (key != "timeout" || parsed.ec != std::errc() || parsed.ptr != end)
      throw Error(Failure::cannot_connect, kind::url_option, key, url.masked());
    timeout = std::chrono::seconds(seconds);
  }
  return timeout;
}

}  // namespace migc::drivers::sqlite
