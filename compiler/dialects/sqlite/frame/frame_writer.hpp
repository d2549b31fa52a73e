#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// `line 17`, or `FILE:17` where a plan is of several files; empty where it is not to be told.
[[nodiscard]] std::string place_text(const Action& action, const Plan& plan,
                                     const FrameOptions& options);

/// Writes the statements of a frame, the rows of its check table and what a reader is told of them.
class FrameWriter {
 public:
  FramedStatement& add(std::string sql, bool in_transaction = true);
  /// Whether a row that is turned away rolls back what the transaction has done by then.
  enum class Fails : std::uint8_t { alone, with_all };
  /// A row for the check table, which its check turns away when the condition does not hold; or one
  /// with a number.
  void pass(std::string_view what, std::string_view column, const std::string& condition,
            Fails fails);
  /// Lets a statement stand or fall with the next receipt().
  static void couple(FramedStatement& statement);
  /// The row of the check table that the coupled statements before it stand or fall with.
  void receipt();

  /// The condition that every row of the check table so far is there.
  [[nodiscard]] std::string all_passed() const;

  /// Tells a reader what begins with the statement at `first`.
  void explain(std::size_t first, std::string line);
  /// What a reviewer should know stands before the action's first statement, or, where it has none,
  /// before the next.
  void comment(const Action& action, std::size_t number, std::size_t first,
               const std::string& place);

  [[nodiscard]] std::vector<FramedStatement> take() { return std::move(statements_); }

 protected:
  std::vector<FramedStatement> statements_;
  std::size_t passed_ = 0;  ///< Rows of the check table.

 private:
  std::vector<std::string> comments_;  ///< For the next statement.
  std::size_t receipts_ = 0;
};

}  // namespace migc::backends::sqlite
