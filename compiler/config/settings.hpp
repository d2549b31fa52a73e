#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/url.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::config {

/// Where a value was set, for messages and for `-v`.
struct Origin {
  enum class Kind : std::uint8_t {
    standard,
    file,
    environment,
    command_line
  } kind = Kind::standard;
  source::Span place = {};  ///< The value in migc.toml, for `file`.
  std::string name{};       ///< `MIGC_URL`, `--url`, or the key: `env.production.url`.
};

template <class T>
struct Setting {
  T value{};
  Origin origin{};
};

/// A `${NAME}` without a value or a default, told only when the value is needed.
struct UnsetVariable {
  std::string name;
  source::Span place = {};
};

enum class RevisionIds : std::uint8_t { sequential, hash, timestamp };
enum class Rebuild : std::uint8_t { automatic, always, never };
/// Whether changes of a declaration alone may edit sqlite_schema.
enum class Strategy : std::uint8_t { automatic, metadata };

/// Everything that can be set. Paths are as written; `resolve` makes them usable.
struct Settings {
  std::filesystem::path root;  ///< Folder of migc.toml, or empty: the working directory.
  std::filesystem::path file;  ///< The migc.toml in use; empty without one.
  std::string env;             ///< The chosen `[env.NAME]`; empty without.

  Setting<std::vector<std::string>> versions{{"migrations"}, {}};
  Setting<bool> recursive{};
  Setting<bool> coalesce{};  ///< One transaction for all revisions of a run.
  Setting<std::string> dialect{"sqlite", {}};
  Setting<std::optional<std::string>> url{};  ///< Expanded; see `database_url`.
  Setting<std::string> schema{"schema.mig", {}};
  /// A program that prints the target schema as SQL, and its arguments; without words there is
  /// none.
  Setting<std::vector<std::string>> schema_command{};
  /// Command lines for the shell that follow the writing of a revision, with `{file}` for its path.
  Setting<std::vector<std::string>> post_write{};
  /// Patterns of the names of tables and views that schemas are compared in: those that one of
  /// `include` fits (all, without any) and none of `exclude`.
  Setting<std::vector<std::string>> include{}, exclude{};
  Setting<std::string> version_table{"migc_version", {}};
  Setting<std::string> log_table{"migc_log", {}};
  Setting<std::string> out{"out", {}};
  Setting<std::string> file_template{"{rev}_{slug}", {}};
  Setting<RevisionIds> rev_ids{};
  Setting<Rebuild> sqlite_rebuild{};
  Setting<Strategy> sqlite_strategy{};
  Setting<std::string> sqlite_min_version{"3.35", {}};  ///< Of the databases to be changed.
  /// Patterns for names of constraints that have none, by `ix`, `uq`, `fk`, `ck`, `pk`.
  std::map<std::string, Setting<std::string>> naming{};

  /// Values for the parameters that revisions declare, by the folded name.
  std::map<std::string, Setting<std::string>> parameters{};

  std::vector<UnsetVariable> url_unset{};  ///< What keeps `url` from being used.

  /// A path that a setting holds, relative to migc.toml, as the working directory sees it.
  [[nodiscard]] std::filesystem::path resolve(std::string_view path) const;
};

/// What the command line says; it wins over everything.
struct Overrides {
  std::optional<std::string> config{}, env{}, url{}, dialect{}, out{};
  /// Where the `.mig` files are; the search for migc.toml begins there.
  std::optional<std::string> folder{};
  bool sqlite_metadata = false;
  std::vector<std::string> parameters{};  ///< `NAME=VALUE`
};

/// Reports an override that can be nothing, whatever the project says.
void check_overrides(const Overrides& overrides, diagnostics::Diagnostics& diagnostics);

/// Reads a variable of the environment. A function, so that tests need not change their own.
using Environment = std::function<std::optional<std::string>(const std::string&)>;
[[nodiscard]] Environment process_environment();

/// A version of SQLite as SQLite counts it: 3.35 is 3035000. Nothing when it is none, or older than
/// 3.35, which brought DROP COLUMN.
[[nodiscard]] std::optional<int> sqlite_version_number(std::string_view text);

/// Looks for migc.toml in `directory`, in its `migrations/`, and so on upwards. The path is
/// relative to `directory` when it lies below it.
[[nodiscard]] std::optional<std::filesystem::path> find_config(
    const std::filesystem::path& directory);

/// Finds and reads migc.toml and merges all sources of settings: command line, then MIGC_URL,
/// MIGC_CONFIG and MIGC_ENV, then `[env.NAME]`, then `[migc]`, then defaults. An empty variable
/// counts as unset, but for MIGC_URL, where it is an error. The text of migc.toml joins `sources`
/// with passwords starred out, so that messages can show its lines.
///
/// Reports everything that is wrong with the file, with places; returns nothing then.
[[nodiscard]] std::optional<Settings> load(const Overrides& overrides,
                                           const Environment& environment,
                                           const std::filesystem::path& directory,
                                           source::SourceSet& sources,
                                           diagnostics::Diagnostics& diagnostics);

/// The database to work on. Reports that none is set, that a variable in it is unset, or what is
/// malformed in it.
[[nodiscard]] std::optional<Url> database_url(const Settings& settings,
                                              diagnostics::Diagnostics& diagnostics);

/// The dialect to compile for: `--dialect`, else what the url says, else the setting. Needs no
/// database, so a url that cannot be used is passed over. Reports a `--dialect` that contradicts
/// `--url`.
[[nodiscard]] std::optional<std::string> effective_dialect(const Settings& settings,
                                                           diagnostics::Diagnostics& diagnostics);

}  // namespace migc::config
