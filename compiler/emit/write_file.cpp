#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include "compiler/emit/offline.hpp"
#include "compiler/source/read_file.hpp"

namespace migc::emit {

namespace {

/// A file descriptor and the temporary file behind it, removed unless it is renamed in time.
class Aside {
 public:
  explicit Aside(const std::string& path) : path_(path), temporary_(path + ".XXXXXX") {
    descriptor_ = ::mkstemp(temporary_.data());
    if (descriptor_ < 0) fail();
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  ~Aside() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }

  void write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t written = ::write(descriptor_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      content.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  /// An existing file's mode stays; a new one gets what the umask leaves.
  void commit() {
    struct stat existing {};
    if (::stat(path_.c_str(), &existing) == 0) {
      ::fchmod(descriptor_, existing.st_mode & 07777U);
    } else {
      const mode_t mask = ::umask(0);
      ::umask(mask);
      ::fchmod(descriptor_, 0666U & ~mask);
    }
    if (::fsync(descriptor_) != 0 && errno != EINVAL) fail();
    if (::close(std::exchange(descriptor_, -1)) != 0) fail();
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail();
    temporary_.clear();
  }

 private:
  [[noreturn]] void fail() const {
    throw std::system_error(errno, std::generic_category(),
                            fmt::format("cannot write `{}`", path_));
  }

  std::string path_;
  std::string temporary_;
  int descriptor_ = -1;
};

bool has_content(const std::string& path, const std::string& content) {
  return source::read_file(path) == content;
}

/// A device or a pipe (`/dev/stdout`) cannot be replaced by renaming: it is written to as it is.
bool is_special(const std::string& path) {
  struct stat existing {};
  return ::stat(path.c_str(), &existing) == 0 && !S_ISREG(existing.st_mode);
}

void write_through(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content << std::flush;
  if (!file)
    throw std::system_error(errno, std::generic_category(), fmt::format("cannot write `{}`", path));
}

}  // namespace

bool write_file(const std::string& path, const std::string& content) {
  if (is_special(path)) {
    write_through(path, content);
    return true;
  }
  if (has_content(path, content)) return false;
  Aside aside(path);
  aside.write(content);
  aside.commit();
  return true;
}

}  // namespace migc::emit
