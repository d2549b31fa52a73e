#include "compiler/backends/refusal.hpp"

#include <fmt/format.h>

#include "compiler/diagnostics/catalogue/backends.hpp"
#include "compiler/diagnostics/counted.hpp"

namespace migc::backends {

namespace kind = diagnostics::kind;

namespace {

/// A kind of requirement in all its words. An assertion has a text of its own.
struct Wording {
  std::string_view word;
  const kind::RowsKind* text;
  std::string_view remedy;
};

constexpr std::string_view how_to_fix = "fix these rows with an `update` or `delete` before it";
constexpr std::string_view meant =
    "shorten or convert them with `using`; to accept the change, add `--allow-data-loss`, or put "
    "`allow data_loss 'why';` before the statement";

constexpr std::string_view loss =
    "to accept the loss, add `--allow-data-loss`, or put `allow data_loss 'why';` before the "
    "statement; `--backup` keeps a copy";

const Wording& wording(Requirement::Kind requirement) {
  using Of = Requirement::Kind;
  static constexpr Wording no_nulls{
      "no_nulls", &kind::rows_null,
      "fill them: `set not null fill EXPRESSION`, or an `update` before it"};
  static constexpr Wording no_rows{
      "no_rows", &kind::rows_without_value,
      "give it a `default`, or a value for these rows: `add column … not null fill EXPRESSION`"};
  static constexpr Wording unique{"unique", &kind::rows_not_unique, how_to_fix};
  static constexpr Wording check{"check", &kind::rows_violate, how_to_fix};
  static constexpr Wording parents{
      "parents", &kind::rows_orphaned,
      "before it, add the parents, set the reference to NULL, or delete the rows"};
  static constexpr Wording convertible{
      "convertible", &kind::rows_unconvertible,
      "convert them with `using EXPRESSION`, or fix them with an `update` before it"};
  static constexpr Wording fits{"fits", &kind::rows_too_long, meant};
  static constexpr Wording unchanged{"unchanged", &kind::rows_altered, meant};
  static constexpr Wording converted{"converted", &kind::rows_lose_value,
                                     "give them a value in `using`, too: `coalesce(…, VALUE)`"};
  static constexpr Wording no_lost_rows{"no_lost_rows", &kind::rows_dropped, loss};
  static constexpr Wording no_lost_values{"no_lost_values", &kind::values_dropped, loss};
  static constexpr Wording not_replaced{"not_replaced", &kind::values_replaced, loss};
  static constexpr Wording assertion{"assertion", nullptr, ""};
  switch (requirement) {
    case Of::no_nulls:
      return no_nulls;
    case Of::no_rows:
      return no_rows;
    case Of::unique:
      return unique;
    case Of::check:
      return check;
    case Of::parents:
      return parents;
    case Of::convertible:
      return convertible;
    case Of::fits:
      return fits;
    case Of::unchanged:
      return unchanged;
    case Of::converted:
      return converted;
    case Of::no_lost_rows:
      return no_lost_rows;
    case Of::no_lost_values:
      return no_lost_values;
    case Of::not_replaced:
      return not_replaced;
    case Of::assertion:
      return assertion;
  }
  return assertion;
}

}  // namespace

std::string rows_in_words(std::size_t count) {
  if (count > Requirement::most_counted)
    return fmt::format("at least {} rows", Requirement::most_counted);
  return diagnostics::counted(count, "row");
}

diagnostics::Diagnostic refusal(const Requirement& requirement, const std::string& rows,
                                const std::vector<std::string>& keys) {
  const kind::RowsKind* text = wording(requirement.kind).text;
  diagnostics::Diagnostics diagnostics;
  if (text == nullptr)
    return diagnostics.report(kind::condition_failed, requirement.written, requirement.subject);
  diagnostics::Diagnostic& one =
      diagnostics.report(*text, requirement.written, rows, requirement.table, requirement.subject);
  if (!keys.empty())
    one.note(fmt::format("such rows by `{}`: {}", requirement.key, fmt::join(keys, ", ")));
  one.note(remedy(requirement));
  return one;
}

std::string remedy(const Requirement& requirement) {
  return std::string(wording(requirement.kind).remedy);
}

std::string refusal_in_words(const Requirement& requirement) {
  return refusal(requirement, "rows", {}).text + ": " + remedy(requirement);
}

std::string_view word(Requirement::Kind kind) { return wording(kind).word; }

}  // namespace migc::backends
