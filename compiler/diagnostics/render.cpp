#include "compiler/diagnostics/render.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "compiler/diagnostics/counted.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/diagnostics/snippet.hpp"
#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

constexpr std::size_t longest_text = 2000;     ///< Bytes of a text that are shown.
constexpr std::size_t most_note_snippets = 6;  ///< Notes whose source line is shown.

std::string_view paint(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "\x1b[1;31m";
    case Severity::warning:
      return "\x1b[1;33m";
    case Severity::note:
      return "\x1b[1;36m";
  }
  return "";
}

constexpr std::string_view frame_paint = "\x1b[1;34m";
constexpr std::string_view bold = "\x1b[1m";

/// Text of any length and content in one line that a terminal can be trusted with.
std::string shown(std::string_view text) {
  if (text.size() <= longest_text) return printable(text);
  return fmt::format("{}… ({} bytes more)", printable(text.substr(0, longest_text)),
                     text.size() - longest_text);
}

/// Puts one diagnostic together, line by line.
class Page {
 public:
  Page(const source::SourceSet& sources, bool color, std::size_t digits)
      : sources_(sources), color_(color), digits_(digits) {}

  void headline(std::string_view severity, std::string_view id, std::string_view text,
                std::string_view paint_of_severity) {
    const std::string tag =
        id.empty() ? std::string(severity) : fmt::format("{}[{}]", severity, id);
    text_ +=
        fmt::format("{}{}\n", painted(paint_of_severity, tag), painted(bold, ": " + shown(text)));
  }

  void excerpt(const source::Span& place, char mark, std::string_view label,
               std::string_view paint_of_marks) {
    const source::SourceFile& file = sources_[place.file];
    const std::string arrow = std::string(digits_ + 1, ' ') + "-->";
    text_ += fmt::format("{} {}\n", painted(frame_paint, arrow), where(place));
    gutter("", "");
    const Snippet lines = snippet(file, place, mark);
    gutter(std::to_string(file.position(place.begin).line), lines.line);
    const std::size_t indent = std::min(lines.marks.find(mark), lines.marks.size());
    const std::string marks =
        lines.marks.substr(indent) + (label.empty() ? "" : " " + shown(label));
    gutter("", std::string(indent, ' ') + painted(paint_of_marks, marks));
  }

  void gutter(std::string_view number, std::string_view line) {
    const std::string bar = fmt::format(" {:>{}} |", number, digits_);
    text_ += painted(frame_paint, bar) + (line.empty() ? "" : " ") + std::string(line) + "\n";
  }

  void remark(std::string_view kind, std::string_view text) {
    const std::string sign = std::string(digits_ + 2, ' ') + "=";
    text_ +=
        fmt::format("{} {}: {}\n", painted(frame_paint, sign), painted(bold, kind), shown(text));
  }

  [[nodiscard]] std::string where(const source::Span& place) const {
    const auto [line, column] = sources_[place.file].position(place.begin);
    return fmt::format("{}:{}:{}", printable(sources_[place.file].path()), line, column);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  [[nodiscard]] std::string painted(std::string_view code, std::string_view text) const {
    return color_ && !text.empty() ? fmt::format("{}{}\x1b[0m", code, text) : std::string(text);
  }

  const source::SourceSet& sources_;
  bool color_;
  std::size_t digits_;
  std::string text_;
};

/// Digits of the largest line number shown, so that all gutters of a diagnostic stand in line.
std::size_t digits(const Diagnostic& diagnostic, const source::SourceSet& sources) {
  std::size_t line = 1;
  const auto consider = [&](const source::Span& place) {
    if (place.known()) line = std::max(line, sources[place.file].position(place.begin).line);
  };
  consider(diagnostic.place);
  for (const Note& note : diagnostic.notes) consider(note.place);
  return fmt::formatted_size("{}", line);
}

/// Notes without a place close the excerpt; the others bring an excerpt of their own.
void notes(const Diagnostic& diagnostic, Page& page) {
  std::size_t excerpts = 0;
  bool first = diagnostic.place.known();
  for (const Note& note : diagnostic.notes) {
    const bool excerpt = note.place.known() && excerpts++ < most_note_snippets;
    if (excerpt) continue;
    if (first) page.gutter("", "");
    first = false;
    page.remark("note",
                note.place.known() ? note.text + " at " + page.where(note.place) : note.text);
  }
  excerpts = 0;
  for (const Note& note : diagnostic.notes) {
    if (!note.place.known() || excerpts++ >= most_note_snippets) continue;
    page.headline("note", "", note.text, paint(Severity::note));
    page.excerpt(note.place, '-', "", frame_paint);
  }
}

/// `3 errors, 1 warning in 2 files`
std::string closing(const std::vector<const Diagnostic*>& all) {
  std::size_t errors = 0, warnings = 0;
  std::set<std::uint32_t> files;
  for (const Diagnostic* diagnostic : all) {
    errors += diagnostic->severity == Severity::error ? 1 : 0;
    warnings += diagnostic->severity == Severity::warning ? 1 : 0;
    if (diagnostic->place.known()) files.insert(diagnostic->place.file);
  }
  std::string line = errors > 0 ? counted(errors, "error") : "";
  if (warnings > 0) line += (line.empty() ? "" : ", ") + counted(warnings, "warning");
  if (!line.empty() && !files.empty()) line += " in " + counted(files.size(), "file");
  return line.empty() ? line : line + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const source::SourceSet& sources, bool color) {
  Page page(sources, color, digits(diagnostic, sources));
  page.headline(name(diagnostic.severity), diagnostic.id, diagnostic.text,
                paint(diagnostic.severity));
  if (diagnostic.place.known())
    page.excerpt(diagnostic.place, '^', diagnostic.label, paint(diagnostic.severity));
  else if (!diagnostic.label.empty())
    page.remark("help", diagnostic.label);
  notes(diagnostic, page);
  return page.take();
}

std::string render_all(const Diagnostics& diagnostics, const source::SourceSet& sources, bool color,
                       std::size_t per_file) {
  const std::vector<const Diagnostic*> all = sorted(diagnostics, sources);
  std::map<std::uint32_t, std::size_t> seen;
  std::string text;
  for (const Diagnostic* diagnostic : all) {
    const bool error = diagnostic->place.known() && diagnostic->severity == Severity::error;
    if (error && ++seen[diagnostic->place.file] > per_file) continue;
    text += render(*diagnostic, sources, color) + "\n";
  }
  for (const auto& [file, count] : seen)
    if (count > per_file)
      text += fmt::format("{} in {} not shown\n\n", counted(count - per_file, "further error"),
                          printable(sources[file].path()));
  return text + closing(all);
}

}  // namespace migc::diagnostics
