#pragma once

#include "compiler/diagnostics/kind.hpp"

/// migc.toml, the environment and database URLs.
namespace migc::diagnostics::kind {

// clang-format off

// settings
inline constexpr Kind<string_view, string_view> no_config_file{"E0601", error, "cannot read the configuration `{}`: {}"};
inline constexpr Kind<string> toml_syntax{"E0602", error, "not valid TOML: {}"};
inline constexpr Kind<string_view, string_view> unknown_setting{"E0603", error, "no setting `{}` in {}"};
inline constexpr Kind<string_view, string_view, string_view> setting_type{"E0604", error, "`{}` is {}, expected {}"};
inline constexpr Kind<string_view, string_view, string_view> setting_value{"E0605", error, "`{}` cannot be `{}`: {}"};
inline constexpr Kind<string_view> unset_variable{"E0606", error, "the environment variable `{}` is not set and has no default here"};
inline constexpr Kind<string_view> malformed_variable{"E0607", error, "cannot read a variable: {}"};
inline constexpr Kind<string_view, string_view> unknown_environment{"E0608", error, "no section `[env.{}]`, which {} selects"};
inline constexpr Kind<string_view, string_view> dialect_asked_for{"E0609", error, "no dialect `{}`, which {} selects: use `sqlite`, `postgresql` or `mariadb`"};
inline constexpr Kind<string_view, string_view> dialect_contradicts_url{"E0610", error, "`--dialect {}` contradicts `--url`, which is a database of {}"};
inline constexpr Kind<string> malformed_parameter{"E0611", error, "`-x {}` gives no value: write `-x NAME=VALUE`"};
inline constexpr Kind<string, string> undeclared_parameter{"E0612", error, "no revision declares a parameter `{}`, which {} gives"};

// database URLs
inline constexpr Kind<> no_database_url{"E0620", error, "no database is configured"};
inline constexpr Kind<string_view> empty_url{"E0621", error, "the database URL in {} is empty"};
inline constexpr Kind<string_view, string> url_without_scheme{"E0622", error, "the database URL in {} has no scheme: `{}`"};
inline constexpr Kind<string_view, string_view> url_dialect{"E0623", error, "the database URL in {} is for `{}`: use `sqlite`, `postgresql`, `mariadb` or `mysql`"};
inline constexpr Kind<string_view, string_view, string_view> malformed_url{"E0624", error, "the {} of the database URL in {} is malformed: {}"};
inline constexpr Kind<string_view, string> sqlite_url_with_host{"E0625", error, "the SQLite URL in {} has a host, `{}`: write the path of a file after three slashes"};

// clang-format on

}  // namespace migc::diagnostics::kind
