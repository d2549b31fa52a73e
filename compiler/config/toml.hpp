#pragma once

#include <string>

#include "compiler/config/settings.hpp"

namespace migc::config {

/// Reads the text of a migc.toml into `settings`: `[migc]`, then `[env.NAME]` over it when
/// `settings.env` is set; `env_from` says who asked for that. `file` is its entry in `sources`,
/// where its passwords are starred out. Reports everything that is wrong with it.
void read_toml(const std::string& text, std::uint32_t file, const source::SourceSet& sources,
               std::string_view env_from, const Environment& environment, Settings& settings,
               diagnostics::Diagnostics& diagnostics);

}  // namespace migc::config
