#pragma once

#include "compiler/schema/check/context.hpp"

/// The alterations of one table, each made to a copy that replaces the table once it is judged.
/// Each returns false once it is reported why it cannot be made.
namespace migc::schema {

// Columns (alter_columns.cpp)
bool alter(const ir::AddColumn& op, ir::Table& table, const Context& context);
bool alter(const ir::DropColumn& op, ir::Table& table, const Context& context);
bool alter(const ir::SetType& op, ir::Table& table, const Context& context);
bool alter(const ir::SetNotNull& op, ir::Table& table, const Context& context);
bool alter(const ir::DropNotNull& op, ir::Table& table, const Context& context);
bool alter(const ir::SetDefault& op, ir::Table& table, const Context& context);
bool alter(const ir::DropDefault& op, ir::Table& table, const Context& context);
bool alter(const ir::SetCollation& op, ir::Table& table, const Context& context);
bool alter(const ir::DropCollation& op, ir::Table& table, const Context& context);
bool alter(const ir::SetGenerated& op, ir::Table& table, const Context& context);
bool alter(const ir::DropGenerated& op, ir::Table& table, const Context& context);
bool alter(const ir::SetColumnComment& op, ir::Table& table, const Context& context);
bool alter(const ir::ReorderColumns& op, ir::Table& table, const Context& context);

// Keys, constraints and options (alter_constraints.cpp)
bool alter(const ir::SetAutoincrement& op, ir::Table& table, const Context& context);
bool alter(const ir::DropAutoincrement& op, ir::Table& table, const Context& context);
bool alter(const ir::AddConstraint& op, ir::Table& table, const Context& context);
bool alter(const ir::DropConstraint& op, ir::Table& table, const Context& context);
bool alter(const ir::DropPrimaryKey& op, ir::Table& table, const Context& context);
bool alter(const ir::DropUnique& op, ir::Table& table, const Context& context);
bool alter(const ir::DropForeignKey& op, ir::Table& table, const Context& context);
bool alter(const ir::DropCheck& op, ir::Table& table, const Context& context);
bool alter(const ir::RenameConstraint& op, ir::Table& table, const Context& context);
bool alter(const ir::AlterForeignKey& op, ir::Table& table, const Context& context);
bool alter(const ir::SetStrict& op, ir::Table& table, const Context& context);
bool alter(const ir::SetWithoutRowid& op, ir::Table& table, const Context& context);
bool alter(const ir::SetTableComment& op, ir::Table& table, const Context& context);

}  // namespace migc::schema
