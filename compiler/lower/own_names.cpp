#include "compiler/lower/own_names.hpp"

#include <variant>

#include "compiler/diagnostics/catalogue/lower.hpp"

namespace migc::lower {

namespace {

/// The name that an operation gives to a table, an index or a view; null where it gives none.
struct GivenName {
  const ir::Name* operator()(const ir::CreateTable& op) const { return &op.table.name; }
  const ir::Name* operator()(const ir::CreateTableAs& op) const { return &op.table; }
  const ir::Name* operator()(const ir::CreateVirtualTable& op) const { return &op.table.name; }
  const ir::Name* operator()(const ir::CreateView& op) const { return &op.view.name; }
  const ir::Name* operator()(const ir::CreateIndex& op) const { return &op.index.name; }
  const ir::Name* operator()(const ir::RenameTable& op) const { return &op.to; }
  const ir::Name* operator()(const ir::RenameIndex& op) const { return &op.to; }
  template <class Other>
  const ir::Name* operator()(const Other&) const {
    return nullptr;
  }
};

}  // namespace

void refuse_own_names(const ir::Operation& operation, const std::map<std::string, std::string>& own,
                      diagnostics::Diagnostics& diagnostics) {
  const ir::Name* name = std::visit(GivenName{}, operation);
  if (name == nullptr) return;
  const auto found = own.find(name->key());
  if (found != own.end())
    diagnostics.report(diagnostics::kind::own_name, name->written, name->text, found->second);
}

}  // namespace migc::lower
