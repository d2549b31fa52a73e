#include "compiler/config/settings.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <system_error>

#include "compiler/config/check.hpp"
#include "compiler/config/toml.hpp"
#include "compiler/diagnostics/catalogue/config.hpp"
#include "compiler/source/name.hpp"
#include "compiler/source/read_file.hpp"

namespace migc::config {

namespace kind = diagnostics::kind;
namespace fs = std::filesystem;

namespace {

/// A value from the command line or the environment, and which of them.
struct Given {
  std::string value;
  Origin origin;
};

/// What an option says, else what a variable says. An empty variable counts as unset.
std::optional<Given> given(const std::optional<std::string>& option, std::string_view option_name,
                           const char* variable, const Environment& environment,
                           bool empty_counts = false) {
  if (option) return Given{*option, {Origin::Kind::command_line, {}, std::string(option_name)}};
  const auto value = environment(variable);
  if (!value || (value->empty() && !empty_counts)) return std::nullopt;
  return Given{*value, {Origin::Kind::environment, {}, variable}};
}

/// A file's text, or why there is none. Only regular files: a device or a pipe might never end.
std::optional<std::string> read_file(const fs::path& path, std::string& why) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) {
    why = "there is no such file";
  } else if (!fs::is_regular_file(status)) {
    why = fs::is_directory(status) ? "it is a folder; name the file in it" : "it is not a file";
  } else {
    if (auto text = source::read_file(path)) return text;
    why = "it cannot be read";
  }
  return std::nullopt;
}

/// Where migc.toml itself lies in the folder of the migrations, that folder is the default.
void adapt_defaults(Settings& settings, const fs::path& directory) {
  std::error_code failure;
  const fs::path folder = fs::weakly_canonical(directory / settings.file, failure).parent_path();
  if (folder.filename() == "migrations" && !fs::is_directory(folder / "migrations", failure))
    settings.versions.value = {"."};
}

/// The migc.toml that nothing names, as the working directory sees it.
std::optional<std::string> found_config(const Overrides& overrides, const fs::path& directory) {
  const fs::path begin = overrides.folder.value_or("");
  const auto found = find_config(directory / begin);
  if (!found) return std::nullopt;
  return (begin / *found).lexically_normal().string();
}

/// The folder of the `.mig` files that the command line names, unless it has the migc.toml, which
/// says where they are.
void apply_folder(Settings& settings, const std::string& folder, const fs::path& directory) {
  std::error_code failure;
  if (!settings.file.empty() &&
      fs::equivalent(directory / settings.root, directory / folder, failure))
    return;
  const fs::path written = fs::path(folder).lexically_normal();
  fs::path relative = written;  // to migc.toml
  if (!written.is_absolute() && !settings.root.empty())
    relative = written.lexically_relative(settings.root);
  if (relative.empty()) relative = fs::absolute(directory / written);
  settings.versions = {{relative.string()}, {Origin::Kind::command_line, {}, "DIR"}};
}

/// Reads the file that `settings.file` names.
void read(Settings& settings, const Given& config, std::string_view env_from,
          const Environment& environment, const fs::path& directory, source::SourceSet& sources,
          diagnostics::Diagnostics& diagnostics) {
  std::string why;
  const auto text = read_file(directory / settings.file, why);
  if (!text) {
    auto& complaint =
        diagnostics.report(kind::no_config_file, {}, settings.file.string(), std::string_view(why));
    if (!config.origin.name.empty())
      complaint.note(fmt::format("{} refers to it", config.origin.name));
    return;
  }
  settings.root = settings.file.parent_path();
  adapt_defaults(settings, directory);
  const std::uint32_t file = sources.add(settings.file.string(), star_secrets(*text));
  read_toml(*text, file, sources, env_from, environment, settings, diagnostics);
}

void apply_overrides(Settings& settings, const Overrides& overrides, const Environment& environment,
                     const fs::path& directory) {
  if (const auto url = given(overrides.url, "--url", "MIGC_URL", environment, true)) {
    settings.url = {url->value, url->origin};
    settings.url_unset.clear();
  }
  if (overrides.sqlite_metadata)
    settings.sqlite_strategy = {Strategy::metadata,
                                {Origin::Kind::command_line, {}, "--sqlite-metadata"}};
  for (const std::string& given : overrides.parameters) {
    const std::size_t mark = given.find('=');
    const std::string name = given.substr(0, mark);
    settings.parameters[source::fold(name)] = {
        given.substr(mark + 1), {Origin::Kind::command_line, {}, fmt::format("-x {}", name)}};
  }
  if (overrides.folder) apply_folder(settings, *overrides.folder, directory);
  if (overrides.out) settings.out = {*overrides.out, {Origin::Kind::command_line, {}, "--out"}};
  if (overrides.dialect && is_dialect(*overrides.dialect))
    settings.dialect = {*overrides.dialect, {Origin::Kind::command_line, {}, "--dialect"}};
}

