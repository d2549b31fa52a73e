#include "compiler/exec/preflight.hpp"

#include <charconv>
#include <utility>

#include "compiler/backends/refusal.hpp"
#include "compiler/exec/version_table.hpp"

namespace migc::exec {

using backends::RowCheck;
using database::Connection;
using database::Error;
using database::Failure;

namespace {

std::size_t number_in(const std::vector<Connection::Row>& rows) {
  const std::string text = rows.at(0).at(0).value_or("0");
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> keys_in(const std::vector<Connection::Row>& rows) {
  std::vector<std::string> keys;
  for (const Connection::Row& row : rows) keys.push_back(row.at(0).value_or("NULL"));
  return keys;
}

std::optional<Finding> ask_one(Connection& database, const RowCheck& check) {
  try {
    const std::size_t rows = number_in(database.query(check.requirement->count));
    if (rows == 0) return std::nullopt;
    Finding found{check, rows, {}};
    if (!check.requirement->sample.empty())
      found.keys = keys_in(database.query(check.requirement->sample));
    return found;
  } catch (const Error& error) {
    if (error.failure != Failure::refused) throw;
    return std::nullopt;  // a function of the application's, a table that is not as we think
  }
}

}  // namespace

diagnostics::Diagnostic Finding::diagnostic() const {
  auto result = backends::refusal(*check.requirement, backends::rows_in_words(rows), keys);
  result.note(
      fmt::format("in {} {}", check.plan->upgrade ? "upgrade" : "downgrade", check.plan->revision));
  return result;
}

std::vector<Finding> ask(Connection& database, std::span<const RowCheck> checks) {
  std::vector<Finding> findings;
  for (const RowCheck& check : checks)
    if (auto found = ask_one(database, check)) findings.push_back(std::move(*found));
  return findings;
}

void require(Connection& database, std::span<const RowCheck> checks,
             const std::vector<std::string>& start, const std::string& version_table) {
  const std::vector<Finding> findings = ask(database, checks);
  if (findings.empty()) return;
  // Somebody else may have been here first, and done already what was asked for.
  const std::vector<std::string> rows = read_version(database, version_table).rows;
  if (rows != start) throw moved(start, rows);
  Error error(Failure::refused, findings[0].diagnostic());
  for (std::size_t at = 1; at < findings.size(); ++at)
    error.further.push_back(findings[at].diagnostic());
  error.holds = rows;
  throw error;
}

}  // namespace migc::exec
