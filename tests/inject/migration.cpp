#include "tests/inject/migration.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include "tests/inject/contents.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/script.hpp"

namespace migc::inject {

namespace fs = std::filesystem;
using support::Database;

namespace {

constexpr const char* first = "001_start";

State state(const Database& database) {
  return {contents(database.handle()), revision_of(database.handle())};
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void copy(const std::string& from, const std::string& to) {
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

}  // namespace

Migration::Migration(const std::string& migc, const std::string& case_file, bool up)
    : name_(fs::path(case_file).stem().string() + (up ? "/up" : "/down")), project_(migc) {
  write(case_file);
  prepare(migc, up);
}

void Migration::write(const std::string& case_file) const {
  fs::create_directories(path("migrations"));
  for (const support::Section& section :
       support::parse_case(support::read_file(case_file)).sections)
    support::write_file(path(section.title), section.body);
}

void Migration::prepare(const std::string& migc, bool up) {
  const std::string url = "sqlite:///db";
  const auto execute = [&](const std::string& verb, const std::string& revision) {
    static_cast<void>(project_.output_of({"--url", url, verb, revision, "--allow-data-loss"}));
  };
  execute("upgrade", first);
  Database(path("db")).run(support::read_file(path("rows.sql")));
  if (!up) execute("upgrade", "head");
  const std::string here = revision_of(Database(path("db")).handle());

  command_ =
      up ? std::vector<std::string>{migc, "--url", url, "upgrade", "head", "--allow-data-loss"}
         : std::vector<std::string>{migc, "--url", url, "downgrade", first, "--allow-data-loss"};
  std::vector<std::string> arguments = {up ? "upgrade" : "downgrade",
                                        here + ":" + (up ? "head" : first), "--sql",
                                        "--allow-data-loss"};
  script_ = project_.output_of(arguments);
  arguments.insert(arguments.end(), {"--runner", "exec"});
  if (const support::Outcome made = project_.migc(arguments); made.exit == 0)
    for_any_ = made.output;
  if (up)
    any_start_ =
        project_.output_of({"upgrade", "head", "--sql", "--allow-data-loss", "--any-start"});
  support::write_file(path("script.sql"), script_);
  support::write_file(path("any_start.sql"), any_start_);
  support::write_file(path("any.sql"), for_any_);

  copy(path("db"), path("start.delete"));
  copy(path("db"), path("start.wal"));
  static_cast<void>(
      support::query(Database(path("start.wal")).handle(), "pragma journal_mode = wal"));
  {
    const Database database(path("db"));
    states_.push_back(state(database));
    support::run_script(database, script_, [&] { states_.push_back(state(database)); });
  }
  // What a script for any start leaves.
  for (const char* left : {"migc_pending.sql", "migc_pending.lock"})
    support::write_file(path(left), "");
  files_ = names_in(root());
  if (states_.size() < 2 || states_.front().contents == states_.back().contents)
    throw std::runtime_error(name_ + ": the script changes nothing");
}

void Migration::restore(bool wal) const {
  for (const std::string& name : names_in(root()))
    if (!std::binary_search(files_.begin(), files_.end(), name)) fs::remove_all(path(name));
  copy(path(wal ? "start.wal" : "start.delete"), path("db"));
}

std::string Migration::leftovers() const {
  std::string text;
  for (const std::string& name : names_in(root()))
    if (!std::binary_search(files_.begin(), files_.end(), name) && name != "db-journal" &&
        !name.starts_with("etilqs_"))
      text += " " + name;
  return text;
}

int state_of(const std::vector<State>& states, const std::string& file, std::string& wrong) {
  std::string found;
  try {
    found = contents(Database(file).handle());
  } catch (const std::exception& error) {
    wrong = std::string("the database cannot be read: ") + error.what();
    return -1;
  }
  for (std::size_t at = 0; at < states.size(); ++at)
    if (states[at].contents == found) return static_cast<int>(at);
  wrong = "against the state before:\n" + difference(states.front().contents, found) +
          "against the state after:\n" + difference(states.back().contents, found);
  return -1;
}

std::string without_commands(const std::string& script) {
  std::istringstream lines(script);
  std::string text;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("--") && !line.starts_with(".")) text += line + "\n";
  return text;
}

}  // namespace migc::inject
