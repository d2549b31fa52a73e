#pragma once

#include "compiler/schema/check/context.hpp"

namespace migc::schema {

/// The alterations of one table, each made to a copy that replaces the table once it is judged.
/// Each returns false once it has reported why it cannot be made. The rename of a column is none of
/// them: it changes other objects as well (objects.hpp).
struct Alter {
  const Name& altered;  ///< The table, as the statement has it.
  ir::Table& table;
  const Context& context;

  // Columns (alter_columns.cpp)
  bool operator()(const ir::AddColumn& op) const;
  bool operator()(const ir::DropColumn& op) const;
  bool operator()(const ir::SetType& op) const;
  bool operator()(const ir::SetNotNull& op) const;
  bool operator()(const ir::DropNotNull& op) const;
  bool operator()(const ir::SetDefault& op) const;
  bool operator()(const ir::DropDefault& op) const;
  bool operator()(const ir::SetCollation& op) const;
  bool operator()(const ir::DropCollation& op) const;
  bool operator()(const ir::SetGenerated& op) const;
  bool operator()(const ir::DropGenerated& op) const;
  bool operator()(const ir::SetColumnComment& op) const;
  bool operator()(const ir::ReorderColumns& op) const;
  bool operator()(const ir::MoveColumn& op) const;

  // Keys, constraints and options (alter_constraints.cpp)
  bool operator()(const ir::SetAutoincrement& op) const;
  bool operator()(const ir::DropAutoincrement& op) const;
  bool operator()(const ir::AddConstraint& op) const;
  bool operator()(const ir::DropConstraint& op) const;
  bool operator()(const ir::DropPrimaryKey& op) const;
  bool operator()(const ir::DropUnique& op) const;
  bool operator()(const ir::DropForeignKey& op) const;
  bool operator()(const ir::DropCheck& op) const;
  bool operator()(const ir::RenameConstraint& op) const;
  bool operator()(const ir::AlterForeignKey& op) const;
  bool operator()(const ir::SetStrict& op) const;
  bool operator()(const ir::SetWithoutRowid& op) const;
  bool operator()(const ir::SetTableComment& op) const;
};

}  // namespace migc::schema
