#include "tests/graph/workspace.hpp"

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>
#include <stdexcept>

#include "tests/support/database.hpp"
#include "tests/support/script.hpp"

namespace migc::graph_cases {

namespace {

using support::Database;
using support::query;

std::string list_of(const std::string& item, const Ids& names) {
  if (names.empty()) return "";
  std::string text = item;
  for (const std::string& name : names) text += (&name == &names.front() ? " " : ", ") + name;
  return text + ";\n";
}

std::string mig_text(const Revision& revision) {
  return "revision " + revision.id + ";\n" + list_of("revises", revision.parents) +
         list_of("depends on", revision.depends_on) + list_of("label", revision.labels) +
         "upgrade { create table t_" + revision.id +
         " (id integer primary key); }\ndowngrade auto;\n";
}

Ids column(const Database& database, const std::string& sql) {
  Ids values;
  for (const support::Row& row : query(database.handle(), sql))
    values.push_back(row.at(0).value_or("NULL"));
  return values;
}

Ids rows_of(const Database& database) {
  return column(database, "select version_num from migc_version order by 1");
}

/// `Running upgrade b -> c1` becomes `upgrade c1`, `Running downgrade c1 -> b` `downgrade c1`.
Ids steps_told(const std::string& text) {
  Ids steps;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("Running ")) continue;
    const std::size_t verb = line.find(' ') + 1, from = line.find(' ', verb) + 1;
    const std::size_t arrow = line.find(" -> ", from - 1);
    const bool up = line.compare(verb, from - verb, "upgrade ") == 0;
    steps.push_back(line.substr(verb, from - verb) +
                    (up ? line.substr(arrow + 4) : line.substr(from, arrow - from)));
  }
  return steps;
}

void require(bool holds, const Ids& arguments, const std::string& otherwise) {
  if (!holds) throw std::runtime_error("migc " + joined(arguments) + ": " + otherwise);
}

}  // namespace

Workspace::Workspace(const Case& test, const std::string& migc, unsigned order)
    : test_(test), project_(migc) {
  std::filesystem::create_directories(project_.path("migrations"));
  std::vector<Revision> revisions = test.revisions;
  std::mt19937 random(order);
  if (order > 0)
    for (std::size_t i = revisions.size(); i > 1; --i)
      std::swap(revisions[i - 1], revisions[random() % i]);
  for (const Revision& revision : revisions)
    add(revision, (order > 0 ? std::to_string(random()) + "_" : "") + revision.id);
}

void Workspace::prepare() const {
  for (const std::string& row : test_.current) {
    const support::Outcome outcome = run({"upgrade", row});
    require(outcome.exit == 0, {"upgrade", row}, outcome.errors);
  }
  Ids stamp = {"stamp", "--purge"};
  stamp.insert(stamp.end(), test_.current.begin(), test_.current.end());
  if (test_.current.empty()) stamp.push_back("base");
  const support::Outcome stamped = run(stamp);
  require(stamped.exit == 0, stamp, stamped.errors);
  require(rows() == sorted(test_.current), stamp, "makes the rows " + joined(rows()));
  check_tables(test_.current);
}

void Workspace::prepare(const std::string& snapshot) const {
  support::write_file(database(), snapshot);
}

void Workspace::add(const Revision& revision, const std::string& file) const {
  support::write_file(project_.path("migrations/" + file + ".mig"), mig_text(revision));
}

support::Outcome Workspace::run(Ids arguments) const {
  arguments.insert(arguments.begin(), {"--url", "sqlite:///test.db"});
  return project_.migc(std::move(arguments));
}

Ids Workspace::rows() const { return rows_of(Database(database())); }

Ids Workspace::tables() const {
  return column(Database(database()),
                "select substr(name, 3) from sqlite_master where name glob 't_*' order by 1");
}

void Workspace::check_tables(const Ids& rows) const {
  const Set wanted = applied(test_, rows);
  if (const Ids found = tables(); Set(found.begin(), found.end()) != wanted)
    throw std::runtime_error("the tables are those of " + joined(found) + ", and the rows " +
                             joined(rows));
}

