#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace migc::alembic_test {

/// A command line without the program.
using Words = std::vector<std::string>;
[[nodiscard]] std::string spoken(const Words& words);

/// What a command line ended with.
struct Answer {
  int exit = 0;
  std::string text;  ///< Output and complaints as they came.
};

/// The real Alembic, started once and asked often.
class Alembic {
 public:
  /// Starts the Python that Debian's package belongs to. Throws std::runtime_error when the driver
  /// cannot be run.
  explicit Alembic(const std::string& driver);
  ~Alembic();
  Alembic(const Alembic&) = delete;
  Alembic& operator=(const Alembic&) = delete;

  /// Runs `alembic WORDS…` in a folder.
  [[nodiscard]] Answer run(const std::string& folder, const Words& words);
  [[nodiscard]] bool is_there() const;
  [[nodiscard]] const std::string& version() const { return version_; }

 private:
  [[nodiscard]] std::string next_line();

  pid_t process_ = 0;
  std::FILE* questions_ = nullptr;
  std::FILE* answers_ = nullptr;
  std::string version_;
};

}  // namespace migc::alembic_test
