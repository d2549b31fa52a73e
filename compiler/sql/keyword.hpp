#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/ir/expression.hpp"

namespace migc::sql {

/// The words that scopes and expressions are read by. Every other word is `other`: most likely a
/// name.
enum class Keyword : std::uint8_t {
  other,
  // Statements and what follows their first word.
  select,
  with,
  recursive,
  materialized,
  values,
  insert,
  replace,
  update,
  delete_,
  into,
  set,
  from,
  where,
  group,
  having,
  window,
  order,
  by,
  limit,
  offset,
  union_,
  except,
  intersect,
  returning,
  distinct,
  all,
  default_,
  conflict,
  duplicate,
  key,
  nothing,
  do_,
  or_,
  only,
  on_,
  using_,
  indexed,
  // Sources.
  join,
  natural,
  left,
  right,
  full,
  inner,
  cross,
  outer,
  straight_join,
  lateral,
  as,
  // Expressions.
  case_,
  when,
  then,
  else_,
  end,
  not_,
  null,
  and_,
  is,
  in,
  between,
  exists,
  collate,
  isnull,
  notnull,
  infix,  ///< `like`, `glob`, …: stands between two operands.
  at,
  time,
  zone,
  similar,
  to,
  literal,
  filter,
  over,
  partition,
  asc,
  desc,
  nulls,
  first,
  last,
  frame,     ///< `rows`, `range`, `groups`: a window's frame begins.
  bound,     ///< What a frame's bounds are made of.
  reserved,  ///< A reserved word with no part in queries: `index`, `table`, …
};

/// What a token is to a reader; `other` for everything but bare words.
[[nodiscard]] Keyword word_of(const ir::Token& token);

/// The word begins a clause, whatever stands before it: an expression ends there.
[[nodiscard]] bool ends_expression(Keyword word);

}  // namespace migc::sql
