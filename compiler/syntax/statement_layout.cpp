#include "compiler/syntax/statement_layout.hpp"

namespace migc::syntax {

void StatementLayout::write(Range range, std::size_t indent) {
  if (const std::size_t open = table_in(range); open != range.size())
    table(range, open, indent);
  else if (const std::size_t arguments = arguments_in(range); arguments != range.size())
    virtual_table(range, arguments, indent);
  else if (const std::size_t behind = several_actions(range); behind != range.size())
    actions(range, behind, indent);
  else
    free(range, indent);
}

std::size_t StatementLayout::table_in(Range range) {
  const auto word = [&](std::size_t at, std::string_view text) {
    return at < range.size() && is_word(range[at], text);
  };
  std::size_t at = 1;
  if (!word(0, "create")) return range.size();
  if (word(at, "temp") || word(at, "temporary")) ++at;
  if (!word(at, "table")) return range.size();
  for (; at < range.size(); ++at) {
    if (word(at, "as")) return range.size();
    if (range[at].is("(")) return at;
  }
  return range.size();
}

void StatementLayout::table(Range range, std::size_t open, std::size_t indent) {
  free(range.first(open), indent);
  lead(range[open - 1], range[open], [&](std::size_t) { return indent; });
  if (out_.back() != ' ') out_ += ' ';
  out_ += '(';
  std::size_t at = list(range, open + 1, indent + 2);
  comments(
      range[at], [&](std::size_t) { return indent + 2; }, false);
  begin_line(indent);
  for (std::size_t from = at; at < range.size(); ++at) {
    if (at > from) lead(range[at - 1], range[at], [&](std::size_t) { return indent + 2; });
    out_ += range[at].text;
  }
}

std::size_t StatementLayout::arguments_in(Range range) {
  if (range.size() < 3 || !is_word(range[0], "create") || !is_word(range[1], "virtual"))
    return range.size();
  std::size_t at = 2;
  while (at < range.size() && !range[at].is("(")) ++at;
  return at;
}

void StatementLayout::virtual_table(Range range, std::size_t open, std::size_t indent) {
  std::size_t close = open, depth = 0;
  for (; close < range.size(); ++close) {
    if (range[close].is("(")) ++depth;
    if (range[close].is(")") && --depth == 0) break;
  }
  if (close == range.size()) return free(range, indent);
  free(range.first(open + 1), indent);
  out_ += all_.substr(range[open].begin + 1, range[close].begin - range[open].begin);
  for (std::size_t at = close + 1; at < range.size(); ++at) {
    lead(range[at - 1], range[at], [&](std::size_t) { return indent; });
    out_ += range[at].text;
  }
}

std::size_t StatementLayout::list(Range range, std::size_t at, std::size_t indent) {
  while (at < range.size() && !range[at].is(")") && !range[at].is(";")) {
    std::size_t end = at, depth = 0;
    for (; end < range.size(); ++end) {
      if (depth == 0 && (range[end].is(")") || range[end].is(";"))) break;
      if (depth == 0 && range[end].is(",") && !goes_on(range, end)) break;
      if (range[end].is("(")) ++depth;
      if (range[end].is(")")) --depth;
    }
    comments(
        range[at], [&](std::size_t) { return indent; }, false);
    begin_line(indent);
    free(range.subspan(at, end - at), indent);
    if (end < range.size() && range[end].is(",")) {
      lead(range[end - 1], range[end], [&](std::size_t) { return indent; });
      out_ += range[end++].text;
    }
    at = end;
  }
  return at;
}

bool StatementLayout::goes_on(Range range, std::size_t comma) {
  return comma + 1 < range.size() && is_word(range[comma + 1], "for");
}

std::size_t StatementLayout::several_actions(Range range) {
  if (range.size() < 4 || !is_word(range[0], "alter") || !is_word(range[1], "table"))
    return range.size();
  const std::size_t behind = range[3].is(".") ? 5 : 3;
  std::size_t depth = 0;
  for (std::size_t at = behind; at < range.size(); ++at) {
    if (depth == 0 && range[at].is(",") && !goes_on(range, at)) return behind;
    if (range[at].is("(")) ++depth;
    if (range[at].is(")") && depth > 0) --depth;
  }
  return range.size();
}

void StatementLayout::actions(Range range, std::size_t behind, std::size_t indent) {
  free(range.first(behind), indent);
  for (std::size_t at = list(range, behind, indent + 2); at < range.size(); ++at) {
    lead(range[at - 1], range[at], [&](std::size_t) { return indent + 2; });
    out_ += range[at].text;
  }
}

}  // namespace migc::syntax
