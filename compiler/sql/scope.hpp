#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/sql/relation_columns.hpp"

namespace migc::sql {

/// One member of a FROM clause, or what stands for one: the target of an UPDATE, NEW, `excluded`.
struct FromItem {
  std::string alias{};     ///< Key that qualifies its columns; empty: nothing does.
  std::string relation{};  ///< Key of the relation its columns belong to; empty for subqueries.
  std::string name{};      ///< For people.
  std::string database{};  ///< Key of the schema that the relation is in, where that is known.
  bool own_name = false;   ///< `alias` is the relation's own name, not one given to it here.
  bool qualified_only = false;  ///< `new.a` is a name, `a` alone is not.
  const RelationColumns* shape = nullptr;
  std::size_t declared = 0;                  ///< The token that brings it in.
  std::unordered_set<std::string> merged{};  ///< Left out of `*`: USING or NATURAL joined them.
};

/// What the names in one SELECT, UPDATE or the like can refer to.
struct Scope {
  const Scope* outer = nullptr;
  std::vector<FromItem> sources{};
  std::unordered_set<std::string> aliases{};  ///< Names that the result list gives with AS.
  bool aliases_visible = false;               ///< Not yet in the result list itself.
  bool open = false;                          ///< More may be in scope than was read.
};

/// What a column name was found to be.
struct Match {
  enum class What {
    column,  ///< Of `source`.
    other,   ///< A result alias, a rowid, a column of a source that is no relation of the schema.
    doubt,   ///< Not known here, but something in scope is not known whole.
    missing,
  } what = What::missing;
  const FromItem* source = nullptr;
  const FromItem* rival = nullptr;  ///< Another source of the same scope that has it, too.
};

/// A bare name; the innermost scope that has it wins, and in it real columns before aliases.
[[nodiscard]] Match find_column(const Scope& scope, const std::string& key,
                                const dialect::Dialect& dialect);
/// Looks in this scope only, and at no aliases.
[[nodiscard]] Match find_own_column(const Scope& scope, const std::string& key,
                                    const dialect::Dialect& dialect);
/// A column of a source that is known already.
[[nodiscard]] Match find_in_source(const FromItem& source, const std::string& key,
                                   const dialect::Dialect& dialect);

struct SourceMatch {
  const FromItem* source = nullptr;
  bool doubt = false;  ///< Not found, though something in scope is unknown.
};
/// What stands before the dot in `x.a`; in `s.x.a`, it is not in another schema than that one.
[[nodiscard]] SourceMatch find_source(const Scope& scope, const std::string& alias,
                                      const std::string& schema = {});
/// The key of the schema that a relation is in, where these have names of their own; else empty.
[[nodiscard]] std::string schema_of(const Name& relation, const dialect::Naming& naming);

/// For suggestions: the columns that could have been meant in the innermost scope with any.
[[nodiscard]] std::vector<std::string> column_candidates(const Scope& scope);
[[nodiscard]] std::vector<std::string> source_candidates(const Scope& scope);
/// The one source that a missing bare column was looked for in, or null when there are several.
[[nodiscard]] const FromItem* only_source(const Scope& scope);

}  // namespace migc::sql
