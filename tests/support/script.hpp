#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/database.hpp"

namespace migc::support {

/// Cuts a text at the `;` that end its statements, as SQLite's shell does: a trigger's body stays
/// whole. Comments stay with the statement behind them; dot-commands at the start of a statement
/// are dropped.
[[nodiscard]] std::vector<std::string> statements_of(std::string_view text);

/// The first word of a statement behind its comments, in lower case; empty without one.
[[nodiscard]] std::string first_word(const std::string& statement);

/// Runs a script and calls `committed` each time a transaction has ended. Throws at the first
/// error.
void run_script(const Database& database, std::string_view script,
                const std::function<void()>& committed);

/// A new database in memory with the same content.
void copy_into(const Database& target, const Database& source);

}  // namespace migc::support
