#include "compiler/dialects/sqlite/frame/checked_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/checked_plan.hpp"
#include "compiler/dialects/sqlite/frame/own_names.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

/// Statements that stand or fall together, and with a row of the check table: the body of a
/// trigger, which SQLite runs as a part of the one statement that fires it.
std::string one_statement(std::span<const FramedStatement> statements,
                          const std::string& check_table) {
  std::string text =
      fmt::format("CREATE TEMP TRIGGER _migc_step AFTER UPDATE ON temp.{} BEGIN\n", check_table);
  for (const FramedStatement& statement : statements) {
    if (&statement != &statements.front())  // the first one's stand before the trigger
      for (const std::string& line : statement.comment) text += "  -- " + line + "\n";
    text += "  " + statement.sql + ";\n";
  }
  return text + fmt::format(
                    "END;\nUPDATE temp.{} SET what = what WHERE what = 'start';\n"
                    "DROP TRIGGER temp._migc_step",
                    check_table);
}

/// Only where a name stands as the script itself writes it: elsewhere it is a user's. In what a
/// plan has it is qualified.
void rename_own(FramedStatement& statement, const std::string& prefix) {
  constexpr std::array<std::string_view, 6> before_names = {
      "temp.",        "TABLE ",
      "TABLE \"",     "TABLE IF NOT EXISTS ",
      "INSERT INTO ", "sqlite_temp_master WHERE name = '"};
  const std::size_t places = statement.written.known() ? 1 : before_names.size();
  for (const std::string_view before : std::span(before_names).first(places))
    put_prefix(statement.sql, before, check_table_names, prefix);
}

/// A savepoint before a statement keeps a client that goes on after errors out of autocommit when
/// SQLite has rolled back by itself; the check table then rolls back what such a client did.
class CheckedScript final : public Framer {
 public:
  CheckedScript(bool several, const FrameOptions& options)
      : options_(options), own_(options.own_prefix) {
    turn_.scripted = several;
  }

  void expect(const Plan& plan) override { own_.make_way_for(plan); }

  [[nodiscard]] std::vector<FramedStatement> opening() const override { return {}; }

  [[nodiscard]] std::vector<FramedStatement> next(const Plan& plan) override {
    own_.settle();
    std::vector<FramedStatement> statements = CheckedPlan(plan, options_, turn_, known_).build();
    if (!options_.any_start) known_.follow(plan.script);
    turn_.first = false;
    if (turn_.scripted) turn_.after = plan.revision;
    if (!own_.prefix().empty())
      for (FramedStatement& statement : statements) rename_own(statement, own_.prefix());
    return statements;
  }

  std::size_t print(std::span<const FramedStatement> statements, std::size_t at,
                    std::string& text) const override {
    const FramedStatement& statement = statements[at];
    for (const std::string& line : statement.comment) text += "-- " + line + "\n";
    if (statement.guarded && statement.in_transaction) text += "SAVEPOINT step; ";
    if (statement.coupled == FramedStatement::Coupled::no) {
      text += for_shell(statement.sql) + ";\n";
      return at + 1;
    }
    const std::size_t first = at;
    while (statements[at].coupled == FramedStatement::Coupled::with_next) ++at;
    text +=
        one_statement(statements.subspan(first, at + 1 - first), own_.prefix() + "_migc_checks") +
        ";\n";
    return at + 1;
  }

 private:
  const FrameOptions options_;
  KnownRelations known_;
  OwnNames own_;
  Turn turn_;
};

}  // namespace

std::unique_ptr<Framer> checked_framer(bool several, const FrameOptions& options) {
  return std::make_unique<CheckedScript>(several, options);
}

}  // namespace migc::backends::sqlite
