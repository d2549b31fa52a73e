#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/backends/script.hpp"

/// The names of a script's own temporary things, which SQLite finds before a user's of the same
/// name.
namespace migc::backends::sqlite {

/// What has to stand before these names so that nothing in the plans means them: statements,
/// conditions and probes.
[[nodiscard]] std::string free_prefix(std::span<const Plan> plans,
                                      std::span<const std::string_view> names);

/// Puts the prefix before each of the names that stands right behind `before`.
void put_prefix(std::string& sql, std::string_view before, std::span<const std::string_view> names,
                std::string_view prefix);

}  // namespace migc::backends::sqlite
