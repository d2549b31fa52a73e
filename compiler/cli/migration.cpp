#include "compiler/cli/migration.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "compiler/cli/listing.hpp"
#include "compiler/cli/output.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/emit/offline.hpp"

namespace migc::cli {

using backends::Plan;
using diagnostics::printable;
using Json = nlohmann::ordered_json;

namespace {

Json place_of(const Session& session, const source::Span& written) {
  if (!written.known()) return nullptr;
  const source::SourceFile& file = session.sources[written.file];
  const source::Position at = file.position(written.begin);
  return {{"file", file.path()}, {"line", at.line}, {"column", at.column}};
}

Json statements_json(const Session& session,
                     const std::vector<backends::FramedStatement>& statements) {
  Json list = Json::array();
  for (const backends::FramedStatement& one : statements)
    list.push_back({{"sql", one.sql},
                    {"strategy", backends::word(one.strategy)},
                    {"in_transaction", one.in_transaction},
                    {"written", place_of(session, one.written)}});
  return list;
}

Json plan_json(const Session& session, const Plan& plan,
               const std::vector<backends::FramedStatement>& statements) {
  return {{"revision", plan.revision},
          {"message", plan.message},
          {"path", plan.path},
          {"direction", plan.upgrade ? "upgrade" : "downgrade"},
          {"from", plan.version.before},
          {"to", plan.version.after},
          {"actions", actions_json(session, plan)},
          {"statements", statements_json(session, statements)}};
}

}  // namespace

Recorded recorded_by(Session& session, const config::Url& url, const config::Settings& settings) {
  Recorded recorded;
  read_database(session, url, [&](database::Connection& database) {
    recorded = {exec::read_version(database, settings.version_table.value),
                exec::read_log(database, settings.log_table.value)};
  });
  return recorded;
}

backends::Runner runner_of(Session& session, const std::string& name) {
  if (name == "sqlite3") return backends::Runner::client;
  if (name == "exec") return backends::Runner::driver;
  if (name == "wrapped") return backends::Runner::wrapped;
  stop(session, exits::usage, diagnostics::kind::option_value, "--runner",
       "`sqlite3`, `exec` or `wrapped`", name);
}

void check_tag(Session& session, const std::optional<std::string>& tag) {
  constexpr std::size_t longest = 255;
  if (tag && tag->size() > longest)
    stop(session, exits::usage, diagnostics::kind::tag_too_long, tag->size(), longest);
}

std::optional<std::string> shown_tag(const std::optional<std::string>& tag) {
  return tag ? std::optional(config::star_passwords(*tag)) : tag;
}

Json actions_json(const Session& session, const Plan& plan) {
  Json actions = Json::array();
  for (const backends::Action& action : plan.script.actions)
    actions.push_back({{"strategy", backends::word(action.strategy)},
                       {"summary", action.summary},
                       {"why", action.why},
                       {"notes", action.notes},
                       {"tables", action.tables},
                       {"rewrites_rows", action.rewrites_rows},
                       {"loses_data", !action.loses.empty()},
                       {"loses", action.loses},
                       {"written", place_of(session, action.written)}});
  return actions;
}

namespace {

backends::FrameOptions frame_for(Session& session, const pipeline::History& history,
                                 const ScriptOptions& options) {
  backends::FrameOptions frame = frame_of(session, history);
  frame.tag = shown_tag(options.tag);
  frame.runner = runner_of(session, options.runner);
  if (options.allow_drift) frame.drift = backends::FrameOptions::Drift::allowed;
  frame.any_start = options.any_start;
  return frame;
}

}  // namespace

ScriptOutput::ScriptOutput(Session& session, const pipeline::History& history,
                           const backends::Backend& backend, bool several, ScriptOptions options)
    : session_(session),
      history_(history),
      backend_(backend),
      options_(std::move(options)),
      frame_(frame_for(session, history, options_)),
      writer_(backend, frame_, several),
      framer_(backend.framer(several, frame_)) {}

void ScriptOutput::add(const Plan& plan) {
  backend_.check_runner(plan, frame_.runner, session_.diagnostics);
  if (!session_.options.json) return writer_.add(plan);
  framer_->expect(plan);
  plans_.push_back(plan_json(session_, plan, framer_->next(plan)));
}

std::string ScriptOutput::text(const backends::VersionMove& whole) {
  if (session_.options.json)
    return document({{"dialect", backend_.name()},
                     {"from", whole.before},
                     {"to", whole.after},
                     {"opening", statements_json(session_, framer_->opening())},
                     {"plans", std::move(plans_)}});
  return std::move(writer_)
      .finish({tool_version, backends::rows_text(whole.before), backends::rows_text(whole.after),
               options_.allow_data_loss})
      .text;
}

int ScriptOutput::finish(const backends::VersionMove& whole) && {
  if (!session_.diagnostics.ok()) throw Stop{exits::sources};
  const std::string script = text(whole);
  if (!options_.file) {
    session_.print(script);
    return exits::done;
  }
  const bool written = Output(history_.settings).write(session_, *options_.file, script);
  session_.tell(
      fmt::format("{} {}", printable(*options_.file), written ? "written" : "is up to date"));
  return exits::done;
}

}  // namespace migc::cli
