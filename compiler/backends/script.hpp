#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/source/span.hpp"

namespace migc::backends {

/// How a change is made, and so what it costs.
enum class Strategy : std::uint8_t {
  native,    ///< One statement that the database has for it.
  metadata,  ///< An edit of the schema table: the declaration changes, no row does.
  rebuild,   ///< A new table, the rows copied, the old one dropped.
  data,      ///< The author's own statement over rows.
  check,     ///< Reads, and stops the migration when it finds what must not be.
  version,   ///< Moves the version table.
};

/// "native", "rebuild", …, as JSON has it.
[[nodiscard]] std::string_view word(Strategy strategy);

/// A name that ALTER TABLE takes away: a column's, or the table's own.
struct RemovedName {
  std::string table;
  std::string column{};  ///< Empty: the table's.
};

/// A column of a table by their keys; an empty column is which rows the table has.
struct ColumnRef {
  std::string table, column{};
};

/// What a block does to rows that are there already, by the names they have before it.
class RowEffects {
 public:
  /// Whatever the block does is not known.
  void all() { everything_ = true; }
  void table(const std::string& table) { tables_.insert(table); }
  /// The values of a column are others; `converted`: NULL is still NULL, and nothing else is.
  void column(const std::string& table, const std::string& column, bool converted = false);
  void also(const RowEffects& other);

  /// Whether a query over the place may have another answer. One that asks for NULLs alone does
  /// not mind conversions.
  [[nodiscard]] bool at(const ColumnRef& place, bool nulls_only = false) const;

 private:
  bool everything_ = false;
  std::set<std::string> tables_;
  std::set<std::pair<std::string, std::string>> columns_, converted_;
};

/// A row check: what a block needs of the rows that are there, which can be asked before it runs.
struct Requirement {
  enum class Kind : std::uint8_t {
    no_nulls,        ///< A column becomes NOT NULL.
    no_rows,         ///< A column that is new has no value for any of them.
    unique,          ///< A key or a unique index is added.
    check,           ///< A condition is added.
    parents,         ///< A foreign key is added.
    convertible,     ///< The new type takes no other values.
    fits,            ///< The new type is shorter.
    unchanged,       ///< The new type would make another value of it.
    converted,       ///< `using` yields NULL for a column that is NOT NULL.
    no_lost_rows,    ///< A table is dropped.
    no_lost_values,  ///< A column is dropped.
    not_replaced,    ///< A column becomes generated.
    assertion,       ///< The author's own condition.
  } kind = Kind::no_nulls;
  std::string table;     ///< As it is called when it is asked; empty for an assertion.
  std::string subject;   ///< The column, the key, the condition; what an assertion says.
  std::string count;     ///< A query: how many rows do not comply, `most_counted` + 1 at most.
  std::string key{};     ///< What rows are known by: `id`, `rowid`.
  std::string sample{};  ///< A query: the keys of a few such rows as literals; empty without.
  std::vector<ColumnRef> reads{};
  /// Whether nothing before it in its own block touches what it reads; else only running it tells.
  bool early = true;
  source::Span written = {};
  std::string none{};  ///< Of a loss: the condition that there are no such rows.

