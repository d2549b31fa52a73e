#include "compiler/sql/scope.hpp"

namespace migc::sql {

namespace {

Match column_of(const FromItem& source) {
  return {source.relation.empty() ? Match::What::other : Match::What::column, &source};
}

/// The innermost scope with sources that bare names can mean.
const Scope* nearest_sources(const Scope& scope) {
  for (const Scope* at = &scope; at != nullptr; at = at->outer)
    for (const FromItem& source : at->sources)
      if (!source.qualified_only) return at;
  return nullptr;
}

}  // namespace

Match find_in_source(const FromItem& source, const std::string& key,
                     const dialect::Dialect& dialect) {
  if (source.shape->has(key)) return column_of(source);
  if (source.shape->hidden.contains(key)) return {Match::What::other, &source};
  if (source.shape->rowid && dialect.is_rowid(key)) return {Match::What::other, &source};
  return {source.shape->complete ? Match::What::missing : Match::What::doubt, &source};
}

Match find_own_column(const Scope& scope, const std::string& key, const dialect::Dialect& dialect) {
  Match best;
  if (scope.open) best.what = Match::What::doubt;
  bool found = false;
  for (const FromItem& source : scope.sources) {
    if (source.qualified_only || (found && source.merged.contains(key))) continue;
    const Match match = find_in_source(source, key, dialect);
    const bool certain = match.what == Match::What::column ||
                         (match.what == Match::What::other && !dialect.is_rowid(key));
    if (certain && found) {
      best.rival = &source;
      return best;
    }
    if (certain || (!found && match.what < best.what)) best = match;
    found |= certain;
  }
  return best;
}

Match find_column(const Scope& scope, const std::string& key, const dialect::Dialect& dialect) {
  Match best;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    const Match match = find_own_column(*at, key, dialect);
    if (match.what < Match::What::doubt) return match;
    if (at->aliases_visible && at->aliases.contains(key)) return {Match::What::other, nullptr};
    if (match.what < best.what) best = match;
  }
  return best;
}

std::string schema_of(const Name& relation, const dialect::Naming& naming) {
  if (relation.within == source::Within::schema) return relation.schema;
  return naming.has_schemas ? std::string(naming.usual_schema) : std::string();
}

SourceMatch find_source(const Scope& scope, const std::string& alias, const std::string& schema) {
  SourceMatch match;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    for (const FromItem& source : at->sources)
      if (!source.alias.empty() && source.alias == alias &&
          (schema.empty() || source.database.empty() || source.database == schema))
        return {&source, false};
    match.doubt |= at->open;
  }
  return match;
}

std::vector<std::string> column_candidates(const Scope& scope) {
  std::vector<std::string> names;
  const Scope* at = nearest_sources(scope);
  if (at == nullptr) return names;
  for (const FromItem& source : at->sources)
    if (!source.qualified_only)
      for (const ColumnName& column : source.shape->columns) names.push_back(column.text);
  return names;
}

std::vector<std::string> source_candidates(const Scope& scope) {
  std::vector<std::string> names;
  for (const Scope* at = &scope; at != nullptr; at = at->outer)
    for (const FromItem& source : at->sources)
      if (!source.alias.empty()) names.push_back(source.alias);
  return names;
}

const FromItem* only_source(const Scope& scope) {
  const FromItem* only = nullptr;
  for (const Scope* at = &scope; at != nullptr; at = at->outer)
    for (const FromItem& source : at->sources) {
      if (source.qualified_only) continue;
      if (only != nullptr) return nullptr;
      only = &source;
    }
  return only;
}

}  // namespace migc::sql
