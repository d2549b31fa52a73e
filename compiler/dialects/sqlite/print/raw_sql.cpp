#include "compiler/dialects/sqlite/print/raw_sql.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <utility>
#include <vector>

#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

/// A stretch of SQL that is one thing to a reader who only wants to find the ends of statements.
///
/// The pieces of the language (syntax/pieces.hpp, syntax/scan.hpp) are others: there `$$` quotes, a
/// `[` may be a mark, and a text without its end is a mistake to be shown. This is SQLite's own
/// text, where `$` is part of a word and `[` always quotes, and whatever is said of it, every byte
/// of it has to come out again.
struct Piece {
  enum class Kind { word, blank, line_comment, block_comment, end, other } kind;
  std::string_view text;
};

std::size_t quoted_length(std::string_view sql) {
  const char close = sql[0] == '[' ? ']' : sql[0];
  std::size_t at = 1;
  while (at < sql.size()) {
    if (sql[at] != close) {
      ++at;
    } else if (close != ']' && at + 1 < sql.size() && sql[at + 1] == close) {
      at += 2;
    } else {
      return at + 1;
    }
  }
  return sql.size();
}

template <class Is>
std::size_t run_length(std::string_view sql, Is is) {
  return static_cast<std::size_t>(std::find_if_not(sql.begin(), sql.end(), is) - sql.begin());
}

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

Piece next_piece(std::string_view sql) {
  using Kind = Piece::Kind;
  const auto take = [&](Kind kind, std::size_t length) {
    return Piece{kind, sql.substr(0, std::min(length, sql.size()))};
  };
  const char c = sql[0];
  if (is_blank(c)) return take(Kind::blank, run_length(sql, is_blank));
  if (is_in_word(c)) return take(Kind::word, run_length(sql, is_in_word));
  if (c == '\'' || c == '"' || c == '`' || c == '[') return take(Kind::other, quoted_length(sql));
  if (c == ';') return take(Kind::end, 1);
  if (sql.substr(0, 2) == "--") return take(Kind::line_comment, sql.find('\n'));
  if (sql.substr(0, 2) == "/*") {
    const std::size_t close = sql.find("*/", 2);
    return take(Kind::block_comment, close == std::string_view::npos ? close : close + 2);
  }
  return take(Kind::other, 1);
}

}  // namespace

bool is_in_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string as_written(std::string_view sql) {
  using Kind = Piece::Kind;
  std::size_t end = 0;
  bool in_comment = false;
  std::size_t at = 0;
  for (std::string_view rest = sql; !rest.empty();) {
    const Piece piece = next_piece(rest);
    rest.remove_prefix(piece.text.size());
    at += piece.text.size();
    if (piece.kind == Kind::blank || piece.kind == Kind::end) continue;
    end = at;
    in_comment = piece.kind == Kind::line_comment;
  }
  std::string_view text = sql.substr(0, end);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return std::string(text) + (in_comment ? "\n" : "");
}

namespace {

/// The shell takes the carriage returns off the ends of lines, those inside of strings, too.
std::string with_returns(std::string_view string) {
  std::string text;
  std::size_t begin = 0;
  for (std::size_t at = string.find("\r\n"); at != std::string_view::npos;
       at = string.find("\r\n", begin)) {
    text += std::string(string.substr(begin, at - begin)) + "' || char(13) || '";
    begin = at + 1;
  }
  if (begin == 0) return std::string(string);
  return "(" + text + std::string(string.substr(begin)) + ")";
}

/// Whether the strings of a statement that begins so are values, and none a part of a definition.
bool has_values(std::string_view word) {
  constexpr std::array<std::string_view, 5> verbs = {"insert", "replace", "update", "delete",
                                                     "with"};
  return std::find(verbs.begin(), verbs.end(), source::fold(word)) != verbs.end();
}

/// Whether nothing but blanks stands between the end of a piece and the end of its line.
bool ends_line(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t\r");
  return next == std::string_view::npos || rest[next] == '\n' || rest.substr(next, 2) == "--" ||
         rest.substr(next, 2) == "/*";
}

}  // namespace

std::string for_shell(std::string_view sql) {
  const bool is_plain = sql.empty() || (sql[0] != '.' && sql[0] != '#');
  if (is_plain && sql.find('\n') == std::string_view::npos) return std::string(sql);
  std::string text;
  bool begins_line = true, begins_statement = true, values = false;
  while (!sql.empty()) {
    const Piece piece = next_piece(sql);
    sql.remove_prefix(piece.text.size());
    if (piece.kind == Piece::Kind::word && std::exchange(begins_statement, false))
      values = has_values(piece.text);
    if (piece.kind == Piece::Kind::end) begins_statement = true;
    if (piece.kind == Piece::Kind::blank) {
      begins_line = begins_line || piece.text.find('\n') != std::string_view::npos;
      text += piece.text;
      continue;
    }
    if (begins_line) {
      const bool alone = piece.text == "/" || source::fold(piece.text) == "go";
      if (alone && ends_line(sql)) text += "/**/ ";
      if (piece.text[0] == '.' || piece.text[0] == '#') text += ' ';
    }
    begins_line = piece.kind == Piece::Kind::line_comment;
    text += values && piece.text[0] == '\'' ? with_returns(piece.text) : std::string(piece.text);
  }
  return text;
}

