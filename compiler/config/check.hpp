#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/config/settings.hpp"

namespace migc::config {

/// What may stand in `[migc]` and in each `[env.NAME]`.
inline const std::vector<std::string> setting_names = {
    "versions",       "recursive",     "dialect",    "url",       "schema",        "include",
    "exclude",        "version_table", "log_table",  "out",       "file_template", "rev_ids",
    "schema_command", "coalesce",      "post_write", "parameters"};

inline constexpr std::array<std::pair<std::string_view, RevisionIds>, 3> revision_id_names = {
    {{"sequential", RevisionIds::sequential},
     {"hash", RevisionIds::hash},
     {"timestamp", RevisionIds::timestamp}}};

inline constexpr std::array<std::pair<std::string_view, Rebuild>, 3> rebuild_names = {
    {{"auto", Rebuild::automatic}, {"always", Rebuild::always}, {"never", Rebuild::never}}};

inline constexpr std::array<std::pair<std::string_view, Strategy>, 2> strategy_names = {
    {{"auto", Strategy::automatic}, {"metadata", Strategy::metadata}}};

[[nodiscard]] bool is_dialect(std::string_view name);

/// Says what is wrong with a value; nothing when it can be used.
using Check = std::string (*)(std::string_view);
[[nodiscard]] inline std::string check_nothing(std::string_view) { return {}; }
[[nodiscard]] std::string check_not_empty(std::string_view value);
[[nodiscard]] std::string check_dialect(std::string_view value);
[[nodiscard]] std::string check_file_template(std::string_view value);
[[nodiscard]] std::string check_sqlite_version(std::string_view value);
[[nodiscard]] std::string check_naming_pattern(std::string_view value);

}  // namespace migc::config
