#include "tests/support/process.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>

#include "tests/support/files.hpp"

namespace migc::support {
namespace {

constexpr int cannot_start = 127;

void redirect(const std::string& path, int flags, int target) {
  const int file = open(path.c_str(), flags, 0600);
  if (file < 0 || dup2(file, target) < 0) _exit(cannot_start);
  close(file);
}

/// Only what is allowed between fork and exec happens here.
[[noreturn]] void become(char* const* arguments, char* const* environment,
                         const std::string& directory, const std::string& input,
                         const std::string& output, const std::string& errors) {
  redirect(input, O_RDONLY, STDIN_FILENO);
  redirect(output, O_WRONLY | O_CREAT, STDOUT_FILENO);
  redirect(errors, O_WRONLY | O_CREAT, STDERR_FILENO);
  if (chdir(directory.c_str()) == 0) execvpe(arguments[0], arguments, environment);
  _exit(cannot_start);
}

std::vector<char*> pointers_to(const std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments)
    pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

/// Those variables, then the ones that this process has: the first of two is what counts.
std::vector<char*> with_own(const std::vector<std::string>& variables) {
  std::vector<char*> pointers = pointers_to(variables);
  pointers.pop_back();
  for (char** own = environ; *own != nullptr; ++own) pointers.push_back(*own);
  pointers.push_back(nullptr);
  return pointers;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

int exit_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

/// Everything until nobody has the other end of the terminal open, which Linux tells as an error.
std::string read_screen(int terminal) {
  std::string screen;
  char part[4096];
  while (true) {
    const ssize_t count = read(terminal, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return screen;
    screen.append(part, static_cast<std::size_t>(count));
  }
}

}  // namespace

Outcome run(const std::vector<std::string>& arguments, const std::string& input,
            const std::string& directory, const std::vector<std::string>& environment) {
  // Files instead of pipes: no size of output can block a program that still waits for input.
  const TemporaryDirectory files;
  const std::string in = files.path("in"), out = files.path("out"), err = files.path("err");
  write_file(in, input);
  const std::vector<char*> pointers = pointers_to(arguments);
  const std::vector<char*> variables = with_own(environment);
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(pointers.data(), variables.data(), directory, in, out, err);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) < 0) throw std::runtime_error("cannot wait");
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;

  const int exit = exit_of(status);
  if (exit == cannot_start) throw std::runtime_error("cannot run " + arguments[0]);
  return {exit,          read_file(out),  read_file(err),
          taken.count(), usage.ru_maxrss, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)};
}

Outcome run_in_terminal(const std::vector<std::string>& arguments, const std::string& directory) {
  const std::vector<char*> pointers = pointers_to(arguments);
  termios plain{};  // passes everything on as it is written
  plain.c_cflag = CS8 | CREAD;
  winsize size{};
  size.ws_row = 24;
  size.ws_col = 80;
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, &plain, &size);
  if (child < 0) throw std::runtime_error("cannot open a terminal");
  if (child == 0) {
    if (chdir(directory.c_str()) == 0) execvp(pointers[0], pointers.data());
    _exit(cannot_start);
  }
  Outcome outcome;
  outcome.output = read_screen(terminal);
  close(terminal);
  int status = 0;
  if (waitpid(child, &status, 0) < 0) throw std::runtime_error("cannot wait");
  outcome.exit = exit_of(status);
  if (outcome.exit == cannot_start) throw std::runtime_error("cannot run " + arguments[0]);
  return outcome;
}

}  // namespace migc::support
