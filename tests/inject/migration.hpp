#pragma once

#include <string>
#include <vector>

#include "tests/support/project.hpp"

namespace migc::inject {

/// What a database may be found as: as it was, or as a whole revision leaves it.
struct State {
  std::string contents, revision;
};

/// One change of a database, in a folder with everything that is needed to make it: up, from the
/// first revision of a case to its last, or down.
class Migration {
 public:
  /// Reads the case and compiles it with the real program. Throws std::runtime_error when the
  /// undisturbed script does not do what it should.
  Migration(const std::string& migc, const std::string& case_file, bool up);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Where it runs, with the database as `db`.
  [[nodiscard]] const std::string& root() const { return project_.root(); }
  [[nodiscard]] std::string path(const std::string& file) const { return project_.path(file); }
  /// For SQLite's shell.
  [[nodiscard]] const std::string& script() const { return script_; }
  /// For any program; empty where migc refuses to write that.
  [[nodiscard]] const std::string& any_script() const { return for_any_; }
  /// For SQLite's shell, whatever revision the database is at; none downwards.
  [[nodiscard]] const std::string& any_start_script() const { return any_start_; }
  /// What migc itself has to be called with.
  [[nodiscard]] const std::vector<std::string>& command() const { return command_; }
  /// As it was, then one for each revision.
  [[nodiscard]] const std::vector<State>& states() const { return states_; }

  /// Puts the database back as it was, and takes away what was left behind.
  void restore(bool wal) const;
  /// The names of files that should not be there. SQLite may leave a journal whose first page never
  /// reached it; the next to open the database has read it by now, and found nothing to do.
  /// Nor does it take back a temporary file that could not be deleted.
  [[nodiscard]] std::string leftovers() const;

 private:
  void write(const std::string& case_file) const;
  void prepare(const std::string& migc, bool up);

  std::string name_;
  support::Project project_;
  std::string script_, for_any_, any_start_;
  std::vector<std::string> command_;
  std::vector<State> states_;
  std::vector<std::string> files_;
};

/// Which of the states the database in that file is in; -1 for none, and then `wrong` says why not.
[[nodiscard]] int state_of(const std::vector<State>& states, const std::string& file,
                           std::string& wrong);

/// A script without its head of comments and commands to the shell.
[[nodiscard]] std::string without_commands(const std::string& script);

}  // namespace migc::inject
