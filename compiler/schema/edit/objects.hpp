#pragma once

#include <optional>
#include <vector>

#include "compiler/schema/check/context.hpp"

/// The operations on whole objects. Each returns false once it is reported why it cannot be done,
/// and then the schema is as it was.
namespace migc::schema {

// Tables, virtual tables and views (relations.cpp)
bool create(const ir::CreateTable& op, const Context& context);
bool create(const ir::CreateTableAs& op, const Context& context);
bool create(const ir::CreateVirtualTable& op, const Context& context);
bool create(const ir::CreateView& op, const Context& context);
bool drop(const ir::DropTable& op, const Context& context);
bool drop(const ir::DropView& op, const Context& context);

// Names that change, and everything that says them (rename.cpp)
bool rename(const ir::RenameTable& op, const Context& context);
bool rename(const Name& table, const ir::RenameColumn& op, const Context& context);
bool rename(const ir::RenameIndex& op, const Context& context);

// What stands on a table (indexes.cpp)
bool create(const ir::CreateIndex& op, const Context& context);
bool create(const ir::CreateTrigger& op, const Context& context);
bool drop(const ir::DropIndex& op, const Context& context);
bool drop(const ir::DropTrigger& op, const Context& context);

// Types and sequences (types.cpp)
bool create(const ir::CreateEnum& op, const Context& context);
bool create(const ir::CreateSequence& op, const Context& context);
bool drop(const ir::DropEnum& op, const Context& context);
bool drop(const ir::DropSequence& op, const Context& context);
bool change(const ir::AddEnumValue& op, const Context& context);
bool change(const ir::RenameEnumValue& op, const Context& context);
bool change(const ir::DropEnumValue& op, const Context& context);

}  // namespace migc::schema
