#include "compiler/emit/files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/emit/offline.hpp"

namespace migc::emit {

namespace {

using Json = nlohmann::ordered_json;

/// What each line of a script is there for.
File source_map(const std::string& script, const std::vector<Mapped>& map) {
  Json lines = Json::array();
  for (const Mapped& one : map) {
    Json entry = {{"first", one.first},       {"last", one.last},
                  {"file", one.source.file},  {"line", one.source.line},
                  {"revision", one.revision}, {"strategy", backends::word(one.strategy)}};
    if (!one.copies.empty()) entry["copies_rows_of"] = one.copies;
    lines.push_back(std::move(entry));
  }
  const Json document = {{"format", 1}, {"script", script}, {"lines", std::move(lines)}};
  return {script + ".map.json",
          document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"};
}

/// A script, and the map beside it.
void add_files(const backends::Plan& plan, const std::string& tool_version,
               const backends::Backend& backend, const backends::FrameOptions& frame,
               bool allows_data_loss, std::vector<File>& files) {
  const ScriptHead about{tool_version, backends::rows_text(plan.version.before),
                         backends::rows_text(plan.version.after), allows_data_loss};
  Printed printed = print({&plan, 1}, about, frame, backend);
  const std::string path =
      fmt::format("{}/{}.{}.sql", backend.name(), plan.revision, plan.upgrade ? "up" : "down");
  files.push_back({path, std::move(printed.text)});
  files.push_back(source_map(path, printed.map));
}

Json actions(const backends::Plan& plan) {
  Json list = Json::array();
  for (const backends::Action& action : plan.script.actions)
    list.push_back({{"strategy", backends::word(action.strategy)},
                    {"summary", action.summary},
                    {"why", action.why},
                    {"tables", action.tables},
                    {"rewrites_rows", action.rewrites_rows},
                    {"loses_data", !action.loses.empty()},
                    {"loses", action.loses}});
  return list;
}

std::string escaped(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\') text += '\\';
    if (c == '$') text += '$';
    text += c;
  }
  return text;
}

}  // namespace

std::vector<File> revision_files(const Revision& revision, const std::string& tool_version,
                                 const backends::Backend& backend,
                                 const backends::FrameOptions& frame) {
  std::vector<File> files;
  add_files(revision.up, tool_version, backend, frame, revision.allows_data_loss, files);
  if (revision.down)
    add_files(*revision.down, tool_version, backend, frame, revision.allows_data_loss, files);
  return files;
}

File manifest(const std::vector<Revision>& revisions, const std::string& tool_version,
              const backends::Backend& backend) {
  Json list = Json::array();
  for (const Revision& revision : revisions) {
    Json entry = {{"id", revision.id},
                  {"message", revision.message},
                  {"source", revision.path},
                  {"revises", revision.parents},
                  {"up", fmt::format("{}.up.sql", revision.id)},
                  {"up_actions", actions(revision.up)}};
    if (revision.down) {
      entry["down"] = fmt::format("{}.down.sql", revision.id);
      entry["down_actions"] = actions(*revision.down);
    } else {
      entry["irreversible"] = revision.irreversible;
    }
    list.push_back(std::move(entry));
  }
  const Json document = {{"format", 1},
                         {"tool", "migc " + tool_version},
                         {"dialect", backend.name()},
                         {"revisions", std::move(list)}};
  return {fmt::format("{}/manifest.json", backend.name()),
          document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"};
}

std::string depfile(const std::string& target, const std::vector<std::string>& prerequisites) {
  std::string text = escaped(target) + ":";
  for (const std::string& path : prerequisites) text += " \\\n  " + escaped(path);
  text += "\n";
  for (const std::string& path : prerequisites) text += escaped(path) + ":\n";
  return text;
}

}  // namespace migc::emit
