#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

namespace fs = std::filesystem;

namespace {

/// Something to be checked, by a command of its own.
struct Part {
  std::string_view name;
  std::function<int(Session&)> run;
};

int compile_project(Session& session) {
  const pipeline::Project project = load_project(session);
  check_project(session, project);
  rehearse_project(session, project);
  return session.diagnostics.ok() ? exits::done : exits::sources;
}

/// What there is to check: a project need have neither a target schema nor compiled files.
std::vector<Part> parts_of(const config::Settings& settings, const CheckOptions& options) {
  std::vector<Part> parts = {
      {"formatting",
       [](Session& session) {
         FmtOptions fmt;
         fmt.check = true;
         return fmt_files(session, fmt);
       }},
      {"one head",
       [](Session& session) {
         HeadsOptions heads_options;
         heads_options.check = true;
         return heads(session, heads_options);
       }},
      {"compiles", compile_project},
      {"verified", [](Session& session) { return verify(session, "text"); }}};
  const bool asks_database = settings.url.origin.kind == config::Origin::Kind::command_line;
  if (asks_database || !settings.schema_command.value.empty() ||
      fs::exists(settings.resolve(settings.schema.value)))
    parts.push_back({asks_database ? "target schema and database" : "target schema",
                     [&](Session& session) { return check(session, options); }});
  if (fs::exists(settings.resolve(settings.out.value) / "manifest.json"))
    parts.push_back({"compiled files", [](Session& session) {
                       CompileOptions compile_options;
                       compile_options.check = true;
                       return compile(session, compile_options);
                     }});
  return parts;
}

/// Each part is a session, because a command stops at what an earlier one complained of.
int run(const Part& part, Session& session, std::string& result) {
  Session own(session.options);
  int code = exits::done;
  try {
    code = part.run(own);
  } catch (const Stop& stop) {
    code = stop.code;
  }
  result = session.absorb(std::move(own));
  return code;
}

}  // namespace

int check_all(Session& session, const CheckOptions& options) {
  const config::Settings settings = load_settings(session);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  int worst = exits::done;
  for (const Part& part : parts_of(settings, options)) {
    std::string result;
    const int code = run(part, session, result);
    worst = std::max(worst, code);
    json.push_back({{"part", part.name}, {"exit", code}});
    if (session.options.json) continue;
    session.print(fmt::format("{} {}\n", code == exits::done ? "ok    " : "FAILED", part.name));
    if (code != exits::done) session.print(result);
  }
  if (session.options.json) session.print(document({{"parts", std::move(json)}}));
  return worst;
}

}  // namespace migc::cli
