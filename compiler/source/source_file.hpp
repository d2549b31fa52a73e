#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.hpp"

namespace migc::source {

/// A place for people: both count from 1.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;  ///< In code points.
};

/// A text as everything here reads it: without a byte order mark, and a line end is `\n`. So a
/// literal over two lines is the same wherever its file was written, and however it is run.
[[nodiscard]] std::string as_read(std::string text);
/// Where that stands in the text as it was written what is at `offset` as it is read.
[[nodiscard]] std::size_t as_written(std::string_view written, std::size_t offset);

/// One text, as it is read, and the path it is known by. Lines are found when first asked for: a
/// run without complaints never needs them.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// The text of a line, counted from 1, without its line end.
  [[nodiscard]] std::string_view line(std::size_t number) const;
  [[nodiscard]] std::size_t line_begin(std::size_t number) const;

 private:
  void find_lines() const;

  std::string path_;
  std::string text_;
  mutable std::vector<std::uint32_t> line_starts_;
};

/// All texts of one run. A file's address is stable, so views into its text stay valid.
class SourceSet {
 public:
  /// Takes a text in and returns its index, which spans refer to.
  std::uint32_t add(std::string path, std::string text);
  /// Puts another text in the place of one, for whoever has nothing left of what was read of it.
  void replace(std::uint32_t file, std::string text);

  [[nodiscard]] const SourceFile& operator[](std::uint32_t file) const { return files_[file]; }
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  /// Of all files, as they are read.
  [[nodiscard]] std::vector<std::string_view> texts() const;
  /// What stands in a span; empty for a span that is nowhere.
  [[nodiscard]] std::string_view text(const Span& span) const;

 private:
  std::deque<SourceFile> files_;
};

}  // namespace migc::source
