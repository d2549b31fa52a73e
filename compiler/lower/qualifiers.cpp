#include "compiler/lower/qualifiers.hpp"

#include <variant>

#include "compiler/diagnostics/catalogue/lower.hpp"

namespace migc::lower {

namespace {

struct Check {
  const dialect::Dialect& dialect;
  diagnostics::Diagnostics& diagnostics;

  void operator()(const ir::Name& name) const {
    if (name.within == source::Within::table) return;
    if (name.schema.empty() || dialect.is_own_schema(source::fold(name.schema))) return;
    diagnostics.report(diagnostics::kind::no_such_schema, name.written, dialect.title, name.schema,
                       name.text);
  }
  void operator()(const ir::Table& table) const { (*this)(table.name); }
  void operator()(const ir::View& view) const { (*this)(view.name); }
  void operator()(const ir::VirtualTable& table) const { (*this)(table.name); }
  void operator()(const ir::Index& index) const {
    (*this)(index.name);
    (*this)(index.table);
  }
  void operator()(const ir::Trigger& trigger) const {
    (*this)(trigger.name);
    (*this)(trigger.table);
  }
};

}  // namespace

/// What an operation names is a member called after its kind, whichever operation it is.
void refuse_other_schemas(const ir::Operation& operation, const dialect::Dialect& dialect,
                          diagnostics::Diagnostics& diagnostics) {
  if (dialect.schemas.empty()) return;
  const Check check{dialect, diagnostics};
  std::visit(
      [&](const auto& op) {
        if constexpr (requires { check(op.table); }) check(op.table);
        if constexpr (requires { check(op.index); }) check(op.index);
        if constexpr (requires { check(op.view); }) check(op.view);
        if constexpr (requires { check(op.trigger); }) check(op.trigger);
      },
      operation);
}

}  // namespace migc::lower