void Workspace::refuse(Answer& answer, const Ids& arguments,
                       const support::Outcome& outcome) const {
  const std::string& text = outcome.errors;
  require(outcome.exit == 2 || outcome.exit == 3 || outcome.exit == 7, arguments,
          "ends with " + std::to_string(outcome.exit) + "\n" + text);
  const std::size_t at = text.find("error[");
  require(at != std::string::npos, arguments, "shows no error\n" + text);
  require(text.find("`migc ") != std::string::npos || text.find("use `") != std::string::npos ||
              text.find("did you mean") != std::string::npos,
          arguments, "does not say what to type instead\n" + text);
  answer.refused = text.substr(at + 6, text.find(']', at) - at - 6);
  answer.message = text;
}

void Workspace::list(Answer& answer, Ids arguments, const Wanted& wanted) const {
  arguments.insert(arguments.end(), {"--format", "json"});
  const support::Outcome outcome = run(arguments);
  if (outcome.exit != 0) {
    arguments.resize(arguments.size() - 2);
    refuse(answer, arguments, run(arguments));
    return;
  }
  Ids& ids = answer.listings.emplace_back();
  const nlohmann::json document = nlohmann::json::parse(outcome.output);
  for (const nlohmann::json& revision : document.at("revisions"))
    if (wanted(revision)) ids.push_back(revision.at("revision"));
}

void Workspace::change(Answer& answer, const Ids& arguments) const {
  const Ids rows_before = rows(), tables_before = tables();
  const support::Outcome outcome = run(arguments);
  answer.rows = rows();
  if (outcome.exit == 0) {
    const Ids steps = steps_told(outcome.errors);
    answer.steps.insert(answer.steps.end(), steps.begin(), steps.end());
    return;
  }
  refuse(answer, arguments, outcome);
  const bool executes = std::find(arguments.begin(), arguments.end(), "--sql") == arguments.end();
  require(!executes || outcome.errors.ends_with("nothing was changed\n"), arguments,
          "does not say last what holds\n" + outcome.errors);
  require(answer.rows == rows_before && tables() == tables_before, arguments,
          "is refused and yet leaves the rows " + joined(answer.rows));
}

void Workspace::move(Answer& answer, const std::string& verb, const std::string& target) const {
  Answer offline;
  run_offline(offline, verb, target);
  Answer online;
  change(online, {verb, target});
  require(online.refused == offline.refused, {verb, target},
          "[" + online.refused + "] executed and [" + offline.refused + "] as a script");
  require(online.refused.empty() ? online.rows == offline.rows : offline.steps.empty(),
          {verb, target},
          "leads to " + joined(online.rows) + " and its script to " + joined(offline.rows));
  if (online.refused.empty()) check_tables(online.rows);
  answer.refused = online.refused;
  answer.message = online.message;
  answer.rows = online.rows;
  answer.steps.insert(answer.steps.end(), online.steps.begin(), online.steps.end());
  answer.rows_of_steps.insert(answer.rows_of_steps.end(), offline.rows_of_steps.begin(),
                              offline.rows_of_steps.end());
}

void Workspace::run_offline(Answer& answer, const std::string& verb,
                            const std::string& target) const {
  const Ids arguments = {verb, "current:" + target, "--sql"};
  const support::Outcome outcome = run(arguments);
  if (outcome.exit != 0) {
    refuse(answer, arguments, outcome);
    return;
  }
  const Database copy;
  copy_into(copy, Database(database()));
  Ids before = rows_of(copy);
  support::run_script(copy, outcome.output, [&] {
    // A transaction of its own makes the version table where it is not there.
    if (Ids after = rows_of(copy); after != before) {
      answer.rows_of_steps.push_back(after);
      before = std::move(after);
    }
  });
  answer.rows = before;
}

}  // namespace migc::graph_cases
