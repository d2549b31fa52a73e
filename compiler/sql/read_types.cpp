#include "compiler/sql/reader.hpp"

namespace migc::sql {

namespace {

/// What stands behind the `as` of `cast(… as …)`, between two tokens.
std::string cast_type(const std::vector<ir::Token>& tokens, std::size_t begin, std::size_t end) {
  std::size_t type = end;
  while (type > begin && !tokens[type - 1].is_word("as")) --type;
  std::string text;
  for (; type < end; ++type) text += (text.empty() ? "" : " ") + tokens[type].text;
  return text;
}

}  // namespace

/// A column has its own type, a CAST the one that it says, a query in brackets that of its first
/// column; all else has none. COLLATE and brackets change nothing. (sqlite3ExprAffinity)
std::optional<std::string> Reader::type_of(const Scope& scope, std::size_t begin,
                                           std::size_t end) const {
  for (std::size_t before = 0; before != end - begin;) {
    before = end - begin;
    if (before >= 3 && tokens_[end - 2].is_word("collate")) end -= 2;
    if (end - begin < 3 || !tokens_[begin].is_symbol("(") || close_[begin] != end - 1) continue;
    const auto query = bracketed_.find(begin);
    if (query != bracketed_.end()) return query->second->type_at(0);
    ++begin;
    --end;
  }
  if (end - begin > 3 && tokens_[begin].is_word("cast") && tokens_[begin + 1].is_symbol("(") &&
      close_[begin + 1] == end - 1)
    return cast_type(tokens_, begin + 2, end - 1);
  const Output term = output_of(scope, begin, end);
  return term.unnamed ? std::optional<std::string>("") : type_of(scope, term);
}

std::optional<std::string> Reader::type_of(const Scope& scope, const Output& column) const {
  if (column.source == nullptr) {
    // A value that looks like a name: NULL, CURRENT_DATE, a text in double quotes.
    const bool doubt = find_column(scope, column.column, dialect_).what == Match::What::doubt;
    return doubt ? std::nullopt : std::optional<std::string>("");
  }
  const RelationColumns& shape = *column.source->shape;
  const auto place = shape.keys.find(column.column);
  if (place != shape.keys.end()) return shape.type_at(place->second);
  if (shape.rowid && dialect_.is_rowid(column.column)) return std::string(dialect_.rowid_key_type);
  return std::nullopt;
}

}  // namespace migc::sql
