#include "tests/support/script.hpp"

#include "tests/support/sql_tokens.hpp"

namespace migc::support {
namespace {

/// Drops commands to the shell, and the lines of comments before them.
void drop_dot_commands(std::string_view& text) {
  const auto drop_line = [](std::string_view& from, std::size_t at) {
    from.remove_prefix(std::min(from.find('\n', at), from.size()));
  };
  for (std::string_view rest = text;;) {
    const std::size_t begin = rest.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return;
    const bool command = rest[begin] == '.';
    if (!command && rest.substr(begin, 2) != "--") return;
    drop_line(rest, begin);
    if (command) text = rest;
  }
}

/// Where the first statement of the text ends, behind its `;`; the end when it has none.
std::size_t statement_end(std::string_view text) {
  for (std::size_t at = text.find(';'); at != std::string_view::npos; at = text.find(';', at + 1))
    if (sqlite3_complete(std::string(text.substr(0, at + 1)).c_str()) != 0) return at + 1;
  return text.size();
}

}  // namespace

std::vector<std::string> statements_of(std::string_view text) {
  std::vector<std::string> statements;
  for (drop_dot_commands(text); !text.empty(); drop_dot_commands(text)) {
    const std::size_t end = statement_end(text);
    const std::string statement(text.substr(0, end));
    text.remove_prefix(end);
    if (!first_word(statement).empty()) statements.push_back(statement);
  }
  return statements;
}

std::string first_word(const std::string& statement) {
  const SqlTokens tokens = sql_tokens(statement);
  return tokens.empty() || tokens[0].kind != SqlToken::Kind::word ? "" : lower_case(tokens[0].text);
}

void run_script(const Database& database, std::string_view script,
                const std::function<void()>& committed) {
  for (const std::string& statement : statements_of(script)) {
    const bool inside = sqlite3_get_autocommit(database.handle()) == 0;
    if (const auto refusal = database.try_run(statement))
      throw std::runtime_error(*refusal + "\nin: " + statement);
    if (inside && sqlite3_get_autocommit(database.handle()) != 0) committed();
  }
}

void copy_into(const Database& target, const Database& source) {
  sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (backup == nullptr) throw std::runtime_error(sqlite3_errmsg(target.handle()));
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(target.handle()));
}

}  // namespace migc::support
