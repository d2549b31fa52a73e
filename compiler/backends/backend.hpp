#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/inserted_rows.hpp"

namespace migc::backends {

/// Turns one block into SQL, step by step as the schema is replayed: several changes to one table
/// in a row become one, so an emitter may hold steps back until it sees another table.
class Emitter {
 public:
  virtual ~Emitter() = default;
  /// What follows takes back a block that has inserted these rows.
  virtual void undoes(const sql::InsertedRows& inserted) = 0;
  /// The next expanded step, with the schema as it is before it.
  virtual void step(const ir::Step& step, const schema::Schema& before) = 0;
  /// The block has ended, with the schema as it is now.
  virtual Script finish(const schema::Schema& after) = 0;
};

/// One statement as it is executed, and what a reader should know of it.
struct FramedStatement {
  std::string sql;                   ///< Without the closing `;`.
  std::vector<std::string> comment;  ///< Lines before it; plain text, one line each.
  std::string remark{};              ///< Behind it, on its last line.
  source::Span written = {};         ///< Where the `.mig` file asks for it, if it does.
  bool in_transaction = true;
  Strategy strategy = Strategy::check;
  std::string reads{};   ///< The table that it copies row by row, if it does.
  bool guarded = false;  ///< A savepoint stands before it where clients may go on after errors.
  /// Where clients may go on after errors, it is part of one statement with those that follow, up
  /// to the last.
  enum class Coupled : std::uint8_t { no, with_next, last } coupled = Coupled::no;
  /// What it asks of the rows, where that is not the author's own condition.
  std::shared_ptr<const Requirement> requirement{};
  /// The table whose orphan rows it counts again at the end, if it does.
  std::string orphans_of{};
  /// What it is to whoever executes it.
  enum class Role : std::uint8_t {
    own,     ///< Does what the plan is about, or keeps the books.
    begin,   ///< Begins the transaction.
    commit,  ///< Ends it.
    check,   ///< Changes nothing, and fails by a named CHECK when something is not so.
    probe,   ///< Does nothing, and fails where what the plan has made does not work.
  } role = Role::own;
  std::vector<std::string> who{};  ///< Queries for the names of what it then fails for.
};

/// Who runs a script.
enum class Runner : std::uint8_t {
  client,   ///< The database's own command-line client.
  driver,   ///< Any program that takes SQL.
  wrapped,  ///< A program that has opened a transaction itself and stops at the first error.
};

/// A line of a `.mig` file.
struct FileLine {
  std::string file;
  std::size_t line = 0;
};

/// What frames have to know besides the plan.
struct FrameOptions {
  Runner runner = Runner::client;
  std::string version_table = "migc_version";
  std::string log_table = "migc_log";
  std::string tool{};                   ///< What the log names as the program: "migc 1.0".
  std::optional<std::string> run_by{};  ///< Who executes it, where that is known.
  std::optional<std::string> tag{};     ///< What the user calls this run.
  int min_version = 3035000;            ///< The oldest engine it is made for; as Options has it.
  bool any_start = false;               ///< Each plan may be the first that is run.
  bool rehearsed = true;                ///< Its statements have run on a scratch database.
  std::string own_prefix{};             ///< Before a script's own names; see Backend::own_prefix().
  /// Where something is written, for readers; without, they are not told.
  std::function<FileLine(source::Span)> place_of{};
  /// What becomes of changes that somebody has made by hand to what a plan drops or makes anew.
  enum class Drift : std::uint8_t {
    asked,    ///< The script asks whether there are any, and ends there.
    allowed,  ///< They are lost.
  } drift = Drift::asked;
};

/// Writes the statements of one script: those of its plans with everything around them that makes
/// them safe, the transaction, the checks of start and outcome, the move of the version table. This
/// is what is executed, and printed.
class Framer {
 public:
  virtual ~Framer() = default;
  /// Takes in what the opening has to have for a plan. Plans are expected in their order, each
  /// before it is the next.
  virtual void expect(const Plan& plan) = 0;
  /// What comes before the first plan; for all that were expected until now.
  [[nodiscard]] virtual std::vector<FramedStatement> opening() const = 0;
  /// The statements of the next plan.
  [[nodiscard]] virtual std::vector<FramedStatement> next(const Plan& plan) = 0;
  /// Adds the statement at `at` to a text for whoever runs the script, with those behind it that
  /// are one with it, and returns the place behind them.
  virtual std::size_t print(std::span<const FramedStatement> statements, std::size_t at,
                            std::string& text) const = 0;
  [[nodiscard]] std::string text(std::span<const FramedStatement> statements) const;
};

/// A piece of a script that runs where it is pending.
struct Body {
  std::string rows;  ///< Of the version table behind it, sorted, a line each.
  std::string text;
  /// It only records by other names where the database is: `rows` are those before it, and it runs
  /// nowhere else.
  bool renames = false;
};

/// What may be chosen of how changes are made.
struct EmitOptions {
  enum class Rebuild : std::uint8_t { automatic, always, never } rebuild = Rebuild::automatic;
  bool metadata = false;      ///< Changes of a declaration alone may edit the schema table.
  bool transactional = true;  ///< The block runs in a transaction.
  int min_version = 3035000;  ///< The oldest engine that has to take the script; as SQLite counts.
};

/// What a reader of a script is told: a word or two, and the lines that stand beside it.
struct Advice {
  std::string topic;
  std::vector<std::string> lines;
};

/// A database's dialect of SQL.
class Backend {
 public:
  virtual ~Backend() = default;
  /// What it says of names, words and catalogues.
  [[nodiscard]] virtual const dialect::Dialect& rules() const = 0;
  [[nodiscard]] std::string_view name() const { return rules().name; }
  /// The oldest version that runs a plan, as FrameOptions counts; 0 if any does.
  [[nodiscard]] virtual int min_version(const Plan& plan) const = 0;
  /// What runs a script, as people write it: "SQLite 3.35 or newer".
  [[nodiscard]] virtual std::string title(int version) const = 0;
  /// What the head of a script says of running it.
  [[nodiscard]] virtual std::vector<Advice> how_to_run(Runner runner, bool several) const = 0;
  /// Commands to the database's own client that stand before the first statement.
  [[nodiscard]] virtual std::string directives(Runner runner) const = 0;
  /// Reports why a plan must not be given to a runner.
  virtual void check_runner(const Plan& plan, Runner runner,
                            diagnostics::Diagnostics& diagnostics) const = 0;
  /// Whether the statement of an operation cannot be tied to those around it, so that it may fail
  /// alone in a program that goes on after errors.
  [[nodiscard]] virtual bool stands_alone(const ir::Operation& operation) const = 0;
  /// `diagnostics` gets what this dialect cannot do.
  [[nodiscard]] virtual std::unique_ptr<Emitter> emitter(
      const EmitOptions& options, diagnostics::Diagnostics& diagnostics) const = 0;
  /// The statement that creates an object; empty where the dialect has none for it.
  [[nodiscard]] virtual std::string create(const schema::Object& object,
                                           const schema::Schema& schema) const = 0;
  /// `several`: more than one plan will be expected.
  [[nodiscard]] virtual std::unique_ptr<Framer> framer(bool several,
                                                       const FrameOptions& options) const = 0;
  /// What to put before the names of a script's own temporary things, because these texts have them
  /// already; mostly nothing.
  [[nodiscard]] virtual std::string own_prefix(std::span<const std::string_view> texts) const = 0;
  /// The end of a script for databases at any revision: `bodies` are those of its revisions in
  /// order, and it runs those behind the one after which the version table is as it is found. For
  /// the database's own client, behind opening().
  [[nodiscard]] virtual std::string run_pending(const std::vector<Body>& bodies,
                                                const FrameOptions& options) const = 0;
  /// A script of queries that changes nothing and runs all row checks that the plans have of the
  /// rows that are there: it prints what is not met, or `ok`.
  [[nodiscard]] virtual std::string row_check_queries(const std::vector<Plan>& plans,
                                                      const FrameOptions& options) const = 0;
  /// Queries for the names of what somebody has made by hand and what would break without what a
  /// plan takes away: views and triggers that may read it, and tables that refer to it.
  struct Readers {
    std::string views_and_triggers, tables;
  };
  [[nodiscard]] virtual Readers readers(const Script::Gone& gone) const = 0;
};

}  // namespace migc::backends
