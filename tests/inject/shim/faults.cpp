// For LD_PRELOAD: makes the N-th call that writes below a folder fail, or the process die in it.
//
//   INJECT_BELOW    the folder, absolute; calls on other files do not count
//   INJECT_AT       which call; 0 or absent: none
//   INJECT_FAULT    ENOSPC, EIO, EINTR: the call fails so; short: it writes a half;
//                   kill: the process is killed before it; torn: after a half of it
//   INJECT_ON       set: every later call fails too. EINTR then strikes every other call, since
//                   whoever waits for the end of an interruption must be able to see it
//   INJECT_COUNT    a file that gets a line for each call

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Fault { none, error, half, kill, torn };

/// What the environment asks for.
struct Orders {
  const char* below = std::getenv("INJECT_BELOW");
  long at = 0;
  Fault fault = Fault::none;
  int error = 0;
  bool on = std::getenv("INJECT_ON") != nullptr;
  int count = -1;

  Orders();
};

/// The function of that name that this library stands before.
template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

Orders::Orders() {
  const char* number = std::getenv("INJECT_AT");
  const char* word = std::getenv("INJECT_FAULT");
  if (number != nullptr) at = std::atol(number);
  if (word != nullptr) {
    const auto is = [word](const char* other) { return std::strcmp(word, other) == 0; };
    fault = is("short")  ? Fault::half
            : is("kill") ? Fault::kill
            : is("torn") ? Fault::torn
                         : Fault::error;
    error = is("ENOSPC") ? ENOSPC : is("EINTR") ? EINTR : EIO;
  }
  if (const char* file = std::getenv("INJECT_COUNT"))
    count = real<int(const char*, int, ...)>("open")(
        file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

const Orders& orders() {
  static const Orders orders;
  return orders;
}

std::atomic<long> calls{0};

bool is_below(const char* path) {
  const std::size_t length = std::strlen(orders().below);
  return std::strncmp(path, orders().below, length) == 0 && path[length] == '/';
}

/// The file's path, as long as it is below the folder.
bool find(const char* path, std::array<char, 2 * PATH_MAX>& whole) {
  whole[0] = '\0';
  if (path[0] != '/' && getcwd(whole.data(), PATH_MAX) != nullptr) std::strcat(whole.data(), "/");
  std::strncat(whole.data(), path, PATH_MAX - 1);
  return is_below(whole.data());
}

bool find(int file, std::array<char, 2 * PATH_MAX>& whole) {
  std::array<char, 40> link{};
  std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link.data(), whole.data(), PATH_MAX);
  if (length < 0) return false;
  whole[static_cast<std::size_t>(length)] = '\0';
  return is_below(whole.data());
}

/// Counts a call and says what has to happen to it.
template <class File>
Fault next(const char* call, File file) {
  std::array<char, 2 * PATH_MAX> path{};
  if (orders().below == nullptr || !find(file, path)) return Fault::none;
  const long number = ++calls;
  if (orders().count >= 0) {
    static const auto write_line = real<ssize_t(int, const void*, size_t)>("write");
    std::array<char, 2 * PATH_MAX + 40> line{};
    const int length = std::snprintf(line.data(), line.size(), "%s %s\n", call,
                                     path.data() + std::strlen(orders().below) + 1);
    static_cast<void>(write_line(orders().count, line.data(), static_cast<size_t>(length)));
  }
  const long at = orders().at;
  if (at == 0 || number < at || (number > at && !orders().on)) return Fault::none;
  if (orders().error == EINTR && (number - at) % 2 != 0) return Fault::none;
  return orders().fault;
}

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  std::abort();
}

int refuse() {
  errno = orders().error;
  return -1;
}

/// A call that is done or not: a half of it is nothing.
template <class File, class Call>
auto whole(const char* name, File file, Call call) -> decltype(call()) {
  switch (next(name, file)) {
    case Fault::error:
      return refuse();
    case Fault::kill:
      die();
    case Fault::torn:
      call();
      die();
    case Fault::none:
    case Fault::half:
      return call();
  }
  return call();
}

/// A call that may write less than it is given.
template <class Call>
ssize_t writes(const char* name, int file, size_t size, Call call) {
  const size_t half = size > 1 ? size / 2 : size;
  switch (next(name, file)) {
    case Fault::error:
      return refuse();
    case Fault::half:
      return call(half);
    case Fault::kill:
      die();
    case Fault::torn:
      call(half);
      die();
    case Fault::none:
      return call(size);
  }
  return call(size);
}

template <class File>
bool creates(File path, int flags) {
  return path != nullptr && (flags & O_CREAT) != 0;
}

}  // namespace

// NOLINTBEGIN: the C library's names and signatures
extern "C" {

ssize_t write(int file, const void* data, size_t size) {
  static const auto call = real<ssize_t(int, const void*, size_t)>("write");
  return writes("write", file, size, [&](size_t part) { return call(file, data, part); });
}

ssize_t pwrite(int file, const void* data, size_t size, off_t at) {
  static const auto call = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return writes("pwrite", file, size, [&](size_t part) { return call(file, data, part, at); });
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t at) {
  static const auto call = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return writes("pwrite", file, size, [&](size_t part) { return call(file, data, part, at); });
}

// A test's database need not survive a power cut, so nothing waits for the disk.
int fsync(int file) {
  return whole("fsync", file, [] { return 0; });
}

int fdatasync(int file) {
  return whole("fdatasync", file, [] { return 0; });
}

int ftruncate(int file, off_t size) noexcept {
  static const auto call = real<int(int, off_t)>("ftruncate");
  return whole("ftruncate", file, [&] { return call(file, size); });
}

int ftruncate64(int file, off64_t size) noexcept {
  static const auto call = real<int(int, off64_t)>("ftruncate64");
  return whole("ftruncate", file, [&] { return call(file, size); });
}

int unlink(const char* path) noexcept {
  static const auto call = real<int(const char*)>("unlink");
  return whole("unlink", path, [&] { return call(path); });
}

int rename(const char* from, const char* to) noexcept {
  static const auto call = real<int(const char*, const char*)>("rename");
  return whole("rename", to, [&] { return call(from, to); });
}

int open(const char* path, int flags, ...) {
  static const auto call = real<int(const char*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  if (!creates(path, flags)) return call(path, flags, mode);
  return whole("create", path, [&] { return call(path, flags, mode); });
}

int open64(const char* path, int flags, ...) {
  static const auto call = real<int(const char*, int, ...)>("open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  if (!creates(path, flags)) return call(path, flags, mode);
  return whole("create", path, [&] { return call(path, flags, mode); });
}

/// The shared memory of a write-ahead log. What is written through it afterwards is no call.
void* mmap64(void* address, size_t size, int protection, int flags, int file, off64_t at) noexcept {
  static const auto call = real<void*(void*, size_t, int, int, int, off64_t)>("mmap64");
  if (file < 0 || (flags & MAP_SHARED) == 0)
    return call(address, size, protection, flags, file, at);
  switch (next("mmap", file)) {
    case Fault::error:
      errno = ENOMEM;
      return MAP_FAILED;
    case Fault::kill:
    case Fault::torn:
      die();
    case Fault::none:
    case Fault::half:
      break;
  }
  return call(address, size, protection, flags, file, at);
}

void* mmap(void* address, size_t size, int protection, int flags, int file, off_t at) noexcept {
  return mmap64(address, size, protection, flags, file, at);
}
}
// NOLINTEND
