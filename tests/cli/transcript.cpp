#include "tests/cli/transcript.hpp"

#include <sstream>
#include <stdexcept>
#include <vector>

#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/process.hpp"

namespace migc::cli_test {

using namespace migc::support;

namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  bool inside = false, quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      if (quoted && !inside) words.emplace_back();
      inside = true;
    } else if (c == ' ' && !quoted) {
      inside = false;
    } else {
      if (!inside) words.emplace_back();
      inside = true;
      words.back() += c;
    }
  }
  if (quoted) throw std::runtime_error("an open quote in: " + line);
  return words;
}

/// Lines of a program's output, with escape characters in sight.
std::string prefixed(const std::string& text, const std::string& prefix) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);)
    result += (line.empty() ? prefix.substr(0, prefix.find(' ')) : prefix + line) + "\n";
  if (!text.empty() && text.back() != '\n') result += "[no line end]\n";
  for (std::size_t at = result.find('\x1b'); at != result.npos; at = result.find('\x1b', at))
    result.replace(at, 1, "\\e");
  return result;
}

std::string answer(const Outcome& outcome) {
  std::string text = prefixed(outcome.output, "") + prefixed(outcome.errors, "! ");
  if (outcome.exit != 0) text += "[exit " + std::to_string(outcome.exit) + "]\n";
  return text;
}

std::string rows_of(const std::string& path, const std::string& sql) {
  const Database database(path);
  std::string text;
  for (const Row& row : query(database.handle(), sql)) {
    std::string line;
    for (const auto& value : row) line += (&value == &row[0] ? "" : "|") + value.value_or("NULL");
    text += line + "\n";
  }
  return text;
}

/// Everything of a line behind its first `count` words.
std::string rest_of(const std::string& line, int count) {
  std::size_t at = 0;
  while (count-- > 0) at = line.find(' ', at) + 1;
  return line.substr(at);
}

std::string run_line(const std::string& line, const std::string& folder) {
  const std::vector<std::string> words = words_of(line);
  if (words.at(0) == "sql") return rows_of(folder + "/" + words.at(1), rest_of(line, 2));
  if (words[0] == "cat") return read_file(folder + "/" + words.at(1));
  if (words[0] == "terminal")
    return answer(run_in_terminal({words.begin() + 1, words.end()}, folder));
  return answer(run(words, "", folder));
}

}  // namespace

std::string replay(const std::string& transcript, const std::string& folder) {
  std::istringstream lines(transcript);
  std::string result;
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("$ ")) result += line + "\n" + run_line(line.substr(2), folder);
  return result;
}

}  // namespace migc::cli_test
