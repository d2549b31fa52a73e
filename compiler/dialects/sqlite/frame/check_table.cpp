#include "compiler/dialects/sqlite/frame/check_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "compiler/backends/quote.hpp"

namespace migc::backends::sqlite {

namespace {

bool has(const Script& script, const std::function<bool(const Statement&)>& property) {
  for (const Action& action : script.actions)
    if (std::any_of(action.statements.begin(), action.statements.end(), property)) return true;
  return false;
}

bool has(const Script& script, Statement::Kind kind) {
  return has(script, [kind](const Statement& statement) { return statement.kind == kind; });
}

std::string_view type_word(Script::Outcome::What what) {
  using What = Script::Outcome::What;
  switch (what) {
    case What::table:
      return "table";
    case What::view:
      return "view";
    case What::index:
      return "index";
    case What::trigger:
      return "trigger";
    case What::column:
      return "column";
  }
  return "";
}

std::string has_column(const std::string& table, const std::string& column) {
  return fmt::format(
      "EXISTS (SELECT 1 FROM temp.pragma_table_xinfo({}, 'main') WHERE name = {} COLLATE NOCASE)",
      literal(table), literal(column));
}

/// A few of several names, for a message.
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t at = 0; at < std::min(names.size(), most); ++at)
    text += (at == 0 ? "" : " or ") + names[at];
  return text + (names.size() > most ? " or another table" : "");
}

/// Rows for a VALUES. A condition for each would be too deep for SQLite where there are many.
class Rows {
 public:
  void add(const std::string& row) {
    text_ += fmt::format("{}({})", text_.empty() ? "" : ", ", row);
    ++count_;
  }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::string text_;
  std::size_t count_ = 0;
};

}  // namespace

bool begins(const Plan& plan) {
  return plan.version.before.empty() && !plan.log.empty() && plan.log.back().event == "upgrade";
}

namespace {

/// One column for all of them, which a table may have only so many of: its value is the number of
/// the one that fails.
std::string conditions_of(const Plan& plan) {
  std::string text;
  std::size_t number = 0;
  bool shared = false;
  const auto check = [](std::size_t fails, const std::string& message) {
    return fmt::format("\n    CONSTRAINT {} CHECK (ok_assert IS NOT {})",
                       quoted(comment_line(message), '"'), fails);
  };
  for (const Action& action : plan.script.actions)
    for (const Statement& statement : action.statements) {
      if (statement.kind != Statement::Kind::assert_) continue;
      if (const std::size_t fails = number_of_condition(number++, statement);
          fails != shared_condition)
        text += check(fails, statement.otherwise);
      else
        shared = true;
    }
  if (shared)
    text += check(shared_condition, fmt::format("rows or values that {} drops would be lost: to "
                                                "accept the loss, add `--allow-data-loss`",
                                                plan.revision));
  return text.empty() ? "" : ",\n  ok_assert DEFAULT 1" + text;
}

}  // namespace

std::size_t number_of_condition(std::size_t before, const Statement& condition) {
  return condition.requirement && before >= most_conditions ? shared_condition : before + 2;
}

std::string check_table_of(const Plan& plan, const FrameOptions& options) {
  const auto check = [](std::string_view column, const std::string& message) {
    return fmt::format(",\n  {0} DEFAULT 1 CONSTRAINT {1} CHECK ({0} IS 1)", column,
                       quoted(comment_line(message), '"'));
  };
  std::string text = "CREATE TEMP TABLE _migc_checks (\n  what TEXT PRIMARY KEY";
  if (!plan.log.empty()) text += fmt::format(",\n  at TEXT DEFAULT ({})", now);
  if (!plan.script.foreign_keys.empty()) text += ",\n  orphans INTEGER";
  if (has(plan.script, Statement::Kind::count)) text += ",\n  rows INTEGER";
  if (has(plan.script, [](const Statement& one) { return !one.redeclares.empty(); }))
    text += ",\n  declaration TEXT";
  if (options.runner != Runner::wrapped)
    text += check("ok_alone", "another transaction is open: nothing was changed");
  if (plan.from_nothing)
    text += check("ok_managed",
                  "the database is not empty: nothing was changed; without --fresh, migc continues "
                  "from its revision");
  else if (begins(plan))
    text += check("ok_managed", fmt::format("the database has tables but no {}: nothing was "
                                            "changed; record its revision with `migc stamp`",
                                            options.version_table));
  text += check("ok_start", fmt::format("the database is not at {}: nothing was changed",
                                        rows_text(plan.version.before)));
  if (options.drift == FrameOptions::Drift::asked) {
    std::vector<std::string> guarded, read;
    for (const Script::Guard& guard : plan.script.guards) guarded.push_back(guard.object.name);
    for (const Script::Gone& gone : plan.script.gone)
      if (!gone.follows) read.push_back(gone.name + (gone.column.empty() ? "" : ".") + gone.column);
    if (!guarded.empty())
      text += check("ok_shape", fmt::format("{} was changed by hand: nothing was changed; `migc "
                                            "check --url URL` shows the difference",
                                            some_of(guarded)));
    if (!read.empty())
      text += check(
          "ok_readers",
          fmt::format("something made by hand depends on {}: nothing was changed", some_of(read)));
  }
  if (has(plan.script, Statement::Kind::rows))
    text += check("ok_rows",
                  plan.from_nothing
                      ? "a table does not have all of its rows: nothing was changed"
                      : "a copy does not have as many rows as its table: nothing was changed");
  text += conditions_of(plan);
  if (!plan.script.foreign_keys.empty())
    text += check("ok_foreign_keys",
                  fmt::format("{} would violate foreign keys (orphan rows): it was rolled back",
                              plan.revision));
  text += check("ok_whole",
                fmt::format("{} did not run completely: it was rolled back", plan.revision));
  return text + "\n)";
}