  static constexpr std::size_t most_counted = 1000;
  /// Whether it is about what would be lost, and not about what the database would refuse. It is
  /// asked again right before the statement.
  [[nodiscard]] bool is_of_loss() const {
    return kind == Kind::no_lost_rows || kind == Kind::no_lost_values ||
           kind == Kind::not_replaced || kind == Kind::fits || kind == Kind::unchanged;
  }
  /// Whether its answer at this moment stays the same over `before`.
  [[nodiscard]] bool survives(const RowEffects& before) const;
};

/// One statement of SQL, or a condition that has to hold where it stands.
struct Statement {
  enum class Kind : std::uint8_t {
    sql,      ///< Executed as it is.
    count,    ///< A number: the rows that the table of the next `rows` is to have.
    rows,     ///< A condition, or behind `count` a number: a table has all of its rows.
    assert_,  ///< A condition: the author's own, with `otherwise` as what to say.
  } kind = Kind::sql;
  std::string text;         ///< Without a closing `;`.
  std::string otherwise{};  ///< What a failing condition says.
  std::string reads{};      ///< The table that it copies row by row, for those who wait for it.
  std::optional<RemovedName> taken{};
  bool if_passed = false;    ///< It ends in a condition: no check before it may have failed.
  std::string redeclares{};  ///< The table whose declaration alone it changes.
  /// What a condition requires of the rows, where it is not the author's own.
  std::shared_ptr<const Requirement> requirement{};
  bool sure = false;  ///< Of rows: they can only be other where a statement has failed.
  /// The same with the names of columns, where `text` leaves them out since the table is known to
  /// have exactly these.
  std::string named{};
};

/// What one statement of a migration, or several that were made one, becomes.
struct Action {
  Strategy strategy = Strategy::native;
  std::string summary;                ///< One line for the reviewer: "rebuild of devices: …".
  std::string why{};                  ///< Why it is made so, where there was a choice.
  std::vector<std::string> notes{};   ///< What it costs or loses, a line each.
  std::vector<std::string> tables{};  ///< The tables it touches.
  bool rewrites_rows = false;
  std::vector<std::string> loses{};  ///< What is lost with it: `t.column`, `t`, `rows of t`.
  bool raw = false;                  ///< SQL that its author wrote whole, and nothing is known of.
  bool may_fail_alone = false;       ///< `allow uncoupled`: for clients that go on after errors.
  std::vector<Statement> statements{};
  source::Span written = {};  ///< The (first) statement of the `.mig` file it comes from.
};

/// An object as the schema table of a database has it.
struct Kept {
  std::string type;  ///< `table`, `view`, `index` or `trigger`.
  std::string name;
  std::string sql;  ///< The statement that creates it.
};

/// One block of one revision in the SQL of one dialect.
struct Script {
  std::vector<Action> actions;
  bool transactional = true;
  /// Tables whose foreign keys are counted before and after: a migration may leave no new orphan.
  struct ForeignKeys {
    std::string table;
    std::string before;  ///< The table that held its rows before the block; empty for a new one.
  };
  std::vector<ForeignKeys> foreign_keys{};
  /// What would lose rows, or rewrite references, if foreign keys were enforced: "drop of devices".
  std::vector<std::string> needs_foreign_keys_off{};
  /// What must be there at the end, or must not: an object, or a column of `table`.
  struct Outcome {
    enum class What : std::uint8_t { table, view, index, trigger, column } what = What::table;
    std::string name;
    std::string table{};
    bool present = true;
    bool exact = false;  ///< In these letter cases, which is all that a rename has changed.
  };
  std::vector<Outcome> outcome{};
  /// What the block drops or makes anew, as it has to be before: whatever somebody has changed of
  /// it by hand would be lost.
  struct Guard {
    Kept object;
    std::vector<Kept> on_it{};  ///< Its indexes and triggers: these, and no others.
    std::string condition{};    ///< That it is so, as far as a query can tell.
    std::string relation{};     ///< The key of the table or view that it is, or is on.
  };
  std::vector<Guard> guards{};
  /// What the block takes away: who reads it without being known to the model would break.
  struct Gone {
    std::string name;
    std::string column{};  ///< Empty: all of it.
    bool follows = false;  ///< It is renamed, and the database does so in whatever reads it.
    std::vector<std::string> known{};  ///< Who in the model has such a word in its text.
  };
  std::vector<Gone> gone{};
  /// An object as it is behind the block, and as it was before, if it was there.
  struct Made {
    Kept after;
    std::optional<Kept> before{};
    bool certain = false;  ///< The block itself sees to it that it is so, or is guarded.
    /// Of a view or a trigger: a statement that does nothing, and that the database takes only
    /// where all that is named there means something. Empty where that is not to be asked.
    std::string probe{};
    std::vector<std::string> reads{};  ///< Keys: of which the block does not know that they are so.
  };
  std::vector<Made> made{};
  std::vector<Requirement> requirements{};
  RowEffects touched{};
};

/// The version table before and after a revision is applied or reverted: a row per head.
struct VersionMove {
  std::vector<std::string> before, after;  ///< Sorted.
};

/// Version rows for people: `001_a, 002_b`, or `base`.
[[nodiscard]] std::string rows_text(const std::vector<std::string>& rows);

/// What the log says of a revision after a plan.
struct LogEntry {
  std::string revision;
  std::string_view event;  ///< `upgrade`, `downgrade`, `stamp`, `accept`.
  std::string checksum{};  ///< Of the upgrade as it is now; see syntax/checksum.hpp.
};

/// One revision on its way up or down.
struct Plan {
  std::string revision, message, path;  ///< `path` of the `.mig` file, as the project knows it.
  bool upgrade = true;
  Script script;
  VersionMove version;
  std::vector<LogEntry> log{};
  bool from_nothing = false;  ///< It makes everything itself: the database has to be empty.
};

}  // namespace migc::backends
