#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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

/// One statement of SQL, or a condition that has to hold where it stands.
struct Statement {
  enum class Kind : std::uint8_t {
    sql,      ///< Executed as it is.
    rows,     ///< A condition: a copy has as many rows as its original.
    assert_,  ///< A condition: the author's own, with `otherwise` as what to say.
  } kind = Kind::sql;
  std::string text;         ///< Without a closing `;`.
  std::string otherwise{};  ///< What a failing condition says.
};

/// What one statement of a migration, or several that were made one, becomes.
struct Action {
  Strategy strategy = Strategy::native;
  std::string summary;                ///< One line for the reviewer: "rebuild of devices: …".
  std::string why{};                  ///< Why it is made so, where there was a choice.
  std::vector<std::string> notes{};   ///< What it costs or loses, a line each.
  std::vector<std::string> tables{};  ///< The tables it touches.
  bool rewrites_rows = false;
  bool loses_data = false;
  std::vector<Statement> statements{};
  source::Span written = {};  ///< The (first) statement of the `.mig` file it comes from.
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
  };
  std::vector<Outcome> outcome{};
};

/// The version table before and after a revision is applied or reverted: a row per head.
struct VersionMove {
  std::vector<std::string> before, after;  ///< Sorted.
};

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
};

}  // namespace migc::backends
