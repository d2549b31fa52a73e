#include "compiler/diagnostics/gcc.hpp"

#include <fmt/format.h>

#include "compiler/diagnostics/escape.hpp"
#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

std::string place_of(const source::Span& place, const source::SourceSet& sources) {
  if (!place.known()) return "migc";
  const source::SourceFile& file = sources[place.file];
  const auto [line, column] = file.position(place.begin);
  return fmt::format("{}:{}:{}", printable(file.path()), line, column);
}

}  // namespace

std::string to_gcc(const Diagnostics& diagnostics, const source::SourceSet& sources) {
  std::string text;
  for (const Diagnostic* one : sorted(diagnostics, sources)) {
    const std::string label = one->label.empty() ? "" : fmt::format("; {}", printable(one->label));
    text += fmt::format("{}: {}: {}{} [{}]\n", place_of(one->place, sources), name(one->severity),
                        printable(one->text), label, one->id);
    for (const Note& note : one->notes)
      text += fmt::format("{}: note: {}\n",
                          place_of(note.place.known() ? note.place : one->place, sources),
                          printable(note.text));
  }
  return text;
}

}  // namespace migc::diagnostics