std::string called(const Origin& origin) {
  return origin.kind == Origin::Kind::file ? fmt::format("`{}`", origin.name) : origin.name;
}

}  // namespace

void check_overrides(const Overrides& overrides, diagnostics::Diagnostics& diagnostics) {
  if (overrides.dialect && !is_dialect(*overrides.dialect))
    diagnostics.report(kind::dialect_asked_for, {}, *overrides.dialect, "--dialect")
        .suggest(*overrides.dialect, std::vector<std::string>{"sqlite", "postgresql", "mariadb"});
  for (const std::string& given : overrides.parameters)
    if (given.find('=') == given.npos) diagnostics.report(kind::malformed_parameter, {}, given);
}

fs::path Settings::resolve(std::string_view path) const {
  return (root / fs::path(path)).lexically_normal();
}

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

std::optional<fs::path> find_config(const fs::path& directory) {
  std::error_code failure;
  fs::path at = fs::absolute(directory, failure).lexically_normal();
  if (!at.has_filename()) at = at.parent_path();
  for (fs::path above;; at = at.parent_path()) {
    for (const char* name : {"migc.toml", "migrations/migc.toml"})
      if (fs::is_regular_file(at / name, failure)) return above / name;
    if (at == at.parent_path()) return std::nullopt;
    above /= "..";
  }
}

std::optional<Settings> load(const Overrides& overrides, const Environment& environment,
                             const fs::path& directory, source::SourceSet& sources,
                             diagnostics::Diagnostics& diagnostics) {
  Settings settings;
  const std::size_t errors = diagnostics.errors();
  const auto env = given(overrides.env, "-n", "MIGC_ENV", environment);
  if (env) settings.env = env->value;
  auto config = given(overrides.config, "-c", "MIGC_CONFIG", environment);
  if (!config)
    if (const auto found = found_config(overrides, directory)) config = Given{*found, {}};
  if (config) {
    settings.file = config->value;
    read(settings, *config, env ? env->origin.name : "", environment, directory, sources,
         diagnostics);
  } else if (env) {
    diagnostics.report(kind::unknown_environment, {}, env->value, env->origin.name)
        .note("there is no migc.toml");
  }
  check_overrides(overrides, diagnostics);
  apply_overrides(settings, overrides, environment, directory);
  if (diagnostics.errors() > errors) return std::nullopt;
  return settings;
}

std::optional<Url> database_url(const Settings& settings, diagnostics::Diagnostics& diagnostics) {
  if (!settings.url.value) {
    diagnostics.report(kind::no_database_url, {})
        .note(
            "set it with `--url`, MIGC_URL, or `url` in migc.toml, for example "
            "`sqlite:///app.db`");
    return std::nullopt;
  }
  for (const UnsetVariable& variable : settings.url_unset)
    diagnostics.report(kind::unset_variable, variable.place, variable.name)
        .note(fmt::format("set it, or add a default: `${{{}:-…}}`", variable.name));
  if (!settings.url_unset.empty()) return std::nullopt;
  const Origin& origin = settings.url.origin;
  return parse_url(*settings.url.value, called(origin), origin.place, diagnostics);
}

std::optional<std::string> effective_dialect(const Settings& settings,
                                             diagnostics::Diagnostics& diagnostics) {
  std::optional<Url> url;
  diagnostics::Diagnostics unused;
  if (settings.url.value && settings.url_unset.empty())
    url = parse_url(*settings.url.value, "", {}, unused);
  if (!url) return settings.dialect.value;
  if (settings.dialect.origin.kind != Origin::Kind::command_line) return url->dialect;
  if (settings.url.origin.kind == Origin::Kind::command_line &&
      settings.dialect.value != url->dialect) {
    diagnostics.report(kind::dialect_contradicts_url, {}, settings.dialect.value, url->dialect);
    return std::nullopt;
  }
  return settings.dialect.value;
}

}  // namespace migc::config
