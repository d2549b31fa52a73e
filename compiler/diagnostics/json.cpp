#include "compiler/diagnostics/json.hpp"

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/json_text.hpp"
#include "compiler/diagnostics/region.hpp"
#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

void add_place(Json& json, const source::Span& place, const source::SourceSet& sources) {
  if (!place.known()) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column"})
      json[key] = nullptr;
    return;
  }
  const Region at = region_of(place, sources);
  json["file"] = sources[place.file].path();
  json["line"] = at.begin.line;
  json["column"] = at.begin.column;
  json["end_line"] = at.end.line;
  json["end_column"] = at.end.column;
}

Json object(const Diagnostic& diagnostic, const source::SourceSet& sources) {
  Json json;
  json["id"] = diagnostic.id;
  json["severity"] = name(diagnostic.severity);
  add_place(json, diagnostic.place, sources);
  json["text"] = diagnostic.text;
  json["label"] = diagnostic.label;
  json["notes"] = Json::array();
  for (const Note& note : diagnostic.notes) {
    Json entry;
    entry["text"] = note.text;
    add_place(entry, note.place, sources);
    json["notes"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace

std::string to_json(const Diagnostics& diagnostics, const source::SourceSet& sources) {
  Json all = Json::array();
  for (const Diagnostic* diagnostic : sorted(diagnostics, sources))
    all.push_back(object(*diagnostic, sources));
  return json_text(all);
}

}  // namespace migc::diagnostics
