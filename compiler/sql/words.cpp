#include "compiler/sql/words.hpp"

#include <string>
#include <unordered_map>

#include "compiler/source/name.hpp"

namespace migc::sql {

namespace {

struct Keyword {
  Word word = Word::other;
  bool reserved = false;
};

using Words = std::unordered_map<std::string_view, Keyword>;

constexpr bool reserved = true;

const Words& words() {
  static const Words all{
      {"select", {Word::select, reserved}},
      {"with", {Word::with}},
      {"recursive", {Word::recursive}},
      {"materialized", {Word::materialized}},
      {"values", {Word::values, reserved}},
      {"insert", {Word::insert, reserved}},
      {"replace", {Word::replace}},
      {"update", {Word::update, reserved}},
      {"delete", {Word::delete_, reserved}},
      {"into", {Word::into, reserved}},
      {"set", {Word::set, reserved}},
      {"from", {Word::from, reserved}},
      {"where", {Word::where, reserved}},
      {"group", {Word::group, reserved}},
      {"having", {Word::having, reserved}},
      {"window", {Word::window}},
      {"order", {Word::order, reserved}},
      {"by", {Word::by}},
      {"limit", {Word::limit, reserved}},
      {"offset", {Word::offset}},
      {"union", {Word::union_, reserved}},
      {"except", {Word::except, reserved}},
      {"intersect", {Word::intersect, reserved}},
      {"returning", {Word::returning, reserved}},
      {"distinct", {Word::distinct, reserved}},
      {"all", {Word::all, reserved}},
      {"default", {Word::default_, reserved}},
      {"conflict", {Word::conflict}},
      {"duplicate", {Word::duplicate}},
      {"key", {Word::key}},
      {"nothing", {Word::nothing, reserved}},
      {"do", {Word::do_}},
      {"or", {Word::or_, reserved}},
      {"only", {Word::only}},
      {"on", {Word::on_, reserved}},
      {"using", {Word::using_, reserved}},
      {"indexed", {Word::indexed}},
      {"join", {Word::join, reserved}},
      {"natural", {Word::natural}},
      {"left", {Word::left}},
      {"right", {Word::right}},
      {"full", {Word::full}},
      {"inner", {Word::inner}},
      {"cross", {Word::cross}},
      {"outer", {Word::outer}},
      {"straight_join", {Word::straight_join}},
      {"lateral", {Word::lateral}},
      {"as", {Word::as, reserved}},
      {"case", {Word::case_, reserved}},
      {"when", {Word::when, reserved}},
      {"then", {Word::then, reserved}},
      {"else", {Word::else_, reserved}},
      {"end", {Word::end}},
      {"not", {Word::not_, reserved}},
      {"null", {Word::null, reserved}},
      {"and", {Word::and_, reserved}},
      {"is", {Word::is, reserved}},
      {"in", {Word::in, reserved}},
      {"between", {Word::between, reserved}},
      {"exists", {Word::exists, reserved}},
      {"collate", {Word::collate, reserved}},
      {"isnull", {Word::isnull, reserved}},
      {"notnull", {Word::notnull, reserved}},
      {"like", {Word::infix}},
      {"glob", {Word::infix}},
      {"regexp", {Word::infix}},
      {"match", {Word::infix}},
      {"escape", {Word::infix, reserved}},
      {"ilike", {Word::infix}},
      {"rlike", {Word::infix}},
      {"div", {Word::infix}},
      {"mod", {Word::infix}},
      {"xor", {Word::infix}},
      {"overlaps", {Word::infix}},
      {"at", {Word::at}},
      {"time", {Word::time}},
      {"zone", {Word::zone}},
      {"similar", {Word::similar}},
      {"to", {Word::to, reserved}},
      {"true", {Word::literal}},
      {"false", {Word::literal}},
      {"unknown", {Word::literal}},
      {"current_date", {Word::literal}},
      {"current_time", {Word::literal}},
      {"current_timestamp", {Word::literal}},
      {"current_user", {Word::literal}},
      {"session_user", {Word::literal}},
      {"localtime", {Word::literal}},
      {"localtimestamp", {Word::literal}},
      {"filter", {Word::filter}},
      {"over", {Word::over}},
      {"partition", {Word::partition}},
      {"asc", {Word::asc}},
      {"desc", {Word::desc}},
      {"nulls", {Word::nulls}},
      {"first", {Word::first}},
      {"last", {Word::last}},
      {"rows", {Word::frame}},
      {"range", {Word::frame}},
      {"groups", {Word::frame}},
      {"unbounded", {Word::bound}},
      {"preceding", {Word::bound}},
      {"following", {Word::bound}},
      {"current", {Word::bound}},
      {"row", {Word::bound}},
      {"exclude", {Word::bound}},
      {"no", {Word::bound}},
      {"others", {Word::bound}},
      {"ties", {Word::bound}},
      {"add", {Word::reserved, reserved}},
      {"alter", {Word::reserved, reserved}},
      {"autoincrement", {Word::reserved, reserved}},
      {"check", {Word::reserved, reserved}},
      {"commit", {Word::reserved, reserved}},
      {"constraint", {Word::reserved, reserved}},
      {"create", {Word::reserved, reserved}},
      {"deferrable", {Word::reserved, reserved}},
      {"drop", {Word::reserved, reserved}},
      {"foreign", {Word::reserved, reserved}},
      {"index", {Word::reserved, reserved}},
      {"primary", {Word::reserved, reserved}},
      {"references", {Word::reserved, reserved}},
      {"table", {Word::reserved, reserved}},
      {"transaction", {Word::reserved, reserved}},
      {"unique", {Word::reserved, reserved}},
  };
  return all;
}

Keyword entry_of(std::string_view text) {
  const auto found = words().find(source::fold(text));
  return found == words().end() ? Keyword{} : found->second;
}

}  // namespace

Word word_of(const ir::Token& token) {
  return token.kind == ir::Token::Kind::word ? entry_of(token.text).word : Word::other;
}

bool is_reserved(std::string_view word) { return entry_of(word).reserved; }

bool ends_expression(Word word) {
  switch (word) {
    case Word::select:
    case Word::values:
    case Word::set:
    case Word::into:
    case Word::from:
    case Word::where:
    case Word::group:
    case Word::having:
    case Word::order:
    case Word::limit:
    case Word::union_:
    case Word::except:
    case Word::intersect:
    case Word::returning:
    case Word::on_:
    case Word::using_:
    case Word::join:
      return true;
    default:
      return false;
  }
}

}  // namespace migc::sql
