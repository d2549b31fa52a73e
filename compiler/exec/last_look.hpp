#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/database/connection.hpp"

/// What is compared inside the transaction of a plan: that nothing which somebody has made by hand
/// is lost, and that the plan has made what the model says.
namespace migc::exec {

/// In what the statement that a database keeps for an object differs from the model's, each
/// difference in words. Empty where both mean the same.
using Compare =
    std::function<std::vector<std::string>(const std::string& model, const std::string& found)>;

class LastLook {
 public:
  /// All have to outlive it.
  LastLook(const backends::Plan& plan, const backends::Backend& backend,
           database::Connection& database, const Compare& compare);

  /// Behind the start of the transaction: what would be lost, or would break, an Error for each
  /// object.
  [[nodiscard]] std::vector<database::Error> before();
  /// Before the end of the transaction: what is broken now. Throws Error where the plan has not
  /// made what it should.
  [[nodiscard]] std::vector<database::Error> after();

 private:
  [[nodiscard]] std::vector<std::string> changes_of(const backends::Script::Guard& guard) const;
  void look_at_readers(const backends::Script::Gone& gone, std::vector<database::Error>& found);
  void compare_made() const;
  /// What the plan has made and what cannot be used, since what it reads has changed by hand.
  [[nodiscard]] std::vector<database::Error> useless() const;

  const backends::Plan& plan_;
  const backends::Backend& backend_;
  database::Connection& database_;
  const Compare& compare_;
  /// Views and triggers that may read what goes, and that could be read before.
  std::vector<std::string> readers_;
  std::vector<const backends::Script::Made*> compared_;
};

}  // namespace migc::exec
