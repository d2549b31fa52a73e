#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compiler/config/settings.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/schema/diff.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/source/source_file.hpp"

/// Whole schemas as texts, and texts as schemas.
namespace migc::pipeline {

[[nodiscard]] lower::Options lower_options(const config::Settings& settings,
                                           std::string_view dialect);

/// The schema that a text of `create` and `comment` statements describes. Reports what is wrong
/// with it, and other statements; returns nothing then.
[[nodiscard]] std::optional<schema::Schema> read_schema(const source::SourceSet& sources,
                                                        std::uint32_t file,
                                                        const lower::Options& options,
                                                        diagnostics::Diagnostics& diagnostics);

/// The schema as a database of the dialect keeps it, where types and constraints may have become
/// others. What it `was` stays.
[[nodiscard]] schema::Schema as_stored(const schema::Schema& schema, std::string_view dialect);

/// The statements of the language that create a schema, in creation order, each with its `;`.
[[nodiscard]] std::string schema_text(const schema::Schema& schema);

/// Changes as statements of the language, each line behind `indent`, remarks as comments before.
[[nodiscard]] std::string changes_text(std::span<const schema::Change> changes,
                                       std::string_view indent = "");

}  // namespace migc::pipeline
