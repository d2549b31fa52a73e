#include <system_error>

#include "compiler/cli/new_revision.hpp"
#include "compiler/cli/program.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

/// As one word of the shell.
std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string with_file(std::string command, const std::string& path) {
  constexpr std::string_view mark = "{file}";
  const std::string word = shell_word(path);
  for (std::size_t at = 0; (at = command.find(mark, at)) != std::string::npos; at += word.size())
    command.replace(at, mark.size(), word);
  return command;
}

}  // namespace

void run_post_write(Session& session, const config::Settings& settings, const std::string& path) {
  const auto& [commands, origin] = settings.post_write;
  for (const std::string& command : commands) {
    Ran ran;
    try {
      ran = run_program({"sh", "-c", with_file(command, path)}, {});
    } catch (const std::system_error& error) {
      ran = {127, "", error.code().message()};
    }
    if (ran.status == 0) continue;
    auto& complaint =
        session.diagnostics.report(kind::post_write_failed, origin.place, command, ran.ending());
    for (std::string& line : last_lines(ran.err, 5)) complaint.note(std::move(line));
    complaint.note(path + " was written");
    throw Stop{exits::no};
  }
}

}  // namespace migc::cli
