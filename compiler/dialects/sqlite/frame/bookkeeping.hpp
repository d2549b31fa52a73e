#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// What the statements around a plan say of the version table and of the log.
class Bookkeeping {
 public:
  /// Statements in a trigger cannot say which schema their tables are in.
  enum class Names : std::uint8_t { full, short_ };
  /// Plan and options have to outlive it.
  Bookkeeping(const Plan& plan, const FrameOptions& options, Names names = Names::full);

  /// The name of the version table, as SQL.
  [[nodiscard]] static std::string version_table(const FrameOptions& options);

  /// The condition that the database is not another product's: one that has tables and no version
  /// table was made by somebody else.
  [[nodiscard]] std::string is_managed() const;
  /// The condition that nothing is in the database but what migc keeps of it.
  [[nodiscard]] std::string is_empty() const;
  /// The condition that the version table holds exactly these rows.
  [[nodiscard]] std::string version_is(const std::vector<std::string>& rows) const;

  /// The same as place_query() has it: behind SELECT.
  [[nodiscard]] static std::string is_at(const std::vector<std::string>& rows);
  /// The query of the temporary view `migc_at`, where the database is: nowhere, once the number
  /// of its schema is another than the one that the script has seen last.
  [[nodiscard]] static std::string place_query(const FrameOptions& options);
  /// The statement that creates a trigger on the log: with each line the script sees that number.
  [[nodiscard]] std::string watch() const;
  /// The same at the end of a plan that was logged before.
  [[nodiscard]] static std::string see();

  [[nodiscard]] std::string create_version_table() const;
  [[nodiscard]] std::string create_log_table() const;
  /// The statements that replace the rows before by the rows after.
  [[nodiscard]] std::vector<std::string> move_version() const;
  /// A line in the log for each revision that the plan is about; times are expressions.
  [[nodiscard]] std::string log(std::string_view started, std::string_view finished) const;
  /// The same with what run_query() has.
  [[nodiscard]] std::string log_run() const;
  /// The query of the temporary view `migc_run`, for the log of a plain script: who and what runs
  /// it, when the plan began that was asked for its start last, and now.
  [[nodiscard]] static std::string run_query(const FrameOptions& options);
  /// What is logged before it is done, since it may stop half-way, is now done.
  [[nodiscard]] std::string finish_log() const;
  /// Statements that roll back where there is no check table, or no row `whole` in it, or checks
  /// are ignored: the column takes no NULL.
  [[nodiscard]] std::vector<std::string> roll_back_unless_whole() const;

 private:
  const Plan& plan_;
  const FrameOptions& options_;
  const std::string version_table_, log_table_, main_;
};

}  // namespace migc::backends::sqlite
