#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "compiler/diagnostics/catalogue/schema.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::schema {

namespace kind = diagnostics::kind;
using diagnostics::Diagnostic;
using diagnostics::Diagnostics;

/// One step on its way into the schema, and where its faults are told.
struct Context {
  const ir::Step& step;
  Schema& schema;
  Diagnostics& diagnostics;

  /// Reports a fault of something that the step writes or, if it was written elsewhere, that the
  /// step brings about: then the step is underlined, and a note points at the thing.
  template <class... Arguments>
  Diagnostic& report_at(const diagnostics::Kind<Arguments...>& what, Span item,
                        const std::type_identity_t<Arguments>&... arguments) const {
    const bool here = wrote(item);
    Diagnostic& diagnostic = diagnostics.report(what, here ? item : step.written, arguments...);
    if (!here && item.known()) diagnostic.note(item, "it is declared here");
    return diagnostic;
  }

  /// Whether a place is in the step. Anywhere is, for a step that was not read from a text.
  [[nodiscard]] bool wrote(Span item) const;
};

[[nodiscard]] bool within(Span item, Span whole);

/// "a table", "a view", … in messages: the noun alone.
[[nodiscard]] std::string_view noun_of(const Object& object);
[[nodiscard]] std::string_view noun_of(Space space);

/// Adds where an object comes from: "`devices` was created by 001 and last changed by 003".
void note_origin(Diagnostic& diagnostic, const Entry& entry);

/// The table, or null once it is reported that there is none (or that the name is a view's).
[[nodiscard]] const ir::Table* find_table(const Name& name, const Context& context);
[[nodiscard]] const ir::Column* find_column(const ir::Table& table, const Name& column,
                                            const Context& context);
/// The object, or null once its absence is reported. For a relation: of whatever kind.
[[nodiscard]] const Entry* find_entry(Space space, const Name& name, const Context& context);

/// Whether an object may be made under this name; reports why not.
[[nodiscard]] bool check_name_available(Space space, const Name& name, std::string_view noun,
                                        const Context& context);

/// Reports that `table` has no such column.
void report_unknown_column(const ir::Table& table, const Name& column, const Context& context);
/// Reports the names that do not resolve in an expression of `table`, or with no table in a
/// statement, unless the step allows that. Returns whether all do.
bool report_unresolved(const sql::Resolution& resolution, const ir::Table* table,
                       const Context& context);

}  // namespace migc::schema
