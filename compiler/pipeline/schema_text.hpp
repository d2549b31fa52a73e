#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/settings.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/schema/diff/diff.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/source/source_file.hpp"

/// Whole schemas as texts, and texts as schemas.
namespace migc::pipeline {

[[nodiscard]] lower::Options lower_options(const config::Settings& settings,
                                           const dialect::Dialect& dialect);

/// The schema that a text of `create` and `comment` statements describes. Reports what is wrong
/// with it, and other statements; returns nothing then.
[[nodiscard]] std::optional<schema::Schema> read_schema(const source::SourceSet& sources,
                                                        std::uint32_t file,
                                                        const lower::Options& options,
                                                        diagnostics::Diagnostics& diagnostics);

/// The schema as a database of the dialect keeps it, where types and constraints may have become
/// others. What it `was` stays. The statements join `sources`.
[[nodiscard]] schema::Schema as_stored(const schema::Schema& schema,
                                       const dialect::Dialect& dialect, source::SourceSet& sources);

/// The statements of the language that create a schema, in creation order, each with its `;`.
[[nodiscard]] std::string schema_text(const schema::Schema& schema);

/// A schema without migc's own tables, and the tables and views that the patterns of the settings
/// leave out.
[[nodiscard]] schema::Schema included(schema::Schema schema, const config::Settings& settings);

/// A schema with one table or view, its indexes and its triggers; types and sequences stay.
[[nodiscard]] schema::Schema of_relation(schema::Schema schema, const std::string& relation);

/// A statement of the language for some changes in a row, and what is remarked of them.
struct ChangeText {
  std::string statement;  ///< With its `;`.
  std::vector<std::string> remarks;
};
[[nodiscard]] std::vector<ChangeText> change_texts(std::span<const schema::Change> changes);

/// The same as one text, each line behind `indent`, remarks as comments before.
[[nodiscard]] std::string changes_text(std::span<const schema::Change> changes,
                                       std::string_view indent = "");

}  // namespace migc::pipeline
