#pragma once

#include <optional>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/dialect/dialect.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/ast.hpp"

namespace migc::syntax {

/// Reads one `.mig` file. Everything wrong with it is reported, statement by statement; what
/// remains is returned, or nothing when the header itself is unusable. Never throws on bad input.
/// `naming` says when two of its names are the same, for whoever compares them.
[[nodiscard]] std::optional<ast::File> parse(const source::SourceSet& sources, std::uint32_t file,
                                             diagnostics::Diagnostics& diagnostics,
                                             const dialect::Naming& naming = {});

/// Reads the header of one `.mig` file and stops at its first block. What is wrong up to there is
/// reported; nothing is returned when the header is unusable.
[[nodiscard]] std::optional<ir::Header> parse_header(const source::SourceSet& sources,
                                                     std::uint32_t file,
                                                     diagnostics::Diagnostics& diagnostics);

/// Reads statements without header or blocks: a schema file, pasted DDL.
[[nodiscard]] ast::Statements parse_statements(const source::SourceSet& sources, std::uint32_t file,
                                               diagnostics::Diagnostics& diagnostics,
                                               const dialect::Naming& naming = {});

/// Cuts any SQL text into tokens: an expression, a query, what a database stores. Nothing when it
/// has an unterminated string, comment or quote, or a malformed number or blob.
[[nodiscard]] std::optional<ir::Expression> tokenize(std::string_view text);

}  // namespace migc::syntax
