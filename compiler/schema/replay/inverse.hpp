#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

/// What gives a table back what a change of its constraints took.
namespace migc::schema {

/// The operation that gives the column back what a rule of its said; nothing for rules that no
/// operation on columns makes.
[[nodiscard]] std::optional<ir::Operation> restored_rule(const source::Name& table,
                                                         const source::Name& column,
                                                         const ir::ColumnConstraint& constraint);

/// A primary key, and a check of other columns, are the table's and go first; what else the
/// column's declaration says goes along.
[[nodiscard]] std::vector<ir::Operation> inverse(const ir::AddColumn& op, const ir::Table& table,
                                                 const Schema& before);

/// The operations that undo one on `table`, which is as before; none where it finds nothing there.
[[nodiscard]] std::vector<ir::Operation> inverse(const ir::DropPrimaryKey& op,
                                                 const ir::Table& table);
[[nodiscard]] std::vector<ir::Operation> inverse(const ir::DropUnique& op, const ir::Table& table);
[[nodiscard]] std::vector<ir::Operation> inverse(const ir::DropForeignKey& op,
                                                 const ir::Table& table);
[[nodiscard]] std::vector<ir::Operation> inverse(const ir::DropCheck& op, const ir::Table& table);
[[nodiscard]] std::vector<ir::Operation> inverse(const ir::AlterForeignKey& op,
                                                 const ir::Table& table);

}  // namespace migc::schema
