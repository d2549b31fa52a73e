#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/session.hpp"

/// One function per command. Each returns the exit code, or throws Stop with one; the reason is in
/// the session's diagnostics then.
namespace migc::cli {

struct InitOptions {
  std::string folder = ".";
};
int init(Session& session, const InitOptions& options);

struct RevisionOptions {
  std::string message;
  std::optional<std::string> rev_id{};
  std::string head = "head";
  bool splice = false;
  std::vector<std::string> labels{};
  std::vector<std::string> depends_on{};
  std::optional<std::string> folder{};  ///< The version folder to write to.
  bool edit = false;                    ///< Open it in the editor.
  bool autogenerate = false;            ///< What leads from the head to the target schema.
  std::optional<std::string> wanted{};  ///< Another schema to go to.
  bool column_order = false;            ///< Whether it has to be the wanted one.
};
int revision(Session& session, const RevisionOptions& options);

struct ImportOptions {
  std::string source;  ///< A database, a `.sql` file, or a folder of them; `-` for standard input.
  bool alembic = false;      ///< It is what `alembic upgrade head --sql` prints.
  bool schema_only = false;  ///< Leave rows out.
  std::string message = "Imported";
  std::optional<std::string> rev_id{};
};
int import_source(Session& session, const ImportOptions& options);

struct FmtOptions {
  std::vector<std::string> files{};  ///< All of the project without; `-` for standard input.
  bool check = false;                ///< Change nothing, and say what would be.
};
int fmt_files(Session& session, const FmtOptions& options);

struct DiffOptions {
  std::string from, to;
  bool sql = false;
  bool exit_code = false;  ///< Whether a difference is an answer of "no".
};
int diff(Session& session, const DiffOptions& options);

struct CheckOptions {
  bool column_order = false;  ///< Whether another order of columns is a difference.
  bool all = false;           ///< Everything that can be checked of a project.
};
int check(Session& session, const CheckOptions& options);
int check_all(Session& session, const CheckOptions& options);

struct SchemaOptions {
  std::string revision = "heads";  ///< Or whatever else diff() reads.
  std::optional<std::string> table{};
  std::string format = "text";  ///< Or mig, sql, json, mermaid or dot.
};
int schema(Session& session, const SchemaOptions& options);

struct BlameOptions {
  std::string subject;  ///< `TABLE` or `TABLE.COLUMN`.
};
int blame(Session& session, const BlameOptions& options);

struct MergeOptions {
  std::vector<std::string> revisions;
  std::string message;
  std::optional<std::string> rev_id{};
  std::vector<std::string> labels{};
};
int merge(Session& session, const MergeOptions& options);

struct RebaseOptions {
  std::string revision;
  std::string onto;
};
int rebase(Session& session, const RebaseOptions& options);

struct SquashOptions {
  std::string range;
  std::string message;
  std::optional<std::string> rev_id{};
  bool remove = false;  ///< The files of what is replaced.
};
int squash(Session& session, const SquashOptions& options);

struct HistoryOptions {
  std::optional<std::string> range{};
  bool indicate_current = false;
};
int history(Session& session, const HistoryOptions& options);

struct GraphOptions {
  std::optional<std::string> range{};
  std::string format = "text";  ///< Or json, mermaid or dot.
};
int graph(Session& session, const GraphOptions& options);

struct HeadsOptions {
  bool resolve_dependencies = false;  ///< Not those that another revision depends on.
  bool check = false;                 ///< Whether there is one at most.
};
int heads(Session& session, const HeadsOptions& options);
int branches(Session& session);

struct CurrentOptions {
  bool check_heads = false;  ///< Whether all heads are applied.
};
int current(Session& session, const CurrentOptions& options);
int status(Session& session);

struct ShowOptions {
  std::string revision;
};
int show(Session& session, const ShowOptions& options);
struct WhenceOptions {
  std::string place;  ///< `FILE:LINE` of a script.
};
int whence(Session& session, const WhenceOptions& options);
int edit(Session& session, const ShowOptions& options);
int explain(Session& session, const ShowOptions& options);
/// What a message means, an example that gives it, and how to fix it.
int explain_code(Session& session, const std::string& code);

struct MigrateOptions {
  std::string revision;
  bool sql = false;
  std::optional<std::string> file{};  ///< Where the script goes; standard output without.
  std::optional<std::string> tag{};   ///< What the log is to call the run.
  bool from_db = false;               ///< The script begins where the database is.
  bool coalesce = false;              ///< All revisions in one transaction.
  bool any_start = false;             ///< A script for databases at any revision.
  bool fresh = false;                 ///< An empty database in one step; upwards only.
  std::string runner = "sqlite3";     ///< Who is to run the script.
  bool allow_data_loss = false;       ///< Drop tables and columns that hold something.
  bool allow_drift = false;           ///< Lose what was changed by hand.
  bool allow_edited = false;          ///< Accept applied revisions as they are now.
  /// Make a backup before the first change, to this file.
  std::optional<std::string> backup{};
  static constexpr const char* usual_backup = "/";  ///< No file's name: one with the time.
};
int upgrade(Session& session, const MigrateOptions& options);
int downgrade(Session& session, const MigrateOptions& options);

struct PreflightOptions {
  std::string revision;
  bool downgrade = false;
  bool sql = false;                   ///< Print the queries instead of asking.
  std::optional<std::string> file{};  ///< Where they go; standard output without.
};
int preflight(Session& session, const PreflightOptions& options);

struct BackupOptions {
  std::optional<std::string> file{};  ///< A name with the time without.
};
int backup(Session& session, const BackupOptions& options);

struct StampOptions {
  std::vector<std::string> revisions;
  bool purge = false;  ///< Whatever the table holds goes first.
  bool sql = false;
  std::optional<std::string> tag{};
  std::string runner = "sqlite3";
};
int stamp(Session& session, const StampOptions& options);

struct EnsureVersionOptions {
  bool sql = false;
};
int ensure_version(Session& session, const EnsureVersionOptions& options);

struct CompileOptions {
  std::string emit = "sql";
  std::optional<std::string> name{};  ///< The namespace of a C++ header.
  std::string runner = "sqlite3";
  bool allow_data_loss = false;  ///< The scripts do not ask what is lost.
  bool check = false;            ///< Write nothing, and say what is stale.
  std::optional<std::string> depfile{};
  std::optional<std::string> stamp{};  ///< Touched by every run; what the depfile is about, then.
};
int compile(Session& session, const CompileOptions& options);

/// `format` is `junit` or `tap`, or what the session knows already.
int verify(Session& session, const std::string& format);

/// Answers an editor over standard input and output, until it says `exit`.
int lsp(Session& session);

/// A word that a shell may put on the command line.
struct Candidate {
  std::string text, description;
};
struct CompleteOptions {
  /// What there is besides the candidates. `schemas`: revisions and files.
  enum class Kind : std::uint8_t { words, revisions, schemas, tables, files, folders };
  Kind kind = Kind::words;
  std::string before{};  ///< What of the word is no part of the value: `--runner=`.
  std::string typed{};   ///< What the candidates begin with.
  std::vector<Candidate> candidates{};
};
/// Prints what may stand in a place, one to a line with a tab and a description; `:files` or
/// `:folders` for what the shell finds itself.
int complete(Session& session, const CompleteOptions& options);

}  // namespace migc::cli
