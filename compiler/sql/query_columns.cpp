#include "compiler/sql/query_columns.hpp"

namespace migc::sql {

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

std::string cast_type(TokenRange inside) {
  std::string type;
  const ir::Token* as = inside.last;
  while (as != inside.first && !as[-1].is_word("as")) --as;
  for (; as != inside.last; ++as) type += as->text;
  return affinity_name(type);
}

std::optional<std::string> column_type(const std::string& alias, const ir::Token& name,
                                       const std::vector<QuerySource>& sources) {
  const std::string key = source::fold(name.text);
  for (const QuerySource& source : sources) {
    if (!alias.empty() && source.alias != alias) continue;
    for (const QueryColumn& shown : source.columns)
      if (shown.key == key) return shown.type;
  }
  if (key == "rowid" || key == "oid" || key == "_rowid_") return "INT";
  if (name.quote == '"' ||
      is_any(name, {"null", "true", "false", "current_timestamp", "current_date", "current_time"}))
    return "";
  return std::nullopt;
}

bool add_all_of(const std::string& alias, const std::vector<QuerySource>& sources,
                std::vector<QueryColumn>& columns) {
  for (const QuerySource& source : sources) {
    if (source.alias != alias) continue;
    columns.insert(columns.end(), source.columns.begin(), source.columns.end());
    return true;
  }
  return false;
}

bool has_bare_alias(TokenRange item) {
  if (item.size() < 2 || !(item.last - 1)->is_name() || is_any(item.last[-1], {"end", "null"}))
    return false;
  const ir::Token& end = item.last[-2];
  if (end.kind == ir::Token::Kind::symbol) return end.is_symbol(")");
  return !is_any(end, {"collate", "not", "and", "or", "is", "like", "in", "glob", "isnull",
                       "notnull", "between", "distinct", "from"});
}

}  // namespace migc::sql
