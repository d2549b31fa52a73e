#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// What the tables of a block were when it began. A question that is asked before the block runs is
/// about what is called otherwise by then, and about columns that are not there yet.
class Origins {
 public:
  /// The next step of the block, with the schema before it; all but new columns.
  void follow(const ir::Step& step, const schema::Schema& before);
  /// A new column. Questions are about it before its step is done: `before` is without it.
  void add(const source::Name& table, const ir::AddColumn& op, const schema::Schema& before);

  /// A new column has other values than its default from now on.
  void changes(const source::Name& table, const source::Name& column);

  /// The table as it is by now, made of what it was when the block began: a member of FROM that is
  /// called as the table is. `rowid` is a name of the hidden rowid that has to be among its
  /// columns.
  [[nodiscard]] std::string from(const ir::Table& table, const std::string& rowid = {}) const;
  /// What it was called; empty for one that the block has made.
  [[nodiscard]] std::string name(const source::Name& table) const;
  /// Whether the table, its columns included, is called as it was.
  [[nodiscard]] bool is_as_it_was(const source::Name& table) const {
    return !tables_.contains(table.key());
  }
  /// Where a place was when the block began; nothing where it was nowhere, and cannot be said.
  [[nodiscard]] std::optional<ColumnRef> place(const ColumnRef& now) const;

 private:
  struct Column {
    std::string key;  ///< Of the column that it was; empty for a new one.
    std::string sql;  ///< Over the table that it was; empty where nothing can say it.
  };
  struct Table {
    source::Name name;
    std::map<std::string, Column> columns;  ///< By their keys now.
  };

  void follow(const source::Name& table, const ir::Alteration& alteration,
              const schema::Schema& before);
  Table* changed(const source::Name& table, const schema::Schema& schema);

  /// Those that have changed, by their keys now; none: the block has made it.
  std::map<std::string, std::optional<Table>> tables_;
};

/// What rows that are there already have in a new column, as an expression with its affinity and
/// its collation; empty where that is not a constant.
[[nodiscard]] std::string value_in_new(const ir::Column& column, const schema::Schema& schema);

}  // namespace migc::backends::sqlite
