#include "compiler/ir/table.hpp"

#include <algorithm>
#include <cstddef>

namespace migc::ir {

namespace {

/// How many tokens before a closing `collate C`; all of them without one.
std::size_t without_collation(const std::vector<Token>& tokens) {
  const std::size_t count = tokens.size();
  if (count >= 3 && tokens[count - 2].is_word("collate") &&
      (tokens[count - 1].is_name() || tokens[count - 1].kind == Token::Kind::string))
    return count - 2;
  return count;
}

}  // namespace

std::optional<Name> Term::column() const {
  const std::vector<Token>& tokens = expression.tokens;
  if (tokens.empty() || without_collation(tokens) != 1) return std::nullopt;
  const Token& only = tokens.front();
  // SQLite reads a string that is a whole term as a name.
  if (!only.is_name() && only.kind != Token::Kind::string) return std::nullopt;
  return only.name();
}

std::optional<Name> Term::collation() const {
  const std::vector<Token>& tokens = expression.tokens;
  if (without_collation(tokens) == tokens.size()) return std::nullopt;
  return tokens.back().name();
}

Name values_check_of(const Column& column, const Name& type) {
  if (column.values_check) return *column.values_check;
  return {column.name.text + "_" + type.text, column.name.quoted, {}, {}, column.name.exact};
}

const Column* Table::find(const Name& column) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& candidate) {
    return source::same(candidate.name, column);
  });
  return found == columns.end() ? nullptr : &*found;
}

Column* Table::find(const Name& column) {
  return const_cast<Column*>(std::as_const(*this).find(column));
}

std::vector<std::string> Table::column_names() const {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) names.push_back(column.name.text);
  return names;
}

}  // namespace migc::ir
