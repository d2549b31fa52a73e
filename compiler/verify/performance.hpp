#pragma once

#include <map>
#include <set>
#include <string>

#include "compiler/backends/backend.hpp"
#include "compiler/database/stage.hpp"
#include "compiler/verify/answers.hpp"
#include "compiler/verify/neighbourhood.hpp"

namespace migc::verify {

/// How many sample rows each table of the scratch database gets.
enum class SampleRows : std::uint8_t {
  none,
  full,  ///< With a value in every column.
  all,   ///< Also one that is NULL wherever it may be.
};

/// One block on a stage: the surroundings are set up, then its statements run.
class Performance {
 public:
  /// All have to outlive it.
  Performance(const pipeline::Block& block, const Neighbourhood& neighbourhood,
              const backends::Backend& backend, database::Stage& stage)
      : block_(block), around_(neighbourhood), backend_(backend), stage_(stage) {}

  /// Makes the stage what the schema is before the block.
  void set_up(SampleRows rows);

  struct Stop {
    database::Refusal refusal;
    const backends::Action* action;
    const backends::Statement* statement;
  };
  /// Runs an action of the block; what the author changes in rows is only compiled, as rows are not
  /// his here.
  [[nodiscard]] std::optional<Stop> run(const backends::Action& action);
  /// Runs all of them, up to the first that SQLite refuses.
  [[nodiscard]] std::optional<Stop> run_all();

  /// Objects that are not on the stage, since only the application's own SQLite can make them, or
  /// since they read one that is not.
  [[nodiscard]] const std::set<schema::Id>& left_out() const { return left_out_; }
  /// Why, by the name of a virtual table.
  [[nodiscard]] const std::map<std::string, std::string>& reasons() const { return reasons_; }
  /// The statements that made what was set up, as they were written.
  [[nodiscard]] const std::map<schema::Id, std::string>& texts() const { return texts_; }

 private:
  void create(const schema::Entry& entry, const schema::Schema& types);
  [[nodiscard]] bool names_left_out(const std::string& sql) const;
  database::Verdict execute(const backends::Action& action, const backends::Statement& statement);
  [[nodiscard]] bool writes_virtual_table(const backends::Action& action) const;

  const pipeline::Block& block_;
  const Neighbourhood& around_;
  const backends::Backend& backend_;
  database::Stage& stage_;
  std::set<schema::Id> left_out_;
  std::map<std::string, std::string> reasons_;
  std::map<schema::Id, std::string> texts_;
};

}  // namespace migc::verify
