#include "compiler/sql/keyword.hpp"

#include <string>
#include <unordered_map>

#include "compiler/source/name.hpp"

namespace migc::sql {

namespace {

struct Spelling {
  Keyword word = Keyword::other;
  bool reserved = false;
};

using Words = std::unordered_map<std::string_view, Spelling>;

constexpr bool reserved = true;

const Words& words() {
  static const Words all{
      {"select", {Keyword::select, reserved}},
      {"with", {Keyword::with}},
      {"recursive", {Keyword::recursive}},
      {"materialized", {Keyword::materialized}},
      {"values", {Keyword::values, reserved}},
      {"insert", {Keyword::insert, reserved}},
      {"replace", {Keyword::replace}},
      {"update", {Keyword::update, reserved}},
      {"delete", {Keyword::delete_, reserved}},
      {"into", {Keyword::into, reserved}},
      {"set", {Keyword::set, reserved}},
      {"from", {Keyword::from, reserved}},
      {"where", {Keyword::where, reserved}},
      {"group", {Keyword::group, reserved}},
      {"having", {Keyword::having, reserved}},
      {"window", {Keyword::window}},
      {"order", {Keyword::order, reserved}},
      {"by", {Keyword::by}},
      {"limit", {Keyword::limit, reserved}},
      {"offset", {Keyword::offset}},
      {"union", {Keyword::union_, reserved}},
      {"except", {Keyword::except, reserved}},
      {"intersect", {Keyword::intersect, reserved}},
      {"returning", {Keyword::returning, reserved}},
      {"distinct", {Keyword::distinct, reserved}},
      {"all", {Keyword::all, reserved}},
      {"default", {Keyword::default_, reserved}},
      {"conflict", {Keyword::conflict}},
      {"duplicate", {Keyword::duplicate}},
      {"key", {Keyword::key}},
      {"nothing", {Keyword::nothing, reserved}},
      {"do", {Keyword::do_}},
      {"or", {Keyword::or_, reserved}},
      {"only", {Keyword::only}},
      {"on", {Keyword::on_, reserved}},
      {"using", {Keyword::using_, reserved}},
      {"indexed", {Keyword::indexed}},
      {"join", {Keyword::join, reserved}},
      {"natural", {Keyword::natural}},
      {"left", {Keyword::left}},
      {"right", {Keyword::right}},
      {"full", {Keyword::full}},
      {"inner", {Keyword::inner}},
      {"cross", {Keyword::cross}},
      {"outer", {Keyword::outer}},
      {"straight_join", {Keyword::straight_join}},
      {"lateral", {Keyword::lateral}},
      {"as", {Keyword::as, reserved}},
      {"case", {Keyword::case_, reserved}},
      {"when", {Keyword::when, reserved}},
      {"then", {Keyword::then, reserved}},
      {"else", {Keyword::else_, reserved}},
      {"end", {Keyword::end}},
      {"not", {Keyword::not_, reserved}},
      {"null", {Keyword::null, reserved}},
      {"and", {Keyword::and_, reserved}},
      {"is", {Keyword::is, reserved}},
      {"in", {Keyword::in, reserved}},
      {"between", {Keyword::between, reserved}},
      {"exists", {Keyword::exists, reserved}},
      {"collate", {Keyword::collate, reserved}},
      {"isnull", {Keyword::isnull, reserved}},
      {"notnull", {Keyword::notnull, reserved}},
      {"like", {Keyword::infix}},
      {"glob", {Keyword::infix}},
      {"regexp", {Keyword::infix}},
      {"match", {Keyword::infix}},
      {"escape", {Keyword::infix, reserved}},
      {"ilike", {Keyword::infix}},
      {"rlike", {Keyword::infix}},
      {"div", {Keyword::infix}},
      {"mod", {Keyword::infix}},
      {"xor", {Keyword::infix}},
      {"overlaps", {Keyword::infix}},
      {"at", {Keyword::at}},
      {"time", {Keyword::time}},
      {"zone", {Keyword::zone}},
      {"similar", {Keyword::similar}},
      {"to", {Keyword::to, reserved}},
      {"true", {Keyword::literal}},
      {"false", {Keyword::literal}},
      {"unknown", {Keyword::literal}},
      {"current_date", {Keyword::literal}},
      {"current_time", {Keyword::literal}},
      {"current_timestamp", {Keyword::literal}},
      {"current_user", {Keyword::literal}},
      {"session_user", {Keyword::literal}},
      {"localtime", {Keyword::literal}},
      {"localtimestamp", {Keyword::literal}},
      {"filter", {Keyword::filter}},
      {"over", {Keyword::over}},
      {"partition", {Keyword::partition}},
      {"asc", {Keyword::asc}},
      {"desc", {Keyword::desc}},
      {"nulls", {Keyword::nulls}},
      {"first", {Keyword::first}},
      {"last", {Keyword::last}},
      {"rows", {Keyword::frame}},
      {"range", {Keyword::frame}},
      {"groups", {Keyword::frame}},
      {"unbounded", {Keyword::bound}},
      {"preceding", {Keyword::bound}},
      {"following", {Keyword::bound}},
      {"current", {Keyword::bound}},
      {"row", {Keyword::bound}},
      {"exclude", {Keyword::bound}},
      {"no", {Keyword::bound}},
      {"others", {Keyword::bound}},
      {"ties", {Keyword::bound}},
      {"add", {Keyword::reserved, reserved}},
      {"alter", {Keyword::reserved, reserved}},
      {"autoincrement", {Keyword::reserved, reserved}},
      {"check", {Keyword::reserved, reserved}},
      {"commit", {Keyword::reserved, reserved}},
      {"constraint", {Keyword::reserved, reserved}},
      {"create", {Keyword::reserved, reserved}},
      {"deferrable", {Keyword::reserved, reserved}},
      {"drop", {Keyword::reserved, reserved}},
      {"foreign", {Keyword::reserved, reserved}},
      {"index", {Keyword::reserved, reserved}},
      {"primary", {Keyword::reserved, reserved}},
      {"references", {Keyword::reserved, reserved}},
      {"table", {Keyword::reserved, reserved}},
      {"transaction", {Keyword::reserved, reserved}},
      {"unique", {Keyword::reserved, reserved}},
  };
  return all;
}

Spelling entry_of(std::string_view text) {
  const auto found = words().find(source::fold(text));
  return found == words().end() ? Spelling{} : found->second;
}

}  // namespace

Keyword word_of(const ir::Token& token) {
  return token.kind == ir::Token::Kind::word ? entry_of(token.text).word : Keyword::other;
}

bool is_reserved(std::string_view word) { return entry_of(word).reserved; }

bool ends_expression(Keyword word) {
  switch (word) {
    case Keyword::select:
    case Keyword::values:
    case Keyword::set:
    case Keyword::into:
    case Keyword::from:
    case Keyword::where:
    case Keyword::group:
    case Keyword::having:
    case Keyword::order:
    case Keyword::limit:
    case Keyword::union_:
    case Keyword::except:
    case Keyword::intersect:
    case Keyword::returning:
    case Keyword::on_:
    case Keyword::using_:
    case Keyword::join:
      return true;
    default:
      return false;
  }
}

}  // namespace migc::sql