ObjectLifetimes::ObjectLifetimes(const Script& script) : script_(script) {
  for (const Script::Outcome& one : script.outcome) {
    if (one.what == Script::Outcome::What::column) continue;
    outcomes_.insert(source::fold(one.name));
    (one.present ? present_ : absent_)
        .insert({std::string(type_word(one.what)), source::fold(one.name)});
  }
  for (const Action& action : script.actions)
    for (const Statement& statement : action.statements) {
      if (const auto dropped = object_of(statement.text, "drop")) {
        ObjectEvents& story = stories_[*dropped];
        ++story.drops;
        story.is_made_again = false;
        story.is_passing = std::exchange(story.is_created, false);
      } else if (const auto created = object_of(statement.text, "create")) {
        ObjectEvents& story = stories_[*created];
        story.is_made_again = story.drops > 0;
        story.is_created = true;
        story.is_passing = false;
      }
    }
}

bool ObjectLifetimes::returns(const NamedObject& dropped) const {
  const auto story = stories_.find(dropped);
  return present_.contains(dropped) ||
         (story != stories_.end() && (story->second.is_made_again || story->second.drops > 1));
}

bool ObjectLifetimes::returns(const RemovedName& taken) const {
  using What = Script::Outcome::What;
  return std::any_of(script_.outcome.begin(), script_.outcome.end(),
                     [&](const Script::Outcome& one) {
                       if (!one.present) return false;
                       // A table may have another name by then.
                       if (!taken.column.empty())
                         return one.what == What::column && source::same(one.name, taken.column);
                       return (one.what == What::table || one.what == What::view) &&
                              source::same(one.name, taken.table);
                     });
}

std::string orphans_in(const std::string& table) {
  return fmt::format("count(*) FROM temp.pragma_foreign_key_check({}, 'main')", literal(table));
}

bool edits_declarations(const Script& script) {
  return std::any_of(script.actions.begin(), script.actions.end(),
                     [](const Action& action) { return action.strategy == Strategy::metadata; });
}

std::string declaration_of(const std::string& table) {
  return fmt::format(
      "(SELECT sql FROM main.sqlite_master WHERE type = 'table' AND lower(name) = {})",
      literal(source::fold(table)));
}

std::string is_gone(const RemovedName& taken) {
  return taken.column.empty()
             ? fmt::format(
                   "NOT EXISTS (SELECT 1 FROM main.sqlite_master WHERE type IN ('table', 'view') "
                   "AND lower(name) = {})",
                   literal(source::fold(taken.table)))
             : fmt::format("NOT {}", has_column(taken.table, taken.column));
}

std::vector<std::string> ObjectLifetimes::conditions() const {
  using What = Script::Outcome::What;
  Rows present, absent, columns, columns_absent;
  const auto is_there = [&](std::string_view type, const std::string& name) {
    present.add(fmt::format("{}, {}", literal(type), literal(source::fold(name))));
  };
  const auto is_gone = [&](bool trigger, const std::string& name) {
    absent.add(fmt::format("{}, {}", trigger ? "1" : "0", literal(source::fold(name))));
  };
  for (const auto& [object, story] : stories_) {  // what is no outcome of the revision
    const bool is_outcome = present_.contains(object) || absent_.contains(object);
    if (story.is_made_again && object.type != "table" && !is_outcome)
      is_there(object.type, object.name);
    if (story.is_passing && !outcomes_.contains(object.name))
      is_gone(object.type == "trigger", object.name);
  }
  for (const Script::Outcome& one : script_.outcome) {
    if (one.what == What::column) {
      const std::string name = one.exact ? one.name : source::fold(one.name);
      (one.present ? columns : columns_absent)
          .add(fmt::format("{}, {}, {}", literal(one.table), literal(name), one.exact ? 1 : 0));
    } else if (one.present) {
      is_there(type_word(one.what), one.name);
    } else {
      is_gone(one.what == What::trigger, one.name);
    }
  }
  std::vector<std::string> conditions;
  for (const Rows* of : {&columns, &columns_absent})
    if (!of->empty())
      conditions.push_back(
          fmt::format("(SELECT count(*) FROM (VALUES {}) AS c, "
                      "temp.pragma_table_xinfo(c.column1, 'main') AS i WHERE "
                      "iif(c.column3, i.name, lower(i.name)) = c.column2) = {}",
                      of->text(), of == &columns ? of->count() : 0));
  if (!present.empty())
    conditions.push_back(
        fmt::format("(SELECT count(*) FROM main.sqlite_master WHERE (type, "
                    "lower(name)) IN (VALUES {})) = {}",
                    present.text(), present.count()));
  if (!absent.empty())
    conditions.push_back(
        fmt::format("NOT EXISTS (SELECT 1 FROM main.sqlite_master WHERE (type = "
                    "'trigger', lower(name)) IN (VALUES {}))",
                    absent.text()));
  return conditions;
}

}  // namespace migc::backends::sqlite
