#pragma once

#include <string>
#include <vector>

#include "tests/support/files.hpp"
#include "tests/support/process.hpp"

namespace migc::support {

/// What a test puts into one `.mig` file.
struct RevisionText {
  std::string id;
  std::string parent = {};                    ///< Empty: a root.
  std::string upgrade;                        ///< The statements between the braces.
  std::string downgrade = "downgrade auto;";  ///< The whole block.
  std::string message = {};
};

[[nodiscard]] std::string mig_file(const RevisionText& revision);
/// `downgrade { … }` around statements.
[[nodiscard]] std::string downgrade_block(const std::string& statements);

/// A project of its own in a temporary folder, and the real program to run in it.
class Project {
 public:
  explicit Project(std::string migc) : migc_(std::move(migc)) {}

  /// Writes the revision to `migrations/ID.mig`.
  void add(const RevisionText& revision) const;
  [[nodiscard]] const std::string& root() const { return folder_.path(); }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }
  /// Runs migc in the project's folder.
  [[nodiscard]] Outcome migc(std::vector<std::string> arguments) const;
  /// The output of migc when it succeeds; otherwise throws with the first lines of its complaints.
  [[nodiscard]] std::string output_of(const std::vector<std::string>& arguments) const;

 private:
  std::string migc_;
  TemporaryDirectory folder_;
};

/// The first lines of a long text.
[[nodiscard]] std::string head(const std::string& text, int lines);

}  // namespace migc::support