std::optional<std::string> transaction_control(std::string_view sql) {
  constexpr std::array<std::string_view, 5> words = {"begin", "commit", "rollback", "savepoint",
                                                     "release"};
  bool starts = true;
  while (!sql.empty()) {
    const Piece piece = next_piece(sql);
    sql.remove_prefix(piece.text.size());
    if (piece.kind == Piece::Kind::word && starts &&
        std::find(words.begin(), words.end(), source::fold(piece.text)) != words.end())
      return std::string(piece.text);
    if (piece.kind == Piece::Kind::end)
      starts = true;
    else if (piece.kind == Piece::Kind::word || piece.kind == Piece::Kind::other)
      starts = false;
  }
  return std::nullopt;
}

namespace {

/// The pieces that mean something.
std::vector<Piece> pieces_of(std::string_view sql) {
  using Kind = Piece::Kind;
  std::vector<Piece> pieces;
  while (!sql.empty()) {
    const Piece piece = next_piece(sql);
    sql.remove_prefix(piece.text.size());
    if (piece.kind == Kind::word || piece.kind == Kind::other || piece.kind == Kind::end)
      pieces.push_back(piece);
  }
  return pieces;
}

template <std::size_t Count>
bool is_one_of(const Piece& piece, const std::array<std::string_view, Count>& words) {
  return piece.kind == Piece::Kind::word &&
         std::find(words.begin(), words.end(), source::fold(piece.text)) != words.end();
}

/// Where the name of the table stands that a statement changes.
std::size_t target_of(const std::vector<Piece>& pieces) {
  constexpr std::array<std::string_view, 3> before = {"into", "from", "update"};
  constexpr std::array<std::string_view, 1> conflict = {"or"};
  std::size_t at = 0;
  while (at < pieces.size() && !is_one_of(pieces[at], before)) ++at;
  ++at;
  return at < pieces.size() && is_one_of(pieces[at], conflict) ? at + 2 : at;
}

}  // namespace

std::vector<Beginning> beginnings(std::string_view sql) {
  std::vector<Beginning> all;
  std::size_t pieces = 0;  // of the current statement
  for (const Piece& piece : pieces_of(sql)) {
    if (piece.kind == Piece::Kind::end) {
      pieces = 0;
      continue;
    }
    if (pieces == 0) all.push_back({source::fold(piece.text), {}});
    if (pieces == 1) all.back().next = source::fold(piece.text);
    all.back().into = all.back().into || source::same(piece.text, "into");
    ++pieces;
  }
  return all;
}

bool fits_trigger(std::string_view sql) {
  constexpr std::array<std::string_view, 4> verbs = {"insert", "replace", "update", "delete"};
  // Clauses that a trigger does not take, and functions that mean something else there.
  constexpr std::array<std::string_view, 7> never = {
      "returning", "indexed", "changes", "total_changes", "last_insert_rowid", "new", "old"};
  constexpr std::array<std::string_view, 2> not_of_all = {"limit", "order"};
  const std::vector<Piece> pieces = pieces_of(sql);
  if (pieces.empty() || !is_one_of(pieces[0], verbs)) return false;
  const std::size_t behind = target_of(pieces) + 1;
  const std::string verb = source::fold(pieces[0].text);
  const bool inserts = verb == "insert" || verb == "replace";
  const std::string next = behind < pieces.size() ? source::fold(pieces[behind].text) : "";
  // a.b; t AS x; DEFAULT VALUES
  if (next == "." || next == "as" || (inserts && next == "default")) return false;
  // Where SQLite moves whole rows it leaves the trigger behind them: `SELECT *`, all of it.
  for (std::size_t at = 0; inserts && at + 1 < pieces.size(); ++at)
    if (source::same(pieces[at].text, "select") && pieces[at + 1].text == "*") return false;
  int depth = 0;
  for (const Piece& piece : pieces) {
    depth += piece.text == "(" ? 1 : piece.text == ")" ? -1 : 0;
    if (piece.kind == Piece::Kind::end || is_one_of(piece, never)) return false;
    if (!inserts && depth == 0 && is_one_of(piece, not_of_all)) return false;
  }
  return true;
}

std::optional<NamedObject> object_of(std::string_view sql, std::string_view word) {
  constexpr std::array<std::string_view, 1> unique = {"unique"};
  constexpr std::array<std::string_view, 4> types = {"table", "view", "index", "trigger"};
  constexpr std::array<std::string_view, 3> if_exists = {"if", "not", "exists"};
  if (source::fold(sql.substr(0, word.size())) != word) return std::nullopt;
  const std::vector<Piece> pieces = pieces_of(sql);
  std::size_t at = 1;
  if (at < pieces.size() && is_one_of(pieces[at], unique)) ++at;
  if (at >= pieces.size() || !is_one_of(pieces[at], types)) return std::nullopt;
  std::string type = source::fold(pieces[at++].text);
  while (at < pieces.size() && is_one_of(pieces[at], if_exists)) ++at;
  if (at >= pieces.size()) return std::nullopt;
  std::string name(pieces[at].text);
  if (name.front() == '"') {
    name = name.substr(1, name.size() - 2);
    for (std::size_t quote = name.find('"'); quote != std::string::npos;
         quote = name.find('"', quote + 1))
      name.erase(quote, 1);
  }
  return NamedObject{std::move(type), source::fold(name)};
}

bool says_if_exists(std::string_view sql) {
  const std::string start = source::fold(sql.substr(0, 60));
  return start.find(" if exists ") != std::string::npos ||
         start.find(" if not exists ") != std::string::npos;
}

}  // namespace migc::backends::sqlite
