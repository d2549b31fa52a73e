#include "compiler/sql/keyword.hpp"

#include <string>
#include <unordered_map>

#include "compiler/source/name.hpp"

namespace migc::sql {

namespace {

using Words = std::unordered_map<std::string_view, Keyword>;

/// What they do in any dialect; which of them a name cannot be, each says for itself.
const Words& words() {
  static const Words all{
      {"select", Keyword::select},
      {"with", Keyword::with},
      {"recursive", Keyword::recursive},
      {"materialized", Keyword::materialized},
      {"values", Keyword::values},
      {"insert", Keyword::insert},
      {"replace", Keyword::replace},
      {"update", Keyword::update},
      {"delete", Keyword::delete_},
      {"into", Keyword::into},
      {"set", Keyword::set},
      {"from", Keyword::from},
      {"where", Keyword::where},
      {"group", Keyword::group},
      {"having", Keyword::having},
      {"window", Keyword::window},
      {"order", Keyword::order},
      {"by", Keyword::by},
      {"limit", Keyword::limit},
      {"offset", Keyword::offset},
      {"union", Keyword::union_},
      {"except", Keyword::except},
      {"intersect", Keyword::intersect},
      {"returning", Keyword::returning},
      {"distinct", Keyword::distinct},
      {"all", Keyword::all},
      {"default", Keyword::default_},
      {"conflict", Keyword::conflict},
      {"duplicate", Keyword::duplicate},
      {"key", Keyword::key},
      {"nothing", Keyword::nothing},
      {"do", Keyword::do_},
      {"or", Keyword::or_},
      {"only", Keyword::only},
      {"on", Keyword::on_},
      {"using", Keyword::using_},
      {"indexed", Keyword::indexed},
      {"join", Keyword::join},
      {"natural", Keyword::natural},
      {"left", Keyword::left},
      {"right", Keyword::right},
      {"full", Keyword::full},
      {"inner", Keyword::inner},
      {"cross", Keyword::cross},
      {"outer", Keyword::outer},
      {"straight_join", Keyword::straight_join},
      {"lateral", Keyword::lateral},
      {"as", Keyword::as},
      {"case", Keyword::case_},
      {"when", Keyword::when},
      {"then", Keyword::then},
      {"else", Keyword::else_},
      {"end", Keyword::end},
      {"not", Keyword::not_},
      {"null", Keyword::null},
      {"and", Keyword::and_},
      {"is", Keyword::is},
      {"in", Keyword::in},
      {"between", Keyword::between},
      {"exists", Keyword::exists},
      {"collate", Keyword::collate},
      {"isnull", Keyword::isnull},
      {"notnull", Keyword::notnull},
      {"like", Keyword::infix},
      {"glob", Keyword::infix},
      {"regexp", Keyword::infix},
      {"match", Keyword::infix},
      {"escape", Keyword::infix},
      {"ilike", Keyword::infix},
      {"rlike", Keyword::infix},
      {"div", Keyword::infix},
      {"mod", Keyword::infix},
      {"xor", Keyword::infix},
      {"overlaps", Keyword::infix},
      {"at", Keyword::at},
      {"time", Keyword::time},
      {"zone", Keyword::zone},
      {"similar", Keyword::similar},
      {"to", Keyword::to},
      {"true", Keyword::literal},
      {"false", Keyword::literal},
      {"unknown", Keyword::literal},
      {"current_date", Keyword::literal},
      {"current_time", Keyword::literal},
      {"current_timestamp", Keyword::literal},
      {"current_user", Keyword::literal},
      {"session_user", Keyword::literal},
      {"localtime", Keyword::literal},
      {"localtimestamp", Keyword::literal},
      {"filter", Keyword::filter},
      {"over", Keyword::over},
      {"partition", Keyword::partition},
      {"asc", Keyword::asc},
      {"desc", Keyword::desc},
      {"nulls", Keyword::nulls},
      {"first", Keyword::first},
      {"last", Keyword::last},
      {"rows", Keyword::frame},
      {"range", Keyword::frame},
      {"groups", Keyword::frame},
      {"unbounded", Keyword::bound},
      {"preceding", Keyword::bound},
      {"following", Keyword::bound},
      {"current", Keyword::bound},
      {"row", Keyword::bound},
      {"exclude", Keyword::bound},
      {"no", Keyword::bound},
      {"others", Keyword::bound},
      {"ties", Keyword::bound},
      {"add", Keyword::reserved},
      {"alter", Keyword::reserved},
      {"autoincrement", Keyword::reserved},
      {"check", Keyword::reserved},
      {"commit", Keyword::reserved},
      {"constraint", Keyword::reserved},
      {"create", Keyword::reserved},
      {"deferrable", Keyword::reserved},
      {"drop", Keyword::reserved},
      {"foreign", Keyword::reserved},
      {"index", Keyword::reserved},
      {"primary", Keyword::reserved},
      {"references", Keyword::reserved},
      {"table", Keyword::reserved},
      {"transaction", Keyword::reserved},
      {"unique", Keyword::reserved},
  };
  return all;
}

}  // namespace

Keyword word_of(const ir::Token& token) {
  if (token.kind != ir::Token::Kind::word) return Keyword::other;
  const auto found = words().find(source::fold(token.text));
  return found == words().end() ? Keyword::other : found->second;
}

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
