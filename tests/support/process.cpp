#include "tests/support/process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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
[[noreturn]] void become(char* const* arguments, const std::string& directory,
                         const std::string& input, const std::string& output,
                         const std::string& errors) {
  redirect(input, O_RDONLY, STDIN_FILENO);
  redirect(output, O_WRONLY | O_CREAT, STDOUT_FILENO);
  redirect(errors, O_WRONLY | O_CREAT, STDERR_FILENO);
  if (chdir(directory.c_str()) == 0) execvp(arguments[0], arguments);
  _exit(cannot_start);
}

}  // namespace

Outcome run(const std::vector<std::string>& arguments, const std::string& input,
            const std::string& directory) {
  // Files instead of pipes: no size of output can block a program that still waits for input.
  const TemporaryDirectory files;
  const std::string in = files.path("in"), out = files.path("out"), err = files.path("err");
  write_file(in, input);
  std::vector<char*> pointers;
  for (const std::string& argument : arguments)
    pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);

  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(pointers.data(), directory, in, out, err);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) < 0) throw std::runtime_error("cannot wait");
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;

  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (exit == cannot_start) throw std::runtime_error("cannot run " + arguments[0]);
  return {exit, read_file(out), read_file(err), taken.count(), usage.ru_maxrss};
}

}  // namespace migc::support
