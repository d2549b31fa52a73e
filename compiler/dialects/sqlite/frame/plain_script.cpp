#include "compiler/dialects/sqlite/frame/plain_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"
#include "compiler/dialects/sqlite/frame/own_names.hpp"
#include "compiler/dialects/sqlite/frame/plain_plan.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"

namespace migc::backends::sqlite {

namespace {

class PlainScript final : public Framer {
 public:
  PlainScript(bool several, const FrameOptions& options)
      : options_(options), checks_(several, options_), own_(options.own_prefix) {}

  void expect(const Plan& plan) override {
    own_.make_way_for(plan);
    checks_.add(plan);
    is_empty_ = false;
  }

  [[nodiscard]] std::vector<FramedStatement> opening() const override {
    std::vector<FramedStatement> statements;
    if (is_empty_) return statements;
    const auto add = [&](std::string sql, std::string remark = {}) {
      FramedStatement& added = statements.emplace_back();
      added.sql = std::move(sql);
      added.remark = std::move(remark);
      added.in_transaction = false;
    };
    add("PRAGMA foreign_keys = OFF", "otherwise DROP TABLE deletes the rows that refer to it");
    add("PRAGMA legacy_alter_table = OFF");
    add("PRAGMA ignore_check_constraints = OFF");
    // What a script before it has left in this connection goes. A temporary one comes first among
    // those of a name, so that this drops nothing of a user's; cut off behind a schema's name,
    // `DROP TABLE temp` would.
    add("CREATE TEMP TABLE IF NOT EXISTS migc_check (at)");
    add("DROP TABLE \"migc_check\"",
        "a check is an INSERT that this table refuses; the message is the name of its CHECK");
    add(checks_.create_table());
    const auto add_view = [&](std::string_view name, const std::string& query) {
      add(fmt::format("CREATE TEMP VIEW IF NOT EXISTS {} AS SELECT 1", name));
      add(fmt::format("DROP VIEW \"{}\"", name));
      add(fmt::format("CREATE TEMP VIEW {} AS {}", name, query));
    };
    if (checks_.watches()) add_view("migc_at", Bookkeeping::place_query(options_));
    if (checks_.has_clock()) add_view("migc_run", Bookkeeping::run_query(options_));
    if (checks_.asks(Stop::shape)) {
      add_view("migc_text", text_query());
      add_view("migc_shape", shape_query());
    }
    if (!own_.prefix().empty())
      for (FramedStatement& statement : statements)
        put_prefix(statement.sql, "", plain_names, own_.prefix());
    return statements;
  }

  [[nodiscard]] std::vector<FramedStatement> next(const Plan& plan) override {
    own_.settle();
    std::vector<FramedStatement> statements = PlainPlan(plan, options_, checks_, so_far_).build();
    so_far_.is_empty = false;
    if (checks_.watches()) so_far_.known.follow(plan.script);
    if (!own_.prefix().empty())
      for (FramedStatement& statement : statements)
        if (statement.role == FramedStatement::Role::check ||
            statement.strategy == Strategy::version)
          for (const std::string_view before : {"temp.", "INTO "})  // a trigger says no schema
            put_prefix(statement.sql, before, plain_names, own_.prefix());
    return statements;
  }

  std::size_t print(std::span<const FramedStatement> statements, std::size_t at,
                    std::string& text) const override {
    const FramedStatement& statement = statements[at];
    const bool begins_or_ends =
        at > 0 && statement.written.known() != statements[at - 1].written.known();
    if (!statement.comment.empty() || begins_or_ends) text += '\n';
    for (const std::string& line : statement.comment) text += "-- " + line + "\n";
    // Shells from 3.50 on let nobody write the schema table until they are told to.
    if (statement.sql == "PRAGMA writable_schema = ON") text += ".dbconfig defensive off\n";
    text += for_shell(statement.sql) + ";";
    if (!statement.remark.empty()) text += " -- " + statement.remark;
    text += '\n';
    if (statement.sql == ends_edits && !statement.written.known())
      text += ".dbconfig defensive on\n";
    return at + 1;
  }

 private:
  const FrameOptions options_;
  Checks checks_;
  SoFar so_far_;
  bool is_empty_ = true;
  OwnNames own_;
};

}  // namespace

std::unique_ptr<Framer> plain_framer(bool several, const FrameOptions& options) {
  return std::make_unique<PlainScript>(several, options);
}

}  // namespace migc::backends::sqlite
