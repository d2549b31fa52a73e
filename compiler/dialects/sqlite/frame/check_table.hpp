#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"

/// What the check table of a script asks: compiler/README.md, "The form for any program".
namespace migc::backends::sqlite {

/// UTC, with milliseconds.
inline constexpr std::string_view now = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

/// Whether the first revision of all is run. A stamp is for databases that have tables.
[[nodiscard]] bool begins(const Plan& plan);

/// The temporary table. It has one named check for each way to fail: the name is the message that a
/// reader gets.
[[nodiscard]] std::string check_table_of(const Plan& plan, const FrameOptions& options);

/// What a row of the check table says in `ok_assert` when the condition fails that has so many
/// others before it; 1 when it holds. The constraint of that number is its message: losses beyond
/// the first few hundred share one.
[[nodiscard]] std::size_t number_of_condition(std::size_t before, const Statement& condition);
inline constexpr std::size_t most_conditions = 300, shared_condition = 0;

/// A query behind SELECT: how many rows of a table have no parents.
[[nodiscard]] std::string orphans_in(const std::string& table);

/// Whether the schema table is edited. What a connection believes of it outlives a rollback.
[[nodiscard]] bool edits_declarations(const Script& script);

/// The statement that a table is declared by.
[[nodiscard]] std::string declaration_of(const std::string& table);

/// The condition that nothing bears a name.
[[nodiscard]] std::string is_gone(const RemovedName& taken);

/// The objects that come and go with a script.
class ObjectLifetimes {
 public:
  explicit ObjectLifetimes(const Script& script);

  /// Whether what a statement drops is made again, or dropped more than once. Nothing at the end
  /// could tell then that this statement failed.
  [[nodiscard]] bool returns(const NamedObject& dropped) const;
  /// Whether something bears that name again at the end.
  [[nodiscard]] bool returns(const RemovedName& taken) const;

  /// What holds of the schema at the end.
  [[nodiscard]] std::vector<std::string> conditions() const;

 private:
  /// What statements that say so did to an object.
  struct ObjectEvents {
    int drops = 0;
    bool is_created = false;
    bool is_made_again = false;  ///< Created behind its last drop.
    bool is_passing = false;     ///< Dropped behind its last creation.
  };

  const Script& script_;
  std::set<NamedObject> present_;   ///< Outcomes of the revision that have to be there.
  std::set<NamedObject> absent_;    ///< And those that must not be.
  std::set<std::string> outcomes_;  ///< The names of all of them.
  std::map<NamedObject, ObjectEvents> stories_;
};

}  // namespace migc::backends::sqlite
