#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/sql/relations.hpp"

namespace migc::sql {

/// A row by the keys of its columns: literals as SQL. A column that is missing got what only the
/// database knows.
using InsertedRow = std::map<std::string, std::string>;

/// The rows that a block inserts as literals, by the names that tables and columns have by now. The
/// block may have changed or deleted them since: whether they are there, only the database tells.
class InsertedRows {
 public:
  /// The next step of the block, or of the one that takes it back, with the schema before it.
  void follow(const ir::Step& step, const Relations& before);

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// Those of a table, by its key.
  [[nodiscard]] const std::vector<InsertedRow>& of(const std::string& table) const;

 private:
  void insert(const ir::Expression& statement, const Relations& schema);
  void follow(const ir::Name& table, const ir::Alteration& alteration);
  static void add_column(const ir::AddColumn& op, std::vector<InsertedRow>& rows);
  static void drop_column(const ir::DropColumn& op, std::vector<InsertedRow>& rows);
  static void rename_column(const ir::RenameColumn& op, std::vector<InsertedRow>& rows);
  void rename_table(const ir::RenameTable& op);

  std::map<std::string, std::vector<InsertedRow>> rows_;
};

}  // namespace migc::sql
