#include "compiler/emit/offline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/backends/quote.hpp"

namespace migc::emit {

namespace {

constexpr std::string_view rule =
    "-- ------------------------------------------------------------------------------------------";

std::string count(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

void line(std::string& text, std::string_view content) {
  text += content.empty() ? "--\n" : fmt::format("-- {}\n", backends::comment_line(content));
}

/// The names of the tables for which `holds`, each once, in the order in which they come.
template <class Holds>
std::string tables(const backends::Script& script, Holds holds) {
  std::vector<std::string> names;
  for (const backends::Action& action : script.actions)
    if (holds(action))
      for (const std::string& table : action.tables)
        if (std::find(names.begin(), names.end(), table) == names.end()) names.push_back(table);
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

/// How many they are about: one in the log for each, and a stamp logs none.
std::size_t revisions(std::span<const backends::Plan> plans) {
  std::size_t all = 0;
  for (const backends::Plan& plan : plans) all += std::max<std::size_t>(1, plan.log.size());
  return all;
}

/// What the script is and how it is run.
std::string head(std::span<const backends::Plan> plans, const About& about,
                 const backends::Backend& backend) {
  std::string text;
  line(text,
       fmt::format("migc {}: a migration script for {}", about.tool_version, backend.title()));
  line(text,
       fmt::format("from {} to {}: {}", about.from, about.to, count(revisions(plans), "revision")));
  if (about.allows_data_loss)
    line(text, "made with --allow-data-loss: it does not ask whether rows or values are lost");
  line(text, "");
  for (const std::string& advice : backend.how_to_run(about.frame.runner))
    text += advice.empty() ? "--\n" : "-- " + advice + "\n";
  if (!about.frame.rehearsed)
    line(text, "Not rehearsed (--no-rehearsal): no statement of it has run on a scratch database.");
  if (about.frame.drift == backends::FrameOptions::Drift::allowed)
    text +=
        "--\n-- --allow-drift: it does not ask what somebody has changed by hand in tables that it "
        "drops or\n-- makes anew, and loses it.\n";
  return text + backend.directives(about.frame.runner);
}

/// What a reviewer wants to know of one revision before its statements.
std::string heading(const backends::Plan& plan) {
  std::string text = fmt::format("\n{}\n", rule);
  line(text, fmt::format("{} {}{}{}", plan.upgrade ? "upgrade" : "downgrade", plan.revision,
                         plan.message.empty() ? "" : ": ", plan.message));
  line(text, fmt::format("{}: {}", plan.path, count(plan.script.actions.size(), "action")));
  line(text, fmt::format("rows rewritten: {}", tables(plan.script, [](const backends::Action& a) {
                           return a.rewrites_rows;
                         })));
  line(text, fmt::format("data lost: {}", tables(plan.script, [](const backends::Action& a) {
                           return a.loses_data;
                         })));
  if (!plan.script.transactional)
    line(text,
         "not in a transaction: each change has one of its own, and raw SQL none; a failure leaves "
         "the changes before it");
  return text + fmt::format("{}\n", rule);
}

}  // namespace

std::string script(std::span<const backends::Plan> plans, const About& about,
                   const backends::Backend& backend) {
  std::string text = head(plans, about, backend);
  backends::FrameOptions frame = about.frame;
  frame.scripted = plans.size() > 1;
  for (const backends::Plan& plan : plans) {
    text += heading(plan);
    text += backend.text(backend.frame(plan, frame));
    frame.goes_on_after(plan);
  }
  return text;
}

std::string statements(const backends::Script& script) {
  if (script.actions.empty()) return {};
  std::string text = "PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n";
  for (const backends::Action& action : script.actions) {
    text += '\n';
    line(text, action.summary);
    for (const backends::Statement& statement : action.statements)
      if (statement.kind == backends::Statement::Kind::sql)
        text += (statement.named.empty() ? statement.text : statement.named) + ";\n";
  }
  return text + "\nCOMMIT;\n";
}

}  // namespace migc::emit
