#include "compiler/cli/new_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "compiler/diagnostics/catalogue/cli.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

std::system_error lost(int error, const std::string& path) {
  return {error, std::generic_category(), "cannot write `" + path + "`"};
}

}  // namespace

void write_new(Session& session, const std::string& path, std::string_view content) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0 && errno == EEXIST) stop(session, exits::usage, kind::already_there, path);
  if (file < 0) throw lost(errno, path);
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int error = errno;
      ::close(file);
      ::unlink(path.c_str());
      throw lost(error, path);
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  ::close(file);
}

void make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw lost(error.value(), path);
}

std::string time_text(const char* format) {
  std::time_t now = std::time(nullptr);
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr && *fixed != '\0')
    now = std::strtoll(fixed, nullptr, 10);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &parts)};
}

std::string seconds_text(const std::string& time) {
  std::tm parts{};
  strptime(time.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
  return std::to_string(timegm(&parts));
}

std::string slug_of(std::string_view message) {
  constexpr std::size_t longest = 40;
  std::string slug;
  bool gap = false;
  for (const char c : message) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9')) {
      gap = !slug.empty();
      continue;
    }
    if (gap) slug += '_';
    gap = false;
    slug += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (slug.size() <= longest) return slug;
  const std::size_t end = slug.rfind('_', longest);
  return slug.substr(0, end == slug.npos ? longest : end);
}

}  // namespace migc::cli
