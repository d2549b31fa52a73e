#include "compiler/import/leftovers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/import/dump.hpp"
#include "compiler/ir/text.hpp"
#include "compiler/source/name.hpp"
#include "compiler/syntax/piece_reader.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::import {

namespace kind = diagnostics::kind;

namespace {

using syntax::PieceReader;

/// migc says these by itself: nobody misses them.
constexpr std::array transaction_words = {"begin",    "commit",    "end",
                                          "rollback", "savepoint", "release"};
/// These do nothing that a migration could keep.
constexpr std::array other_words = {"pragma",  "select",  "values", "explain", "vacuum",
                                    "analyze", "reindex", "attach", "detach"};

template <class Words>
bool is_among(const std::string& word, const Words& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A name with the schema before it, if there is one.
struct Qualified {
  std::string schema{}, name{};
};

Qualified take_qualified(PieceReader& reader) {
  Qualified result;
  if (reader.ended()) return result;
  result.name = plain(reader.take());
  PieceReader ahead = reader;
  if (ahead.ended() || ahead.take() != "." || ahead.ended()) return result;
  reader = ahead;
  result.schema = std::exchange(result.name, plain(reader.take()));
  return result;
}

/// `drop KIND [if exists] SCHEMA.NAME`
struct DropStatement {
  std::string kind;
  bool if_exists = false;
  Qualified what;
};

DropStatement read_as_drop(std::string_view statement) {
  PieceReader reader(statement);
  reader.take();
  DropStatement drop;
  drop.kind = source::fold(reader.word());
  if (drop.kind.empty()) return drop;
  reader.take();
  drop.if_exists = take_word(reader, "if") && take_word(reader, "exists");
  drop.what = take_qualified(reader);
  return drop;
}

bool is_own_schema(const std::string& name) {
  return name.empty() || source::same(name, "main") || source::same(name, "temp");
}

}  // namespace

/// `pragma legacy_alter_table = on`, `pragma foreign_keys(1)`
void Leftovers::read_pragma(std::string_view statement) {
  PieceReader reader(statement);
  reader.take();
  const std::string name = source::fold(take_qualified(reader).name);
  if (reader.ended()) return;
  const std::string_view mark = reader.take();
  if ((mark != "=" && mark != "(") || reader.ended()) return;
  const std::string value = source::fold(plain(reader.take()));
  const bool on = value == "on" || value == "true" || value == "yes" || value == "1";
  if (name == "legacy_alter_table") legacy_ = on;
  if (name == "foreign_keys") foreign_keys_ = on;
}

/// `create temp table NAME`, `create table temp.NAME`
void Leftovers::read_create(std::string_view statement) {
  PieceReader reader(statement);
  reader.take();
  bool temporary = take_word(reader, "temp") || take_word(reader, "temporary");
  const std::string kind = source::fold(reader.word());
  if (kind != "table" && kind != "view" && kind != "trigger") return;
  reader.take();
  for (const char* word : {"if", "not", "exists"}) take_word(reader, word);
  const Qualified what = take_qualified(reader);
  temporary = temporary || source::same(what.schema, "temp");
  if (temporary && !what.name.empty()) temporary_.push_back({kind, what.name});
}

void Leftovers::read_drop(std::string_view statement) {
  const DropStatement drop = read_as_drop(statement);
  std::erase_if(temporary_, [&](const Temporary& one) {
    return one.kind == drop.kind && source::same(one.name, drop.what.name);
  });
}

std::string Leftovers::does_nothing(std::string_view statement) const {
  const DropStatement drop = read_as_drop(statement);
  if (drop.if_exists && !is_own_schema(drop.what.schema))
    return fmt::format("SQLite has no schema `{}`, so this drops nothing", drop.what.schema);
  if (drop.kind == "table" && gone_.contains(source::fold(drop.what.name)))
    return fmt::format("the temporary table `{}` is dropped at the end of its own revision",
                       drop.what.name);
  return {};
}

std::string Leftovers::drops() {
  std::string text;
  for (auto one = temporary_.rbegin(); one != temporary_.rend(); ++one) {
    text += fmt::format("\ndrop {} {};", one->kind, ir::quoted(one->name, '"'));
    if (one->kind == "table") gone_.insert(source::fold(one->name));
  }
  temporary_.clear();
  return text.empty() ? text : text + "\n";
}

Leftovers::Kept Leftovers::take(const std::string& written, std::uint32_t file,
                                diagnostics::Diagnostics& diagnostics) {
  const std::vector<SqlStatement> statements = statements_of(written);
  Dump dump(written, statements);
  std::set<std::string> lost;
  Kept kept;
  std::size_t behind = 0;
  bool open = false;  // whether the last statement that is kept lacks its `;`
  const auto say = [&](const SqlStatement& statement, const std::string& what) -> auto& {
    return diagnostics.report(kind::left_out,
                              {file, static_cast<std::uint32_t>(statement.begin),
                               static_cast<std::uint32_t>(statement.end)},
                              what);
  };
  // Places in this text are places in the file.
  const auto blanked = [&](const SqlStatement& statement) {
    std::string space = written.substr(statement.begin, statement.end - statement.begin);
    blank(space, 0, space.size());
    return space;
  };
  for (const SqlStatement& statement : statements) {
    const std::string_view text =
        std::string_view(written).substr(statement.begin, statement.end - statement.begin);
    if (statement.word == "alter" && legacy_)
      kept.legacy.insert(kept.text.size() + statement.begin - behind);
    if (statement.word == "create") read_create(text);
    if (statement.word == "pragma") read_pragma(text);
    const std::string nothing = statement.word == "drop" ? does_nothing(text) : std::string();
    if (statement.word == "drop") read_drop(text);
    const bool transaction = is_among(statement.word, transaction_words);
    const auto instead = dump.instead_of(statement);
    if (!transaction && !instead && nothing.empty() && !is_among(statement.word, other_words)) {
      open = text.back() != ';';
      continue;
    }
    open = false;
    if (instead && !instead->lost.empty() && lost.insert(instead->lost).second)
      say(statement, "insert into " + instead->lost).note(instead->why);
    if (!transaction && !instead) {
      auto& warning = say(statement, statement.word);
      if (!nothing.empty()) warning.note(nothing);
    }
    kept.text += written.substr(behind, statement.begin - behind);
    kept.text += instead && !instead->text.empty() ? instead->text : blanked(statement);
    behind = statement.end;
  }
  kept.text += written.substr(behind) + dump.at_end();
  if (const std::string end = drops(); !end.empty()) kept.text += (open ? ";" : "") + end;
  return kept;
}

}  // namespace migc::import
