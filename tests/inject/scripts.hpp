#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/inject/points.hpp"
#include "tests/support/database.hpp"
#include "tests/support/project.hpp"

/// The scripts that are taken apart.
namespace migc::inject {

/// One script of one revision, and a database that it is for.
struct Script {
  std::string name;
  std::string text;  ///< For SQLite's shell.
  std::shared_ptr<const support::Database> start;
  std::string before, after;  ///< Contents.
  /// For any program; none where migc refuses to write that.
  std::vector<std::string> statements;
  /// Without a transaction: what each statement that is whole may leave, for the next to fail.
  std::set<std::string> between{};

  [[nodiscard]] bool transactional() const { return between.empty(); }
  /// Whether nothing in the script could tell that a statement did not run: one that moves whole
  /// rows, or begins with WITH, is tied to no row of the check table. `--runner exec` refuses it.
  [[nodiscard]] bool is_uncoupled(std::size_t statement) const;
};

[[nodiscard]] std::string contents_of(const support::Database& database);
[[nodiscard]] std::shared_ptr<const support::Database> copy_of(const support::Database& source);

/// The scripts of a project's revisions, each with the database as the ones before leave it.
class Scripts {
 public:
  explicit Scripts(const Options& options) : options_(options) {}

  /// A project of each case that is compiled.
  void of_cases(const std::string& cases);
  /// What real projects did: the histories in a folder and below it.
  void of_corpus(const std::string& corpus);
  /// The revisions of a project come in the order of their names.
  void of_project(const std::string& name, const std::string& folder);

  [[nodiscard]] const std::vector<Script>& all() const { return all_; }

 private:
  /// The database on its way through revisions. Some rows stop some: then it goes on without any.
  struct Way {
    std::shared_ptr<const support::Database> filled, bare;
  };

  static Way beginning();
  void of_history(const std::string& name, const std::vector<support::RevisionText>& revisions);
  void of_revision(const std::string& name, const std::string& out, const std::string& revision,
                   Way& way);
  /// Adds a script that does what it should, and moves the database on. One that does something
  /// else each time is only run: nothing could be compared.
  void add(const std::string& name, const std::string& text, const std::string& for_any, Way& way);

  const Options& options_;
  std::vector<Script> all_;
};

}  // namespace migc::inject
