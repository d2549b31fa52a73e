#include "tests/graph/commands.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>

namespace migc::graph_cases {

namespace {

using nlohmann::json;

std::string word(const json& field) { return field.is_null() ? "base" : field.get<std::string>(); }

Ids words_or_base(const json& field) {
  Ids all = words(field);
  if (all.empty()) all = {"base"};
  return all;
}

/// `upgrade` takes one revision, so that several are several commands.
void move(const Case& test, const Workspace& workspace, Answer& answer) {
  for (const std::string& target : words_or_base(test.fields.at("target")))
    if (answer.refused.empty()) workspace.move(answer, test.command, target);
}

void stamp(const Case& test, const Workspace& workspace, Answer& answer) {
  Ids arguments = words_or_base(test.fields.at("target"));
  arguments.insert(arguments.begin(), "stamp");
  workspace.change(answer, arguments);
  workspace.check_tables(test.current);  // nothing is executed
}

void heads(const Case& test, const Workspace& workspace, Answer& answer) {
  if (test.fields.value("consider_depends_on", false))
    workspace.list(answer, {"heads", "--resolve-dependencies"});
  else
    workspace.list(answer, {"heads"});
}

/// Those without parents, of all revisions.
void bases(const Case&, const Workspace& workspace, Answer& answer) {
  workspace.list(answer, {"history"},
                 [](const json& revision) { return revision.at("revises").empty(); });
}

void load(const Case& test, const Workspace& workspace, Answer& answer) {
  heads(test, workspace, answer);
  bases(test, workspace, answer);
}

/// One revision is needed: `downgrade` takes no more, and `show` tells which it is. From the heads
/// there is a way down to every revision.
void resolve(const Case& test, const Workspace& workspace, Answer& answer) {
  const std::string target = word(test.fields.at("target"));
  Answer one;
  workspace.change(one, {"downgrade", "heads:" + target, "--sql"});
  answer.refused = one.refused;
  answer.message = one.message;
  if (one.refused.empty()) workspace.list(answer, {"show", target});
}

void resolve_many(const Case& test, const Workspace& workspace, Answer& answer) {
  for (const std::string& target : words_or_base(test.fields.at("target")))
    workspace.list(answer, {"show", target});
}

void add_revision(const Case& test, const Workspace& workspace, Answer& answer) {
  const Revision added = read_revision(test.fields.at("add"));
  Answer made;
  workspace.change(made,
                   {"revision", "-m", "Add", "--rev-id", added.id, "--head", added.parents.at(0)});
  if (!made.refused.empty()) throw std::runtime_error("revision is refused: " + made.refused);
  workspace.list(answer, {"heads"});
}

void history(const Case& test, const Workspace& workspace, Answer& answer) {
  const json& range = test.fields.at("range");
  if (range.is_null())
    workspace.list(answer, {"history"});
  else
    workspace.list(answer, {"history", "-r", range.get<std::string>()});
}

/// A walk that begins at a state of the database, all that is applied there left out, is what
/// `upgrade` does. The state itself belongs to it when the case says so.
void iterate_from_state(const Case& test, const Workspace& workspace, Answer& answer) {
  const Ids lower = words(test.fields.at("lower"));
  Answer moved;
  for (const std::string& row : lower) workspace.move(moved, "upgrade", row);
  moved = {};
  for (const std::string& upper : words(test.fields.at("upper")))
    workspace.move(moved, "upgrade", upper);
  answer.refused = moved.refused;
  Ids ids;
  for (const std::string& step : moved.steps) ids.push_back(step.substr(step.find(' ') + 1));
  std::reverse(ids.begin(), ids.end());
  if (test.fields.at("inclusive").get<bool>()) ids.insert(ids.end(), lower.begin(), lower.end());
  answer.listings = {ids};
}

/// A range has one revision at each end: several at either are a range for each two. An upper end
/// that is not above a lower one contributes nothing, and is an error when no other does.
void iterate(const Case& test, const Workspace& workspace, Answer& answer) {
  if (test.fields.at("implicit_base").get<bool>())
    return iterate_from_state(test, workspace, answer);
  const Ids lowers = words_or_base(test.fields.at("lower"));
  std::string refused;
  for (const std::string& upper : words_or_base(test.fields.at("upper")))
    for (const std::string& lower : lowers) {
      Answer range;
      workspace.list(range, {"history", "-r", lower + ":" + upper});
      for (Ids& ids : range.listings) {
        if (!test.fields.at("inclusive").get<bool>())
          std::erase_if(ids, [&](const std::string& id) { return id == lower; });
        answer.listings.push_back(ids);
      }
      if (!range.refused.empty()) refused = range.refused;
    }
  if (answer.listings.empty()) answer.refused = refused;
}

/// What an upgrade from nothing applies, dependencies included.
void ancestors(const Case& test, const Workspace& workspace, Answer& answer) {
  Answer moved;
  workspace.move(moved, "upgrade", word(test.fields.at("target")));
  answer.refused = moved.refused;
  answer.listings.push_back(workspace.tables());
}

}  // namespace

Answer ask(const Case& test, const Workspace& workspace) {
  using Ask = std::function<void(const Case&, const Workspace&, Answer&)>;
  static const std::map<std::string, Ask> commands = {
      {"upgrade", move},        {"downgrade", move},
      {"stamp", stamp},         {"heads", heads},
      {"bases", bases},         {"load", load},
      {"resolve", resolve},     {"resolve_many", resolve_many},
      {"history", history},     {"iterate", iterate},
      {"ancestors", ancestors}, {"add_revision", add_revision},
  };
  const auto command = commands.find(test.command);
  if (command == commands.end())
    throw std::runtime_error("the command `" + test.command + "` is not one of those known here");
  Answer answer;
  command->second(test, workspace, answer);
  return answer;
}

}  // namespace migc::graph_cases
