#include "compiler/diagnostics/sarif.hpp"

#include <fmt/core.h>

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/explanations.hpp"
#include "compiler/diagnostics/json_text.hpp"
#include "compiler/diagnostics/region.hpp"
#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

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
  const Region at = region_of(place, sources);
  Json json;
  json["physicalLocation"]["artifactLocation"]["uri"] = uri(bare_path(sources[place.file].path()));
  json["physicalLocation"]["region"] = {{"startLine", at.begin.line},
                                        {"startColumn", at.begin.column},
                                        {"endLine", at.end.line},
                                        {"endColumn", at.end.column}};
  return json;
}

/// A rule with what `migc explain` says of it.
Json rule(const std::string& code) {
  Json json = {{"id", code}};
  if (const auto explanation = explanation_of(code)) {
    json["shortDescription"]["text"] = explanation->meaning;
    json["help"]["text"] = "Fix: " + explanation->fix;
  }
  return json;
}

Json result(const Diagnostic& diagnostic, std::size_t rule, const source::SourceSet& sources) {
  Json json;
  json["ruleId"] = diagnostic.id;
  json["ruleIndex"] = rule;
  json["level"] = name(diagnostic.severity);
  json["message"]["text"] = whole_text(diagnostic);
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

std::string to_sarif(const Diagnostics& diagnostics, const source::SourceSet& sources,
                     std::string_view tool_version) {
  std::map<std::string, std::size_t> rules;
  Json listed = Json::array(), results = Json::array();
  for (const Diagnostic* diagnostic : sorted(diagnostics, sources)) {
    const auto [place, is_new] = rules.try_emplace(diagnostic->id, rules.size());
    if (is_new) listed.push_back(rule(diagnostic->id));
    results.push_back(result(*diagnostic, place->second, sources));
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
  return json_text(log);
}

}  // namespace migc::diagnostics
