#include <algorithm>
#include <utility>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

/// A part of the text as it was written, but for strings between `$$`.
std::string spelled(const std::vector<ir::Token>& tokens, std::size_t begin, std::size_t end) {
  std::string text;
  const auto quote = [&](const std::string& inner, char open, char close) {
    text += open;
    for (const char c : inner) text.append(c == close ? 2 : 1, c);
    text += close;
  };
  constexpr std::size_t longest = 256;  // nested queries would be spelled once per level
  for (std::size_t i = begin; i < std::min(end, begin + longest); ++i) {
    const ir::Token& token = tokens[i];
    if (i > begin) text += token.gap;
    if (token.kind == ir::Token::Kind::string)
      quote(token.text, '\'', '\'');
    else if (token.kind == ir::Token::Kind::quoted)
      quote(token.text, token.quote, token.quote == '[' ? ']' : token.quote);
    else
      text += token.text;
  }
  return text;
}

/// SQLite calls a plain column as its table declares it; a rowid by the key that is its alias.
void name_as_declared(Output& output, const dialect::Dialect& dialect) {
  const RelationColumns& shape = *output.source->shape;
  const auto declared = shape.keys.find(output.column);
  if (declared != shape.keys.end())
    output.name = shape.columns[declared->second];
  else if (dialect.is_rowid(output.column) && !shape.rowid_alias.text.empty())
    output.name = shape.rowid_alias;
}

}  // namespace

/// A result list that fills the range.
void Reader::results(SelectCore& core) {
  while (!done()) {
    const std::size_t before = at_;
    result(core);
    if (!accept(",") && (at_ == before || !done())) skip();
  }
}

void Reader::result(SelectCore& core) {
  if (accept("*")) {
    for (const FromItem& each : core.scope.sources)
      if (!each.qualified_only) star(core, each);
    core.complete &= !core.scope.open;
    return;
  }
  if (at_name_or_string() && symbol(".", 1)) {
    const std::size_t qualifier = at_name_or_string(2) && symbol(".", 3) ? at_ + 2 : at_;
    if (qualifier + 2 < end_ && tokens_[qualifier + 2].is_symbol("*")) {
      at_ = qualifier + 3;
      return qualified_star(core, qualifier);
    }
  }
  const std::size_t begin = at_;
  expression(core.scope);
  core.outputs.push_back(output_of(core.scope, begin, at_));
  core.outputs.back().token = begin;
  if (lookup_.collects_types()) core.outputs.back().type = type_of(core.scope, begin, at_);
  alias(core.outputs.back());
}

void Reader::qualified_star(SelectCore& core, std::size_t qualifier) {
  const SourceMatch match = find_source(core.scope, tokens_[qualifier].key());
  if (match.source == nullptr) {
    core.complete = false;
    if (!match.doubt) miss_relation(qualifier, source_candidates(core.scope));
    return;
  }
  if (match.source->own_name) use(qualifier, match.source->relation, "");
  star(core, *match.source);
}

void Reader::star(SelectCore& core, const FromItem& source) {
  core.complete &= source.shape->complete;
  for (std::size_t place = 0; place < source.shape->columns.size(); ++place) {
    const ColumnName& column = source.shape->columns[place];
    std::string key = column.key();
    if (!source.merged.contains(key))
      core.outputs.push_back({.name = column,
                              .starred = true,
                              .source = &source,
                              .column = std::move(key),
                              .type = source.shape->type_at(place)});
  }
}

/// `as b`, or just `b`, behind a result.
void Reader::alias(Output& output) {
  const bool as = accept(Keyword::as);
  if (!at_name_or_string()) return;
  if (!as && token().kind == ir::Token::Kind::word && dialect_.is_reserved(token().text)) return;
  output.name = {token().text, token().exact};
  output.given = true;
  output.unnamed = false;
  ++at_;
}

/// What a result between two tokens is called without AS.
Output Reader::output_of(const Scope& scope, std::size_t begin, std::size_t end) const {
  Output output;
  while (end - begin >= 3 && tokens_[begin].is_symbol("(") && close_[begin] == end - 1) {
    ++begin;
    --end;
  }
  const std::size_t count = end - begin;
  bool names = count % 2 == 1 && count <= 5;
  for (std::size_t i = begin; i < end && names; ++i)
    names = (i - begin) % 2 == 0 ? tokens_[i].is_name() : tokens_[i].is_symbol(".");
  if (!names) {
    output.unnamed = true;
    output.name = {spelled(tokens_, begin, end)};
    return output;
  }
  output.name = {tokens_[end - 1].text, tokens_[end - 1].exact};
  output.column = tokens_[end - 1].key();
  if (count > 1) {
    output.source = find_source(scope, tokens_[end - 3].key()).source;
  } else {
    output.source = find_column(scope, output.column, dialect_).source;
  }
  if (output.source != nullptr) name_as_declared(output, dialect_);
  return output;
}

}  // namespace migc::sql
