#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/sorted.hpp"
#include "compiler/lsp/answers.hpp"

namespace migc::lsp {

namespace {

constexpr int severity_error = 1, severity_warning = 2, severity_note = 3;

int severity_of(diagnostics::Severity severity) {
  switch (severity) {
    case diagnostics::Severity::error:
      return severity_error;
    case diagnostics::Severity::warning:
      return severity_warning;
    case diagnostics::Severity::note:
      return severity_note;
  }
  return severity_error;
}

std::string message_of(const diagnostics::Diagnostic& one) {
  std::string text = one.text;
  if (!one.label.empty()) text += "; " + one.label;
  for (const diagnostics::Note& note : one.notes)
    if (!note.place.known()) text += "\n" + note.text;
  return text;
}

Json complaint_json(const Workspace& workspace, const diagnostics::Diagnostic& one) {
  Json json = {{"range", range_json(workspace, one.place)},
               {"severity", severity_of(one.severity)},
               {"code", one.id},
               {"source", "migc"},
               {"message", message_of(one)}};
  for (const diagnostics::Note& note : one.notes)
    if (note.place.known())
      json["relatedInformation"].push_back(
          {{"location", location_json(workspace, note.place)}, {"message", note.text}});
  return json;
}

/// Where a complaint without a place is shown.
std::string shown_at(const Workspace& workspace, const diagnostics::Diagnostic& one) {
  if (one.place.known()) return workspace.sources()[one.place.file].path();
  if (!workspace.config().empty()) return workspace.config();
  return workspace.files().empty() ? "" : workspace.files().begin()->first;
}

}  // namespace

Json place_json(const Place& place) {
  return {{"line", place.line}, {"character", place.character}};
}

Json range_json(const Workspace& workspace, const source::Span& span) {
  if (!span.known()) return {{"start", place_json({})}, {"end", place_json({})}};
  const std::string_view text = workspace.sources()[span.file].text();
  const File* file = workspace.find(span.file);
  const Lines lines = file == nullptr ? Lines(text) : file->lines;
  return {{"start", place_json(lines.place(text, span.begin))},
          {"end", place_json(lines.place(text, span.end))}};
}

Json location_json(const Workspace& workspace, const source::Span& span) {
  return {{"uri", uri_of(workspace.sources()[span.file].path())},
          {"range", range_json(workspace, span)}};
}

std::map<std::string, Json> complaints_json(const Workspace& workspace) {
  std::map<std::string, Json> by_path;
  const diagnostics::Diagnostics all = workspace.complaints();
  for (const diagnostics::Diagnostic* one : diagnostics::sorted(all, workspace.sources()))
    if (const std::string path = shown_at(workspace, *one); path.starts_with('/'))
      by_path.try_emplace(path, Json::array())
          .first->second.push_back(complaint_json(workspace, *one));
  return by_path;
}

}  // namespace migc::lsp
