#include "tests/support/project.hpp"

#include <filesystem>
#include <stdexcept>

#include "tests/support/database.hpp"

namespace migc::support {

std::string mig_file(const RevisionText& revision) {
  std::string text = "revision " + revision.id + ";\n";
  if (!revision.parent.empty()) text += "revises " + revision.parent + ";\n";
  if (!revision.message.empty()) text += "message " + quoted(revision.message, '\'') + ";\n";
  // A pasted text may end in a `--` comment, so the brace has a line of its own.
  return text + "\nupgrade {\n" + revision.upgrade + "\n}\n\n" + revision.downgrade + "\n";
}

std::string downgrade_block(const std::string& statements) {
  return "downgrade {\n" + statements + "\n}";
}

void Project::add(const RevisionText& revision) const {
  std::filesystem::create_directories(path("migrations"));
  write_file(path("migrations/" + revision.id + ".mig"), mig_file(revision));
}

Outcome Project::migc(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), migc_);
  return run(arguments, "", folder_.path());
}

std::string Project::output_of(const std::vector<std::string>& arguments) const {
  Outcome outcome = migc(arguments);
  if (outcome.exit == 0) return std::move(outcome.output);
  std::string command = "migc";
  for (const std::string& argument : arguments) command += " " + argument;
  throw std::runtime_error(command + " ends with " + std::to_string(outcome.exit) + ":\n" +
                           head(outcome.errors, 12));
}

std::string head(const std::string& text, int lines) {
  std::size_t end = 0;
  while (lines-- > 0 && end < text.size())
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  return text.substr(0, end);
}

}  // namespace migc::support
