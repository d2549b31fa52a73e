#include "compiler/schema/replay/replay.hpp"

#include <utility>

#include "compiler/schema/check/definition.hpp"
#include "compiler/schema/edit/alter.hpp"
#include "compiler/schema/edit/objects.hpp"

namespace migc::schema {

namespace {

struct Apply {
  const Context& context;

  bool operator()(const ir::CreateTable& op) const {
    return made(op.table.name, create(op, context));
  }
  bool operator()(const ir::CreateTableAs& op) const { return made(op.table, create(op, context)); }
  bool operator()(const ir::CreateVirtualTable& op) const {
    return made(op.table.name, create(op, context));
  }
  bool operator()(const ir::CreateView& op) const {
    return made(op.view.name, create(op, context));
  }
  bool operator()(const ir::CreateIndex& op) const {
    return made(op.index.name, create(op, context), Space::index);
  }
  bool operator()(const ir::CreateTrigger& op) const {
    return made(op.trigger.name, create(op, context), Space::trigger);
  }
  bool operator()(const ir::CreateEnum& op) const {
    return made(op.type.name, create(op, context), Space::type);
  }
  bool operator()(const ir::CreateSequence& op) const {
    return made(op.sequence.name, create(op, context), Space::sequence);
  }
  bool operator()(const ir::RenameTable& op) const {
    return made(op.to, whole(op.table) && rename(op, context));
  }
  bool operator()(const ir::RenameIndex& op) const {
    return made(op.to, rename(op, context), Space::index);
  }

  bool operator()(const ir::DropTable& op) const { return drop(op, context); }
  bool operator()(const ir::DropView& op) const { return drop(op, context); }
  bool operator()(const ir::DropIndex& op) const { return drop(op, context); }
  bool operator()(const ir::DropTrigger& op) const { return drop(op, context); }
  bool operator()(const ir::DropEnum& op) const { return drop(op, context); }
  bool operator()(const ir::DropSequence& op) const { return drop(op, context); }

  bool operator()(const ir::AddEnumValue& op) const { return change(op, context); }
  bool operator()(const ir::RenameEnumValue& op) const { return change(op, context); }
  bool operator()(const ir::DropEnumValue& op) const { return change(op, context); }

  bool operator()(const ir::AlterTable& op) const {
    return std::visit([&](const auto& alteration) { return alter(op.table, alteration); },
                      op.alteration);
  }

  bool operator()(const ir::Data& op) const { return resolves(op.statement); }
  bool operator()(const ir::Assert& op) const { return resolves(op.condition); }
  /// Raw SQL is opaque here; what it changes unsaid, the check on a real database finds.
  bool operator()(const ir::Execute&) const { return true; }

  /// Notes what a step in error would have made.
  bool made(const Name& name, bool done, Space space = Space::relation) const {
    const Id id{space, name.key()};
    if (!done && context.schema.find(id) == nullptr) context.schema.failed.insert(id);
    return done;
  }

  /// Whether a table that something of is renamed may stay as the actions before have made it.
  bool whole(const Name& name) const {
    const ir::Table* table = context.schema.table(name);
    const std::size_t errors = context.diagnostics.errors();
    if (table != nullptr && context.step.more) check_stored_columns(*table, context);
    if (table != nullptr && !context.step.more) check_whole(*table, context);
    return context.diagnostics.errors() == errors;
  }

  bool alter(const Name& name, const ir::RenameColumn& op) const {
    return whole(name) && rename(name, op, context);
  }

  template <class Kind>
  bool alter(const Name& name, const Kind& op) const {
    const ir::Table* table = find_table(name, context);
    if (table == nullptr) return false;
    ir::Table edited = *table;
    if (!Alter{name, edited, context}(op) || !check_table(edited, context)) return false;
    context.schema.put(std::move(edited));
    return true;
  }

  bool resolves(const ir::Expression& statement) const {
    return report_unresolved(sql::resolve_statement(statement, context.schema), nullptr, context);
  }
};

}  // namespace

bool apply(const ir::Step& step, Schema& schema, Diagnostics& diagnostics) {
  if (step.moot) return true;
  const Context context{step, schema, diagnostics};
  return std::visit(Apply{context}, step.operation);
}

}  // namespace migc::schema
