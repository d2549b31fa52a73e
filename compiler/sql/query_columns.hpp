#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/token_range.hpp"

/// Result columns of queries, and what their types follow from.
namespace migc::sql {

/// A result column: what it is called, where that is plain, and the name of its affinity.
struct QueryColumn {
  std::string key;
  std::string type;
};

/// A member of FROM.
struct QuerySource {
  std::string alias;
  std::vector<QueryColumn> columns;
};

/// The name that CREATE TABLE AS gives an affinity. https://www.sqlite.org/lang_createtable.html
[[nodiscard]] std::string affinity_name(std::string_view type);

/// The same for what stands inside `cast(…)`.
[[nodiscard]] std::string cast_type(TokenRange inside);

/// The type of a column of one of the sources, of the one called `alias` unless that is empty;
/// empty for names of values, and nothing where the name is not known.
[[nodiscard]] std::optional<std::string> column_type(const std::string& alias,
                                                     const ir::Token& name,
                                                     const std::vector<QuerySource>& sources);

/// Appends all columns of the source that is called `alias`. Whether there is one.
[[nodiscard]] bool add_all_of(const std::string& alias, const std::vector<QuerySource>& sources,
                              std::vector<QueryColumn>& columns);

/// `a b`, `f(x) b`, `1 b`: a name right behind what can end an expression.
[[nodiscard]] bool has_bare_alias(TokenRange item);

}  // namespace migc::sql
