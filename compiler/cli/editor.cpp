#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "compiler/cli/new_revision.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"

extern char** environ;

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

/// The editor's command line, which may have options: `code --wait`.
const char* editor() {
  for (const char* name : {"VISUAL", "EDITOR"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return nullptr;
}

}  // namespace

void open_editor(Session& session, const std::vector<std::string>& files) {
  const char* command = editor();
  if (command == nullptr) stop(session, exits::usage, kind::no_editor, files.front());

  std::string script = std::string(command) + " \"$@\"";
  std::vector<std::string> words = {"sh", "-c", std::move(script), "migc"};
  words.insert(words.end(), files.begin(), files.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  pid_t child = 0;
  int status = posix_spawn(&child, "/bin/sh", nullptr, nullptr, arguments.data(), environ);
  if (status != 0) stop(session, exits::usage, kind::editor_failed, command, std::strerror(status));
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  stop(session, exits::usage, kind::editor_failed, command,
       WIFEXITED(status) ? "it ended with " + std::to_string(WEXITSTATUS(status))
                         : "it was stopped");
}

}  // namespace migc::cli
