#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// A change of a table that ALTER TABLE has no form for, or not in every version.
struct TableChange {
  std::string what;  ///< For the summary: "type of vendor_name".
  std::string why;   ///< Why ALTER TABLE does not make it.
  /// Every stored row stays what it is under the new declaration, if the condition holds: then an
  /// edit of the declaration would do. https://www.sqlite.org/pragma.html#pragma_writable_schema
  bool declares_only = false;
  std::string condition{};  ///< Over the rows as they are; empty: none is needed.
  std::string otherwise{};  ///< What to say where it does not hold.
  /// Statements over rows may run before it: they do the same, or are refused with it.
  bool waits = false;
  /// The form that ALTER TABLE has for it from some version on.
  std::string native{};
  int native_since = 0;
};

/// Changes to one table with nothing between that could see the middle shape: all native, or
/// together one edit of the declaration or one rebuild.
struct TableRun {
  /// A change that ALTER TABLE can make.
  struct Native {
    Action action;
    bool alters = false;               ///< It changes the table itself, and no index or trigger.
    bool reads_schema = false;         ///< SQLite looks at every view and trigger on the way.
    std::string what{};                ///< As `changes` has it.
    std::optional<ir::Column> adds{};  ///< The column that it adds, if it does no more.
  };

  /// A condition that nothing is lost, over the table as it is when the run begins.
  struct Check {
    std::size_t number;  ///< Of its requirement.
    Statement statement;
  };

  source::Name name;
  std::optional<ir::Table> before;  ///< None: the table is created in this run.
  std::vector<ir::Index> indexes_before;
  /// For each column but the generated ones its value as SQL over the old table, by key; for a new
  /// one what its default was when it was added.
  std::map<std::string, std::string> values;
  std::set<std::string> added{};  ///< Keys of columns that came in this run.
  std::vector<Check> checks{};    ///< Those of changes without a native form.
  bool converts = false;          ///< Some value is not its old column as it was.
  bool reads_others = false;      ///< Some value comes from another table.
  bool rebuild = false;           ///< One change at least has no native form.
  bool declares_only = true;      ///< Those that have none need no row to be touched.
  std::vector<TableChange> without_native{};
  std::vector<Native> native;        ///< One per change, for as long as all have one.
  std::vector<std::string> changes;  ///< What is changed, for the summary.
  std::vector<std::string> notes;
  std::vector<std::string> loses{};
  /// Whether it is a rebuild that may be written behind statements over the table's rows, once its
  /// native changes are made.
  [[nodiscard]] bool waits() const;
  /// They are written; `schema` is the one now.
  void natives_are_made(const schema::Schema& schema);

  bool forgets_sequence = false;  ///< AUTOINCREMENT is dropped on the way, and its mark with it.
  source::Span written;
};

/// Starts a run over a table as it stands.
[[nodiscard]] TableRun begin_run(const ir::Table& table, const schema::Schema& schema,
                                 source::Span written);

/// What the table is called while its rows are copied.
[[nodiscard]] source::Name aside_name(const source::Name& table, const schema::Schema& schema);

/// The edit of the declaration that a run comes to, once its native changes are made.
[[nodiscard]] Action redeclare(const TableRun& run, const schema::Schema& after);

/// The rebuild that a run comes to. `after` is the schema at the end of the run.
/// https://www.sqlite.org/lang_altertable.html#otheralter
[[nodiscard]] Action rebuild(const TableRun& run, const schema::Schema& after);

/// The columns of a table that foreign keys compare, its own and those that refer to it.
[[nodiscard]] std::vector<source::Name> columns_in_keys(const ir::Table& table,
                                                        const schema::Schema& schema);

/// Whether that rebuild copies all that foreign keys compare, of the table's own and of those that
/// refer to it, as it is. Then it makes no orphans. `after` as above.
[[nodiscard]] bool keeps_keys(const TableRun& run, const schema::Schema& after);

}  // namespace migc::backends::sqlite
