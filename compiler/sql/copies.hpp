#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/sql/relations.hpp"
#include "compiler/sql/token_range.hpp"

/// Where the statements of a block have copied values to, as far as their tokens tell. It says
/// where to look for a value before it is dropped: whether it is there, only the rows themselves
/// tell.
namespace migc::sql {

/// A column whose values became another's; keys of both.
struct CopiedColumn {
  std::string from, to;
  std::string if_null{};  ///< A literal that NULLs became, or nothing.

  auto operator<=>(const CopiedColumn&) const = default;
};

/// Rows of a table that became rows of another; keys of both.
struct Copy {
  std::string from, to;
  std::vector<CopiedColumn> columns;  ///< By `from`, each at most once.

  auto operator<=>(const Copy&) const = default;
};

/// A copy from column to column of the same row.
struct CopyBeside {
  std::string table, from, to;

  auto operator<=>(const CopyBeside&) const = default;
};

/// What one statement says of copies.
struct CopiesRead {
  std::vector<Copy> copies{};
  std::vector<CopyBeside> beside{};
};
/// An INSERT from queries over tables, or an UPDATE.
[[nodiscard]] CopiesRead copies_of(const ir::Expression& statement, const Relations& schema);
/// `create table TO as QUERY`, whose columns are known to `schema` as the query gives them.
[[nodiscard]] CopiesRead copies_of(const ir::Name& to, const ir::Expression& query,
                                   const Relations& schema);

/// A literal, with a sign perhaps, as SQL; nothing for all else.
[[nodiscard]] std::optional<std::string> literal_of(TokenRange tokens);

/// The copies of a block, by the names that tables and columns have by now.
class Copies {
 public:
  /// The next step of the block, with the schema before it.
  void follow(const ir::Step& step, const Relations& before);

  [[nodiscard]] const std::set<Copy>& from(const std::string& table) const;
  /// Columns of the same table that were set to something that names the column.
  [[nodiscard]] std::vector<std::string> beside(const std::string& table,
                                                const std::string& column) const;

 private:
  void add(CopiesRead read);
  void follow(const Name& table, const ir::Alteration& alteration, const Relations& before);
  /// Every column of `table` that the expression names is beside `to`.
  void add_beside(const Name& table, const Name& to, const ir::Expression& value,
                  const Relations& schema);
  void rename_table(const std::string& from, const std::string& to);
  void rename_column(const std::string& table, const std::string& from, const std::string& to);
  void drop_table(const std::string& table);
  void drop_column(const std::string& table, const std::string& column);
  /// Rewrites the copies that go from or to a table; those that `change` turns down are dropped.
  template <class Change>
  void rewrite(const std::string& table, Change change);

  std::map<std::string, std::set<Copy>> copies_;             ///< By the table that they are from.
  std::map<std::string, std::set<std::string>> sources_of_;  ///< By the table that they go to.
  std::map<std::string, std::set<CopyBeside>> beside_;       ///< By table.
};

}  // namespace migc::sql
