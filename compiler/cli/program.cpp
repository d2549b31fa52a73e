#include "compiler/cli/program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <sstream>
#include <system_error>

extern char** environ;

namespace migc::cli {

namespace {

[[noreturn]] void fail(int error) { throw std::system_error(error, std::generic_category()); }

struct Pipe {
  int read = -1, write = -1;

  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno);
    read = ends[0];
    write = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_write();
    ::close(read);
  }
  void close_write() {
    if (write >= 0) ::close(write);
    write = -1;
  }
};

struct FileActions {
  posix_spawn_file_actions_t actions{};

  FileActions() { posix_spawn_file_actions_init(&actions); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions); }
};

pid_t start(std::vector<std::string> words, const std::filesystem::path& folder, const Pipe& out,
            const Pipe& err) {
  FileActions files;
  posix_spawn_file_actions_addopen(&files.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files.actions, out.write, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files.actions, err.write, STDERR_FILENO);
  if (!folder.empty())
    posix_spawn_file_actions_addchdir_np(&files.actions, folder.string().c_str());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int failure =
      posix_spawnp(&child, arguments.front(), &files.actions, nullptr, arguments.data(), environ);
  if (failure != 0) fail(failure);
  return child;
}

/// Adds what can be read to a text. Whether there may be more.
bool read_more(int descriptor, std::string& text) {
  std::array<char, 65536> part{};
  const ssize_t count = ::read(descriptor, part.data(), part.size());
  if (count < 0) return errno == EINTR;
  text.append(part.data(), static_cast<std::size_t>(count));
  return count > 0;
}

/// Reads both until they end: a program that waits for one to be read must not wait forever.
void read_both(const Pipe& out, const Pipe& err, Ran& ran) {
  std::array<pollfd, 2> open = {pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0}};
  const std::array<std::string*, 2> texts = {&ran.out, &ran.err};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) fail(errno);
    for (std::size_t i = 0; i < open.size(); ++i)
      if (open[i].fd >= 0 && open[i].revents != 0 && !read_more(open[i].fd, *texts[i]))
        open[i].fd = -1;  // poll() leaves it out
  }
}

}  // namespace

std::string Ran::ending() const {
  return status > 128 ? fmt::format("it was ended by signal {}", status - 128)
                      : fmt::format("it ended with {}", status);
}

Ran run_program(const std::vector<std::string>& words, const std::filesystem::path& folder) {
  Pipe out, err;
  const pid_t child = start(words, folder, out, err);
  out.close_write();
  err.close_write();
  Ran ran;
  read_both(out, err, ran);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

std::string shown_command(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> last_lines(const std::string& text, std::size_t most) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(line);
  if (lines.size() > most)
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(most));
  return lines;
}

}  // namespace migc::cli
