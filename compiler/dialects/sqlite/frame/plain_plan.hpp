#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"
#include "compiler/dialects/sqlite/frame/checks.hpp"
#include "compiler/dialects/sqlite/plan/known.hpp"

namespace migc::backends::sqlite {

/// What comes last in a plan that edits declarations.
inline constexpr std::string_view ends_edits = "PRAGMA writable_schema = RESET";

/// What the plans before the next one leave.
struct SoFar {
  KnownRelations known;
  bool is_empty = true;
  bool has_told_of_legacy = false;  ///< Why the pragma is set, which readers need once.
};

/// The statements of one plan. Whoever runs them stops at the first error, so only what can be
/// otherwise though every statement has run is asked.
class PlainPlan {
 public:
  PlainPlan(const Plan& plan, const FrameOptions& options, const Checks& checks, SoFar& so_far)
      : plan_(plan), options_(options), checks_(checks), book_(plan, options), so_far_(so_far) {}

  std::vector<FramedStatement> build() &&;

 private:
  FramedStatement& add(std::string sql);
  void begin() { control("BEGIN IMMEDIATE", FramedStatement::Role::begin); }
  void commit() { control("COMMIT", FramedStatement::Role::commit); }
  void control(std::string sql, FramedStatement::Role role);
  FramedStatement& ask(std::string sql);
  FramedStatement& ask(Stop stop, const std::string& condition);
  void book(std::string sql) { add(std::move(sql)).strategy = Strategy::version; }

  void ask_start();

  [[nodiscard]] bool asks_drift() const { return options_.drift == FrameOptions::Drift::asked; }

  void ask_drift();

  void count_orphans();

  void ask_end();

  void probe();

  void record();

  void move_version();

  void actions();

  void write(const Statement& statement);

  /// What, how and why so, and from where; what it costs or loses stands below. A statement of one
  /// line says for itself what it is, and a loop writes one many times.
  void explain(const Action& action);

  [[nodiscard]] bool is_one_line(const Action& action) const;

  const Plan& plan_;
  const FrameOptions& options_;
  const Checks& checks_;
  const Bookkeeping book_;
  SoFar& so_far_;
  std::vector<FramedStatement> statements_;
  std::vector<std::string> comment_;  ///< For the next statement.
  std::string remark_;                ///< For the next statement.
  std::string summary_;               ///< Of the action that was explained last,
  std::uint32_t told_ = 0;            ///< and where it is written.
  std::string counted_;               ///< Under which name a number is kept that is to be met.
};

}  // namespace migc::backends::sqlite
