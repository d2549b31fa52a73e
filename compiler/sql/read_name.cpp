#include <algorithm>
#include <cctype>

#include "compiler/sql/reader.hpp"

namespace migc::sql {

namespace {

/// A column that is called by its expression's text can be named in quotes: `[count(*)]`.
bool has_unnamed(const Scope& scope) {
  for (const Scope* at = &scope; at != nullptr; at = at->outer)
    for (const FromItem& source : at->sources)
      if (source.shape->unnamed) return true;
  return false;
}

bool is_plain_word(const std::string& text) {
  return word_of({ir::Token::Kind::word, 0, text}) == Keyword::other && !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_';
         });
}

}  // namespace

void Reader::bare_name(const Scope& scope, std::size_t token) {
  const std::string key = tokens_[token].key();
  const Match match = find_column(scope, key, dialect_);
  if (match.rival != nullptr)
    misuse(Unresolved::What::ambiguous, token, *match.source, match.rival->name);
  switch (match.what) {
    case Match::What::column:
      bind(token, Binding::What::column, match.source);
      return use(token, match.source->relation, key);
    case Match::What::other:
      if (match.source == nullptr) return bind(token, Binding::What::alias, nullptr);
      return other_name(*match.source, token);
    case Match::What::doubt:
      if (may_be_text(tokens_[token])) found_.has_doubtful_quotes = true;
      return bind(token, Binding::What::doubt, nullptr);
    case Match::What::missing:
      if (may_be_no_column(scope, token)) return no_column(scope, token);
      miss_column(token, only_source(scope), &scope);
  }
}

/// A rowid, or a column of what is no relation.
void Reader::other_name(const FromItem& source, std::size_t token) {
  const std::string key = tokens_[token].key();
  const bool rowid =
      dialect_.is_rowid(key) && !source.shape->has(key) && !source.shape->hidden.contains(key);
  if (rowid) found_.rowids.push_back(token);
  bind(token, rowid ? Binding::What::rowid : Binding::What::column, &source);
}

/// What is called by an expression's text may be meant by anything in quotes but a plain word.
void Reader::no_column(const Scope& scope, std::size_t token) {
  const ir::Token& written = tokens_[token];
  if (!may_be_text(written)) return bind(token, Binding::What::nothing, nullptr);
  if (has_unnamed(scope) && !is_plain_word(written.text)) {
    found_.has_doubtful_quotes = true;
    return bind(token, Binding::What::doubt, nullptr);
  }
  found_.texts.push_back(token);
  bind(token, Binding::What::nothing, nullptr);
}

/// Whether it may be a string, for want of a column: `"a"`.
bool Reader::may_be_text(const ir::Token& written) const {
  return written.quote == '"' && dialect_.quotes_may_be_text;
}

/// Words that stand for something else where no column bears their name: some take `"a"` for a
/// string; `true` is a number; `date '2020-01-01'`, `array[1]` are values elsewhere.
bool Reader::may_be_no_column(const Scope& scope, std::size_t token) const {
  const ir::Token& written = tokens_[token];
  if (written.quote != 0) return may_be_text(written) || has_unnamed(scope);
  if (words_[token] == Keyword::literal || words_[token] == Keyword::by) return true;
  if (dialect_.is_reserved(written.text)) return true;
  if (token + 1 >= end_) return false;
  const ir::Token& next = tokens_[token + 1];
  if (next.kind == ir::Token::Kind::string) return true;
  if (written.is_word("array") && next.quote == '[') return true;
  return written.is_word("interval") && next.kind != ir::Token::Kind::symbol;
}

void Reader::qualified_name(const Scope& scope, std::size_t first, std::size_t column) {
  const std::size_t qualifier = column - 2;
  const std::string schema =
      dialect_.naming.has_schemas && first != qualifier ? tokens_[first].key() : std::string();
  const SourceMatch match = find_source(scope, tokens_[qualifier].key(), schema);
  if (match.source == nullptr) {
    if (!match.doubt) miss_relation(qualifier, source_candidates(scope));
    return;
  }
  if (first != qualifier) {
    const std::string database = tokens_[first].key();
    const std::string& expected = match.source->database;
    if (database != expected && !(expected.empty() && dialect_.is_own_schema(database)))
      return miss_relation(first, {});
  }
  if (match.source->own_name) use(qualifier, match.source->relation, "");
  column_of(*match.source, column);
}

void Reader::column_of(const FromItem& source, std::size_t token) {
  const std::string key = tokens_[token].key();
  const Match match = find_in_source(source, key, dialect_);
  if (match.what == Match::What::column) {
    bind(token, Binding::What::column, &source);
    return use(token, source.relation, key);
  }
  if (match.what == Match::What::other) return other_name(source, token);
  if (match.what != Match::What::missing) return;
  const bool maybe_unnamed = source.shape->unnamed && tokens_[token].quote != 0;
  if (!maybe_unnamed) miss_column(token, &source, nullptr);
}

}  // namespace migc::sql
