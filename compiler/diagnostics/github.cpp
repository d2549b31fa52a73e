#include "compiler/diagnostics/github.hpp"

#include <fmt/format.h>

#include <string_view>

#include "compiler/diagnostics/region.hpp"
#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

/// The text of a command, or of one of its properties with what else ends these.
std::string escaped(std::string_view text, std::string_view ends = "") {
  std::string result;
  for (const char c : text)
    if (c == '%' || c == '\r' || c == '\n' || ends.find(c) != std::string_view::npos)
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      result += c;
  return result;
}

std::string property(std::string_view text) { return escaped(text, ":,"); }

/// `file=…,line=…,…,`; nothing without a place. A column means something within one line only.
std::string properties_of(const source::Span& place, const source::SourceSet& sources) {
  if (!place.known()) return "";
  const Region at = region_of(place, sources);
  std::string text = fmt::format("file={},line={},endLine={},",
                                 property(bare_path(sources[place.file].path())), at.begin.line, at.end.line);
  if (at.begin.line == at.end.line)
    text += fmt::format("col={},endColumn={},", at.begin.column, at.end.column);
  return text;
}

}  // namespace

std::string to_github(const Diagnostics& diagnostics, const source::SourceSet& sources) {
  std::string text;
  for (const Diagnostic* one : sorted(diagnostics, sources))
    text += fmt::format("::{} {}title={}::{}\n",
                        one->severity == Severity::note ? "notice" : name(one->severity),
                        properties_of(one->place, sources), one->id, escaped(whole_text(*one)));
  return text;
}

}  // namespace migc::diagnostics
