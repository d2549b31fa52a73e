#include "compiler/diagnostics/json.hpp"

#include <fmt/core.h>

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

/// ASCII only, so that it is valid whatever the text holds, and harmless on a terminal.
std::string dump(const Json& json) {
  return json.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

struct Region {
  source::Position begin, end;
};

Region region(const source::Span& place, const source::SourceSet& sources) {
  const source::SourceFile& file = sources[place.file];
  return {file.position(place.begin), file.position(place.end)};
}

void add_place(Json& json, const source::Span& place, const source::SourceSet& sources) {
  if (!place.known()) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column"})
      json[key] = nullptr;
    return;
  }
  const Region at = region(place, sources);
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

/// A path as a relative or absolute URI reference.
std::string uri(std::string_view path) {
  std::string encoded = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

Json location(const source::Span& place, const source::SourceSet& sources) {
  const Region at = region(place, sources);
  Json json;
  json["physicalLocation"]["artifactLocation"]["uri"] = uri(sources[place.file].path());
  json["physicalLocation"]["region"] = {{"startLine", at.begin.line},
                                        {"startColumn", at.begin.column},
                                        {"endLine", at.end.line},
                                        {"endColumn", at.end.column}};
  return json;
}

/// What a reader needs in one text: viewers show labels and notes nowhere else.
std::string message(const Diagnostic& diagnostic) {
  std::string text = diagnostic.text;
  if (!diagnostic.label.empty()) text += "; " + diagnostic.label;
  for (const Note& note : diagnostic.notes)
    if (!note.place.known()) text += "\n" + note.text;
  return text;
}

Json result(const Diagnostic& diagnostic, std::size_t rule, const source::SourceSet& sources) {
  Json json;
  json["ruleId"] = diagnostic.id;
  json["ruleIndex"] = rule;
  json["level"] = name(diagnostic.severity);
  json["message"]["text"] = message(diagnostic);
  json["locations"] = Json::array();
  if (diagnostic.place.known()) json["locations"].push_back(location(diagnostic.place, sources));
  for (const Note& note : diagnostic.notes) {
    if (!note.place.known()) continue;
    Json related = location(note.place, sources);
    related["message"]["text"] = note.text;
    json["relatedLocations"].push_back(std::move(related));
  }
  return json;
}

}  // namespace

std::string to_json(const Diagnostics& diagnostics, const source::SourceSet& sources) {
  Json all = Json::array();
  for (const Diagnostic* diagnostic : sorted(diagnostics, sources))
    all.push_back(object(*diagnostic, sources));
  return dump(all);
}

std::string to_sarif(const Diagnostics& diagnostics, const source::SourceSet& sources,
                     std::string_view tool_version) {
  std::map<std::string, std::size_t> rules;
  Json listed = Json::array(), results = Json::array();
  for (const Diagnostic* diagnostic : sorted(diagnostics, sources)) {
    const auto [rule, is_new] = rules.try_emplace(diagnostic->id, rules.size());
    if (is_new) listed.push_back({{"id", diagnostic->id}});
    results.push_back(result(*diagnostic, rule->second, sources));
  }
  Json run;
  run["tool"]["driver"] = {
      {"name", "migc"}, {"version", std::string(tool_version)}, {"rules", std::move(listed)}};
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  Json log;
  log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = Json::array({std::move(run)});
  return dump(log);
}

}  // namespace migc::diagnostics
