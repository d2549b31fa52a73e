#include "compiler/schema/check/misuse.hpp"

#include <fmt/format.h>

#include "compiler/diagnostics/catalogue/schema.hpp"

namespace migc::schema {

namespace kind = diagnostics::kind;
using diagnostics::Diagnostic;
using diagnostics::Diagnostics;

namespace {

using Fault = sql::Unresolved::What;

}  // namespace

bool is_misuse(const sql::Unresolved& found) {
  return found.what != Fault::relation && found.what != Fault::column;
}

Diagnostic& report_misuse(const sql::Unresolved& found, const std::string& subject, Span place,
                          Diagnostics& diagnostics) {
  const std::string& name = found.name.text;
  switch (found.what) {
    case Fault::relation:
    case Fault::column:
      break;
    case Fault::ambiguous:
      return diagnostics
          .report(kind::ambiguous_name, place, subject, name, found.relation, found.other)
          .note(fmt::format("add the table, such as `{}.{}`", found.relation, name));
    case Fault::values:
      if (found.relation.empty())
        return diagnostics.report(kind::values_for_list, place, subject, found.expected,
                                  found.given);
      return diagnostics
          .report(kind::values_for_table, place, subject, found.relation, found.expected,
                  found.given)
          .note(fmt::format("list the columns: `insert into {} (…)`", found.relation));
    case Fault::rows:
      return diagnostics.report(kind::rows_differ, place, subject, found.given, found.expected);
    case Fault::compound:
      return diagnostics.report(kind::selects_differ, place, subject, found.expected, found.given)
          .note("list the columns in place of `*`");
    case Fault::column_list:
      return diagnostics
          .report(kind::names_for_columns, place, subject, found.expected, found.given)
          .note("list the columns in place of `*`");
    case Fault::generated:
      return diagnostics.report(kind::writes_generated, place, subject, name, found.relation);
    case Fault::conflict_target:
      return diagnostics.report(kind::no_conflict_target, place, subject, found.other,
                                found.relation);
    case Fault::index:
      return diagnostics.report(kind::no_such_index, place, subject, name, found.relation)
          .note("remove `indexed by`, or keep the index");
    case Fault::partial_index:
      return diagnostics.report(kind::partial_index, place, subject, name)
          .note("remove `indexed by`, or give the partial index another name");
    case Fault::captured:
      return diagnostics
          .report(kind::meaning_changed, place, subject, name, found.relation, found.other)
          .note("add the table that is meant to the name");
    case Fault::moved:
      return diagnostics
          .report(kind::by_position, place, subject,
                  found.relation.empty() ? "columns" : "the columns of `" + found.relation + "`")
          .note("list the columns, so that their order does not matter");
    case Fault::joined:
      return diagnostics.report(kind::natural_join, place, subject, found.relation, found.other)
          .note("write `join … using (…)` with the columns");
  }
  return diagnostics.report(kind::unknown_name, place, name);
}

}  // namespace migc::schema
