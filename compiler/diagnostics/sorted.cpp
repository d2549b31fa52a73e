#include "compiler/diagnostics/sorted.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace migc::diagnostics {

std::vector<const Diagnostic*> sorted(const Diagnostics& diagnostics,
                                      const source::SourceSet& sources) {
  const auto key = [&](const Diagnostic* d) {
    std::string_view path;
    if (d->place.known()) path = sources[d->place.file].path();
    return std::tuple(path, d->place.begin, d->place.end, std::string_view(d->id),
                      std::string_view(d->text));
  };
  std::vector<const Diagnostic*> all;
  for (const Diagnostic& diagnostic : diagnostics.all()) all.push_back(&diagnostic);
  std::stable_sort(all.begin(), all.end(),
                   [&](const auto* a, const auto* b) { return key(a) < key(b); });
  const auto last = std::unique(all.begin(), all.end(),
                                [&](const auto* a, const auto* b) { return key(a) == key(b); });
  all.erase(last, all.end());
  return all;
}

std::string_view bare_path(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

std::string whole_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.text;
  if (!diagnostic.label.empty()) text += "; " + diagnostic.label;
  for (const Note& note : diagnostic.notes)
    if (!note.place.known()) text += "\n" + note.text;
  return text;
}

}  // namespace migc::diagnostics
