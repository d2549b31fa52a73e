#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/dialects/sqlite/plan/known.hpp"
#include "compiler/schema/model/schema.hpp"

/// SQLite takes a view or a trigger without a look at the names in it. Where a table has changed by
/// hand, a plan would make one that fails in every use; a probe finds out before that is recorded.
namespace migc::backends::sqlite {

/// A statement that does nothing, and that SQLite prepares only if all names in a view or a trigger
/// mean something. Empty where it might fail for another reason: for a function, collation or
/// module that not every SQLite has, or since the model knows that a name means nothing.
class ProbesOf {
 public:
  /// Of one schema, which has to outlive it.
  explicit ProbesOf(const schema::Schema& schema) : schema_(schema) {}
  [[nodiscard]] std::string probe_of(const schema::Object& object);

 private:
  [[nodiscard]] bool is_ordinary(const schema::Id& relation);

  const schema::Schema& schema_;
  std::map<schema::Id, bool> ordinary_;  ///< Relations, with all that SQLite reads with them.
};

/// The keys of the relations that a view or a trigger reads or writes, and of those that views
/// among them read.
[[nodiscard]] std::set<std::string> relations_of(const schema::Object& object,
                                                 const schema::Schema& schema);

struct Probe {
  std::string sql;
  std::string what;  ///< `trigger t_log`.
};
/// Those of a script that have to be asked where no more is known than this.
[[nodiscard]] std::vector<Probe> probes(const Script& script, const KnownRelations& known);

}  // namespace migc::backends::sqlite
