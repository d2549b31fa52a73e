#pragma once

#include <map>
#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/dialect/dialect.hpp"
#include "compiler/ir/revision.hpp"
#include "compiler/lower/parameters.hpp"
#include "compiler/syntax/ast.hpp"

namespace migc::lower {

/// What lowering has to know of the project.
struct Options {
  const dialect::Dialect& dialect;
  /// Patterns for names of constraints and indexes that have none, by `ix`, `uq`, `fk`, `ck`, `pk`,
  /// with `{table}`, `{columns}`, `{referred_table}` and `{n}` in them.
  std::map<std::string, std::string> naming{};
  /// What migc itself keeps in the database, by the folded name.
  std::map<std::string, std::string> own_names{};
  Arguments arguments{};  ///< For the parameters that the headers declare.
};

/// What the blocks of a file do: loops unrolled, blocks and raw SQL for other dialects left out,
/// constraints named by convention. Reports what cannot be lowered.
[[nodiscard]] ir::Revision lower(const ast::File& file, const Options& options,
                                 diagnostics::Diagnostics& diagnostics);

/// The same for statements without a header: a schema file, pasted DDL.
[[nodiscard]] std::vector<ir::Step> lower(const ast::Statements& statements, const Options& options,
                                          diagnostics::Diagnostics& diagnostics);

}  // namespace migc::lower
