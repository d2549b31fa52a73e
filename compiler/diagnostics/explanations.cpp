#include "compiler/diagnostics/explanations.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "compiler/diagnostics/explanations_text.hpp"

namespace migc::diagnostics {

namespace {

constexpr std::string_view example_begins = "    ", fix_begins = "Fix: ";

/// The line at the beginning of `text`, which loses it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// The name in a line `-- NAME.mig`.
std::optional<std::string> file_name(std::string_view line) {
  if (!line.starts_with("-- ") || !line.ends_with(".mig")) return std::nullopt;
  line.remove_prefix(3);
  if (line.find(' ') != std::string_view::npos) return std::nullopt;
  return std::string(line);
}

void append(std::string& text, std::string_view line) {
  if (!text.empty()) text += ' ';
  text += line;
}

Explanation read_entry(std::string_view& text) {
  Explanation entry;
  entry.code = take_line(text);
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if (line.starts_with(example_begins)) {
      entry.example += std::string(line.substr(example_begins.size())) + "\n";
    } else if (line.starts_with(fix_begins)) {
      append(entry.fix, line.substr(fix_begins.size()));
    } else {
      append(entry.fix.empty() ? entry.meaning : entry.fix, line);
    }
  }
  std::string_view example = entry.example;
  const std::string_view first = take_line(example);
  if (first.starts_with("$ "))
    entry.form = Explanation::Form::command;
  else if (file_name(first))
    entry.form = Explanation::Form::files;
  return entry;
}

std::string indented(std::string_view text) {
  std::string all;
  while (!text.empty()) all += "  " + std::string(take_line(text)) + "\n";
  return all;
}

}  // namespace

std::vector<Explanation> explanations() {
  std::vector<Explanation> all;
  for (std::string_view text : explanation_texts)
    while (!text.empty()) {
      if (text.front() == '\n') {
        text.remove_prefix(1);
        continue;
      }
      all.push_back(read_entry(text));
    }
  std::sort(all.begin(), all.end(), [](const Explanation& left, const Explanation& right) {
    return left.code < right.code;
  });
  return all;
}

std::optional<Explanation> explanation_of(std::string_view code) {
  std::string upper(code);
  upper.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(upper.front())));
  for (Explanation& one : explanations())
    if (one.code == upper) return std::move(one);
  return std::nullopt;
}

bool is_code(std::string_view word) {
  constexpr std::size_t length = 5;
  return word.size() == length && std::string_view("EeWw").find(word.front()) < 4 &&
         std::all_of(word.begin() + 1, word.end(),
                     [](unsigned char one) { return std::isdigit(one) != 0; });
}

std::vector<ExampleFile> files_of(const Explanation& explanation) {
  if (explanation.form == Explanation::Form::command) return {};
  if (explanation.form == Explanation::Form::statements)
    return {{"example.mig", "revision example;\n\nupgrade {\n" + indented(explanation.example) +
                                "}\n\ndowngrade irreversible 'an example';\n"}};
  std::vector<ExampleFile> files;
  std::string_view text = explanation.example;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (std::optional<std::string> name = file_name(line))
      files.push_back({std::move(*name), {}});
    else
      files.back().text += std::string(line) + "\n";
  }
  return files;
}

std::string shown_example(const Explanation& explanation) {
  return explanation.form == Explanation::Form::statements ? files_of(explanation).front().text
                                                           : explanation.example;
}

}  // namespace migc::diagnostics
