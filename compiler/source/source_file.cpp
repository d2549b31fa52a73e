#include "compiler/source/source_file.hpp"

#include <algorithm>
#include <utility>

#include "compiler/source/name.hpp"

namespace migc::source {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whether the first of the two bytes of a line end `\r\n` stands there.
bool ends_in_two(std::string_view text, std::size_t at) {
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
}

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

}  // namespace

std::string fold(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) c = fold(c);
  return folded;
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return x == y || fold(x) == fold(y);
         });
}

Name name_of_key(std::string key) { return {std::move(key), false, {}, {}, true}; }

bool same(const Name& a, const Name& b) {
  if (a.within == Within::everything && b.within == Within::everything && !a.exact && !b.exact)
    return same(a.text, b.text);
  return a.key() == b.key();
}

std::string as_read(std::string text) {
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!ends_in_two(text, at)) text[kept++] = text[at];
  text.resize(kept);
  return text;
}

std::size_t as_written(std::string_view written, std::size_t offset) {
  std::size_t at = written.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  for (; at < written.size(); ++at)
    if (!ends_in_two(written, at) && offset-- == 0) break;
  return at;
}

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(as_read(std::move(text))) {}

void SourceFile::find_lines() const {
  if (!line_starts_.empty()) return;
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < text_.size(); ++at)
    if (text_[at] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
}

Position SourceFile::position(std::uint32_t offset) const {
  find_lines();
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const std::string_view before =
      std::string_view(text_).substr(line_starts_[line - 1], offset - line_starts_[line - 1]);
  return {line, 1 + static_cast<std::size_t>(
                        std::count_if(before.begin(), before.end(), starts_code_point))};
}

std::size_t SourceFile::line_begin(std::size_t number) const {
  find_lines();
  return line_starts_[number - 1];
}

std::string_view SourceFile::line(std::size_t number) const {
  const std::size_t begin = line_begin(number);
  std::string_view rest = std::string_view(text_).substr(begin);
  return rest.substr(0, rest.find('\n'));
}

std::uint32_t SourceSet::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

void SourceSet::replace(std::uint32_t file, std::string text) {
  files_[file] = SourceFile(files_[file].path(), std::move(text));
}

std::vector<std::string_view> SourceSet::texts() const {
  std::vector<std::string_view> texts;
  for (const SourceFile& file : files_) texts.push_back(file.text());
  return texts;
}

std::string_view SourceSet::text(const Span& span) const {
  if (!span.known()) return {};
  return files_[span.file].text().substr(span.begin, span.end - span.begin);
}

}  // namespace migc::source
