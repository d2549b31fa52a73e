#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/sql/relations.hpp"
#include "compiler/sql/token_range.hpp"

/// What a query takes from the columns of tables as it is.
namespace migc::sql {

/// A table as a query calls it.
struct Origin {
  std::string alias;
  const ir::Table* table;
};

[[nodiscard]] bool ends_part(const ir::Token& token);
[[nodiscard]] bool ends_clause(const ir::Token& token);

/// The tables that `from …` names, subqueries and views left out.
[[nodiscard]] std::vector<Origin> sources_in(TokenRange from, const Relations& schema);

/// What an expression takes from a table as it is: its column, and a literal in the place of NULLs.
struct TakenColumn {
  const Origin* source = nullptr;
  std::string column{}, if_null{};
};

/// `a`, `t.a`
[[nodiscard]] std::optional<TakenColumn> column_said(TokenRange item,
                                                     const std::vector<Origin>& sources);
/// A column, or one inside `coalesce(…, LITERAL)`, `ifnull(…, LITERAL)` or `cast(… as TYPE)`.
[[nodiscard]] std::optional<TakenColumn> taken_by(TokenRange item,
                                                  const std::vector<Origin>& sources);

}  // namespace migc::sql
