#include "tests/support/case_file.hpp"

#include <algorithm>
#include <stdexcept>

namespace migc::support {
namespace {

constexpr std::string_view title_mark = "=== ";

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

}  // namespace

const Section* CaseFile::find(std::string_view title) const {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const Section& section) { return section.title == title; });
  return found == sections.end() ? nullptr : &*found;
}

CaseFile parse_case(std::string_view text) {
  CaseFile file;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.starts_with(title_mark)) {
      const std::string title(line.substr(title_mark.size()));
      if (file.find(title) != nullptr) throw std::runtime_error("two sections `" + title + "`");
      file.sections.push_back({title, {}});
      continue;
    }
    std::string& target = file.sections.empty() ? file.why : file.sections.back().body;
    target.append(line).append("\n");
  }
  if (file.why.empty()) throw std::runtime_error("a case begins with the reason why it is there");
  if (file.sections.empty()) throw std::runtime_error("a case has at least one section");
  return file;
}

std::string to_text(const CaseFile& file) {
  std::string text = file.why;
  for (const Section& section : file.sections)
    text.append(title_mark).append(section.title).append("\n").append(section.body);
  return text;
}

}  // namespace migc::support
