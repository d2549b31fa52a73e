#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"
#include "compiler/schema/schema.hpp"

/// SQLite takes a view or a trigger without a look at the names in it. Where a table has changed by
/// hand, a plan would make one that fails in every use; a probe finds out before that is recorded.
namespace migc::backends::sqlite {

/// A statement that does nothing, and that SQLite prepares only if all names in a view or a trigger
/// mean something. Empty where it might fail for another reason: for a function, collation or
/// module that not every SQLite has, or since the model knows that a name means nothing.
[[nodiscard]] std::string probe_of(const schema::Object& object, const schema::Schema& schema);

/// The keys of the relations that a view or a trigger reads or writes, and of those that views
/// among them read.
[[nodiscard]] std::set<std::string> relations_of(const schema::Object& object,
                                                 const schema::Schema& schema);

/// Follows the plans of a script, to know which relations are as the model has them: those that the
/// script has made, or compared.
class Probes {
 public:
  explicit Probes(const FrameOptions& options) : options_(options) {}

  struct Probe {
    std::string sql;
    std::string what;  ///< `trigger t_log`.
  };
  /// Those that have to be asked in the next plan.
  [[nodiscard]] std::vector<Probe> next(const Plan& plan);

 private:
  void follow(const Script& script);

  const FrameOptions& options_;
  std::set<std::string> certain_;  ///< Keys.
};

}  // namespace migc::backends::sqlite
