#include "compiler/import/dump.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/ir/text.hpp"
#include "compiler/source/name.hpp"
#include "compiler/syntax/piece_reader.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::import {

namespace {

using source::same;
using syntax::PieceReader;

/// Behind `if not exists`, if that stands there.
void skip_condition(PieceReader& reader) {
  for (const char* word : {"if", "not", "exists"}) take_word(reader, word);
}

std::string take_name(PieceReader& reader) { return reader.ended() ? "" : plain(reader.take()); }

/// The table that a statement creates or puts rows into; empty for all others.
std::string target_of(PieceReader& reader) {
  if (take_word(reader, "insert")) return take_word(reader, "into") ? take_name(reader) : "";
  if (!take_word(reader, "create") || !take_word(reader, "table")) return "";
  skip_condition(reader);
  return take_name(reader);
}

/// `text`, with as many lines as what it stands for.
std::string in_lines_of(std::string_view written, std::string text) {
  const auto lines = [](std::string_view some) {
    return std::count(some.begin(), some.end(), '\n');
  };
  for (auto missing = lines(written) - lines(text); missing > 0; --missing) text += '\n';
  return text;
}

/// The tables that a module keeps for each of its own.
std::vector<std::string_view> kept_by(const std::string& module) {
  if (module == "fts5") return {"data", "idx", "content", "docsize", "config"};
  if (module.starts_with("fts")) return {"content", "segments", "segdir", "docsize", "stat"};
  if (module.starts_with("rtree") || module == "geopoly") return {"node", "rowid", "parent"};
  return {};
}

std::string in_quotes(const std::string& name) { return ir::quoted(name, '"'); }

}  // namespace

Trimmed without_tables(std::string text, const std::vector<std::string>& names) {
  Trimmed trimmed;
  const std::vector<SqlStatement> statements = statements_of(text);
  const Dump dump(text, statements);
  for (const SqlStatement& statement : statements) {
    if (statement.word != "create" && statement.word != "insert") continue;
    PieceReader reader(
        std::string_view(text).substr(statement.begin, statement.end - statement.begin));
    const std::string target = target_of(reader);
    const bool named = std::any_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return same(name, target); });
    const bool own = statement.word == "create" && source::fold(target).starts_with("sqlite_");
    if (named) trimmed.tables.insert(target);
    if (named || own || dump.makes(target)) blank(text, statement.begin, statement.end);
  }
  trimmed.text = std::move(text);
  return trimmed;
}

Dump::Dump(std::string_view text, const std::vector<SqlStatement>& statements) : text_(text) {
  for (const SqlStatement& statement : statements)
    if (statement.word == "insert")
      if (auto table = put_by(statement)) put_.emplace(statement.begin, *std::move(table));
  for (auto& [place, table] : put_) keep(table);
  // `.schema` prints the statement that creates it, and those of its tables all the same.
  for (const SqlStatement& statement : statements)
    if (statement.word == "create")
      if (auto table = read(written(statement))) keep(created_.emplace_back(*std::move(table)));
}

void Dump::keep(VirtualTable& table) {
  for (const std::string_view what : kept_by(table.module)) {
    // With texts of others there is no table of its own for them, and one of that name is theirs.
    if (what == "content" && table.content) continue;
    kept_[source::fold(fmt::format("{}_{}", table.name, what))] = {&table, what};
  }
}

bool Dump::makes(const std::string& table) const {
  const auto kept = kept_.find(source::fold(table));
  return kept != kept_.end() && std::any_of(created_.begin(), created_.end(), [&](const auto& one) {
           return &one == kept->second.by;
         });
}

/// `insert into sqlite_schema (…) values ('table', 'n', 'n', 0, 'create virtual table …')`
std::optional<Dump::VirtualTable> Dump::put_by(const SqlStatement& statement) const {
  PieceReader reader(written(statement));
  const std::string target = target_of(reader);
  if (!same(target, "sqlite_schema") && !same(target, "sqlite_master")) return std::nullopt;
  std::string_view last;
  while (!reader.ended())
    if (const std::string_view piece = reader.take(); piece.starts_with('\'')) last = piece;
  return last.empty() ? std::nullopt : read(syntax::unquote(last));
}

std::optional<Dump::VirtualTable> Dump::read(std::string_view definition) {
  PieceReader reader(definition);
  if (!take_word(reader, "create") || !take_word(reader, "virtual") || !take_word(reader, "table"))
    return std::nullopt;
  skip_condition(reader);
  VirtualTable table{
      .name = take_name(reader), .module = {}, .definition = std::string(definition)};
  if (!take_word(reader, "using")) return std::nullopt;
  table.module = source::fold(take_name(reader));
  std::vector<std::string_view> argument;
  int depth = 0;
  while (!reader.ended()) {
    const std::string_view piece = reader.take();
    depth += piece == "(" ? 1 : piece == ")" ? -1 : 0;
    const bool ends = (piece == "," && depth == 1) || (piece == ")" && depth == 0);
    if (!ends && (piece != "(" || depth > 1)) argument.push_back(piece);
    if (!ends || argument.empty()) continue;
    const bool option = argument.size() > 1 && argument[1] == "=";
    if (option && same(argument[0], "content"))
      table.content = argument.size() > 2 ? plain(argument[2]) : "";
    else if (!option && !same(argument[0], "tokenize"))
      table.columns.push_back(plain(argument[0]));
    argument.clear();
  }
  if (table.columns.empty()) table.columns = {"content"};
  return table;
}

std::optional<Dump::Instead> Dump::instead_of(const SqlStatement& statement) {
  if (const auto put = put_.find(statement.begin); put != put_.end())
    return Instead{in_lines_of(written(statement), put->second.definition + ";")};
  if (statement.word != "insert" && statement.word != "create") return std::nullopt;
  PieceReader reader(written(statement));
  const std::string target = target_of(reader);
  // What ANALYZE has gathered, in tables that it makes.
  if (source::fold(target).starts_with("sqlite_stat"))
    return Instead{"", target, "ANALYZE creates it again"};
  const auto kept = kept_.find(source::fold(target));
  if (kept == kept_.end()) return std::nullopt;
  VirtualTable& keeper = *kept->second.by;
  keeper.has_rows = keeper.has_rows || statement.word == "insert";
  const bool contentless = keeper.content && keeper.content->empty();
  const bool texts = keeper.is_fulltext() && !keeper.content && kept->second.what == "content";
  if (statement.word != "insert" || (keeper.is_fulltext() && !contentless && !texts))
    return Instead{""};
  const std::string by_hand = fmt::format(
      "no statement contains the content of {}: fill it in the application, or with a later "
      "statement",
      keeper.name);
  if (!texts) return Instead{"", keeper.name, by_hand};
  std::string columns = "rowid";
  for (const std::string& column : keeper.columns) columns += ", " + in_quotes(column);
  // The column of the id comes first, and then those of the virtual table.
  const std::string_view rest = written(statement);
  const std::string_view values = reader.word();
  if (!same(values, "values")) return Instead{"", keeper.name, by_hand};
  return Instead{in_lines_of(
      rest, fmt::format("INSERT INTO {} ({}) {}", in_quotes(keeper.name), columns,
                        rest.substr(static_cast<std::size_t>(values.data() - rest.data()))))};
}

std::string Dump::at_end() const {
  std::string text;
  for (const auto& [place, table] : put_)
    if (table.is_fulltext() && table.has_rows && table.content && !table.content->empty())
      text += fmt::format("INSERT INTO {0} ({0}) VALUES ('rebuild');\n", in_quotes(table.name));
  return text;
}

}  // namespace migc::import
