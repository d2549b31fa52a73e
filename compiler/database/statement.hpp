#pragma once

#include <optional>
#include <string>

#include "compiler/schema/model/schema.hpp"

/// Statements that databases keep for their objects, read by our own parser.
namespace migc::database {

/// What a statement creates; nothing where our parser cannot read it.
[[nodiscard]] std::optional<schema::Object> stored_object(const std::string& statement,
                                                          const dialect::Dialect& dialect);

/// Whether two statements create the same: layout, comments and the style of quotes do not count.
[[nodiscard]] bool same_statement(const std::string& a, const std::string& b,
                                  const dialect::Dialect& dialect);

}  // namespace migc::database
