#include "compiler/sql/query_types.hpp"

#include <string>
#include <string_view>

#include "compiler/sql/reader.hpp"

namespace migc::sql {

namespace {

/// The name that CREATE TABLE AS gives the affinity of a type.
/// https://www.sqlite.org/lang_createtable.html
std::string affinity_name(std::string_view type) {
  const std::string folded = source::fold(type);
  const auto has = [&](std::string_view part) { return folded.find(part) != std::string::npos; };
  if (folded.empty()) return "";
  if (has("int")) return "INT";
  if (has("char") || has("clob") || has("text")) return "TEXT";
  if (has("blob")) return "";
  if (has("real") || has("floa") || has("doub")) return "REAL";
  return "NUM";
}

/// Quoted where it could not be read back otherwise.
Name name_of(const ColumnName& column, source::Span written) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
  const std::string& text = column.text;
  const bool quoted = text.empty() || text.find_first_not_of(plain) != std::string::npos ||
                      (text.front() >= '0' && text.front() <= '9');
  return {text, quoted || column.exact, written, {}, column.exact};
}

}  // namespace

std::optional<std::vector<ir::Column>> columns_of_query(const ir::Expression& query,
                                                        const Relations& schema) {
  RelationLookup lookup(schema, Types::collected);
  const RelationColumns read = read_query(query, lookup);
  if (!read.complete) return std::nullopt;
  std::vector<ir::Column> columns;
  for (std::size_t i = 0; i < read.columns.size(); ++i) {
    const std::optional<std::string> type = read.type_at(i);
    if (!type) return std::nullopt;
    ir::Column column;
    column.name = name_of(read.columns[i], query.written);
    if (const std::string affinity = affinity_name(*type); !affinity.empty())
      column.type = ir::Type{affinity, ""};
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace migc::sql
