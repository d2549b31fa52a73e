#include "tests/drift/kept.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <tuple>
#include <utility>

#include "tests/dependents/abilities.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/rows.hpp"
#include "tests/support/sql_tokens.hpp"

namespace migc::drift {
namespace {

using support::Database;
using support::Facts;
using support::Row;
using Names = std::set<std::string>;

const std::vector<std::string> own = {"migc_version", "migc_log"};

/// Calls `word` for each word of a text and `rest` for what is between.
void split(const std::string& text, const std::function<void(const std::string&)>& word,
           const std::function<void(char)>& rest) {
  std::string run;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      run += c;
      continue;
    }
    if (!run.empty()) word(std::exchange(run, {}));
    rest(c);
  }
  if (!run.empty()) word(run);
}

Names words_of(const std::string& text) {
  Names words;
  split(
      text, [&](const std::string& word) { words.insert(support::lower_case(word)); }, [](char) {});
  return words;
}

bool meet(const Names& some, const Names& others) {
  return std::any_of(some.begin(), some.end(),
                     [&](const auto& one) { return others.contains(one); });
}

/// A text with the names that the run has given.
std::string renamed(const Effect& effect, const std::string& text) {
  std::string result;
  split(
      text, [&](const std::string& word) { result += effect.now(word); },
      [&](char c) { result += c; });
  return result;
}

/// Without what is another as soon as a column before it comes or goes: its place, and what an
/// index holds besides its key.
std::string without_place(std::string line) {
  if (line.starts_with("column ")) line.erase(7, line.find(' ', 7) - 6);
  for (std::size_t at = 0; (at = line.find("; name=", at)) != std::string::npos;) {
    const std::size_t end = std::min(line.find(';', at + 1), line.size());
    if (line.substr(at, end - at).ends_with(" key=0"))
      line.erase(at, end - at);
    else
      at = end;
  }
  return line;
}

struct Line {
  std::string object, text;
  bool operator<(const Line& other) const {
    return std::tie(object, text) < std::tie(other.object, other.text);
  }
  bool operator==(const Line&) const = default;
};
using Lines = std::set<Line>;

Lines lines_of(const Database& database) {
  Lines lines;
  for (const auto& [object, texts] : support::read_facts(database.handle(), own).of) {
    lines.insert({object, "is there"});
    for (const std::string& text : texts)
      if (!text.starts_with("columns:")) lines.insert({object, without_place(text)});
  }
  return lines;
}

/// What was changed by hand: lines that are there besides, and those that are not.
Lines changes(const Database& plain, const Database& changed, const Effect* effect) {
  const Lines before = lines_of(plain), after = lines_of(changed);
  Lines result;
  const auto add = [&](const Lines& some, const Lines& others, const char* mark) {
    for (const Line& line : some) {
      if (others.contains(line)) continue;
      // What was known of a column that the run drops may go with it.
      if (effect != nullptr && line.object.starts_with("table ") &&
          meet(words_of(line.text), effect->dropped))
        continue;
      // How an index compares comes from its column.
      if (effect != nullptr && line.text.starts_with("; name=") &&
          meet(words_of(line.object), effect->dropped))
        continue;
      result.insert(effect == nullptr
                        ? Line{line.object, mark + line.text}
                        : Line{renamed(*effect, line.object), mark + renamed(*effect, line.text)});
    }
  };
  add(after, before, "+ ");
  add(before, after, "- ");
  return result;
}

std::vector<std::string> columns_of(const Database& database, const std::string& table) {
  std::vector<std::string> names;
  for (const Row& row :
       support::query(database.handle(), "select name from pragma_table_xinfo(?1)", {table}))
    names.push_back(*row[0]);
  return names;
}

/// The columns that are in both, in the order of one.
std::vector<std::string> common(const std::vector<std::string>& one,
                                const std::vector<std::string>& other) {
  std::vector<std::string> names;
  for (const std::string& name : one)
    if (std::find(other.begin(), other.end(), name) != other.end()) names.push_back(name);
  return names;
}

class Comparison {
 public:
  explicit Comparison(const Runs& runs) : runs_(runs), effect_(runs.effect) {}

  std::string all() {
    for (const auto& find : {&Comparison::lost_lines, &Comparison::lost_rows, &Comparison::moved,
                             &Comparison::lost_abilities})
      if (std::string wrong = (this->*find)(); !wrong.empty()) return wrong;
    return {};
  }

 private:
  std::string lost_lines() {
    const Lines made = changes(runs_.plain, runs_.changed, &effect_),
                kept = changes(runs_.plain_after, runs_.changed_after, nullptr);
    for (const Line& line : made)
      if (!kept.contains(line)) return "lost of " + line.object + ": " + line.text;
    // What is new may be made of what was changed by hand.
    for (const Line& line : kept)
      if (!made.contains(line) && !meet(words_of(line.object), effect_.added))
        return "differs now in " + line.object + ": " + line.text;
    return {};
  }

  [[nodiscard]] std::vector<std::string> tables() const {
    std::vector<std::string> names;
    for (const Row& row : support::query(runs_.changed.handle(),
                                         "select name from sqlite_master where type = 'table' and "
                                         "name not like 'sqlite_%' and name not like 'migc_%'"))
      if (!effect_.dropped.contains(*row[0])) names.push_back(*row[0]);
    return names;
  }

  /// The values of some columns, sorted.
  static std::vector<std::string> values(const support::Rows& rows, const std::string& table,
                                         const std::vector<std::string>& columns) {
    std::vector<std::string> lines;
    const auto found = rows.of.find(table);
    if (found == rows.of.end()) return lines;
    for (const support::Values& row : found->second) {
      std::string& line = lines.emplace_back();
      for (const std::string& column : columns) {
        const auto value = row.find(column);
        line += (value == row.end() ? "no such column" : value->second) + " | ";
      }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  std::string lost_rows() {
    const support::Rows before = support::read_rows(runs_.changed.handle(), own),
                        after = support::read_rows(runs_.changed_after.handle(), own);
    for (const std::string& table : tables()) {
      std::vector<std::string> columns, now;
      for (const std::string& column : columns_of(runs_.changed, table)) {
        if (effect_.dropped.contains(column) || effect_.converted.contains(column)) continue;
        if (column.starts_with("g") && !effect_.converted.empty()) continue;
        columns.push_back(column);
        now.push_back(effect_.now(column));
      }
      const auto was = values(before, table, columns), is = values(after, effect_.now(table), now);
      if (was.size() != is.size()) return "another number of rows in " + table;
      for (std::size_t i = 0; i < was.size(); ++i)
        if (was[i] != is[i]) return "values of " + table + " were " + was[i] + " and are " + is[i];
    }
    return {};
  }

  std::string moved() {
    for (const std::string& table : tables()) {
      std::vector<std::string> before;
      for (const std::string& column : columns_of(runs_.changed, table))
        before.push_back(effect_.now(column));
      const auto after = columns_of(runs_.changed_after, effect_.now(table));
      if (common(before, after) != common(after, before)) return "another order in " + table;
    }
    return {};
  }

  std::string lost_abilities() {
    const auto before = dependents::abilities_of(runs_.changed),
               after = dependents::abilities_of(runs_.changed_after);
    for (const std::string& ability : before)
      if (!meet(words_of(ability), effect_.dropped) && !after.contains(renamed(effect_, ability)))
        return "it is possible no more: " + ability;
    return {};
  }

  const Runs& runs_;
  const Effect& effect_;
};

/// Names and texts of everything in both databases.
std::map<std::string, std::string> texts_of(const Runs& runs) {
  std::map<std::string, std::string> texts;
  for (const Database* one : {&runs.plain, &runs.changed})
    for (const Row& row : support::query(
             one->handle(),
             "select name, tbl_name || ' ' || coalesce(sql, '') from sqlite_master where tbl_name "
             "not like 'migc_%'"))
      texts[support::lower_case(*row[0])] += " " + *row[1];
  return texts;
}

}  // namespace

std::string lost(const Runs& runs) { return Comparison(runs).all(); }

bool is_in_the_way(const Runs& runs) {
  const std::map<std::string, std::string> texts = texts_of(runs);
  Names changed, touched = runs.effect.touched;
  for (const Line& line : changes(runs.plain, runs.changed, nullptr))
    changed.insert(line.object.substr(line.object.find(' ') + 1));
  for (const Row& row :
       support::query(runs.changed.handle(), "select name from sqlite_master where type = 'table'"))
    if (columns_of(runs.plain, *row[0]) != columns_of(runs.changed, *row[0]))
      changed.insert(*row[0]);
  // All that a changed object reads is near to it, and all that reads what the run names.
  for (bool more = true; more;) {
    const std::size_t before = changed.size() + touched.size();
    for (const auto& [name, text] : texts) {
      const Names words = words_of(text);
      if (changed.contains(name))
        for (const std::string& word : words)
          if (texts.contains(word)) changed.insert(word);
      if (meet(words, touched)) touched.insert(name);
    }
    more = changed.size() + touched.size() > before;
  }
  return meet(changed, touched);
}

std::string state_of(sqlite3* database) {
  std::string state;
  for (const Row& row : support::query(
           database,
           "select type, name, tbl_name, coalesce(sql, '') from sqlite_master order by 1, 2"))
    state += *row[0] + " " + *row[1] + " " + *row[2] + " " + *row[3] + "\n";
  for (const auto& [table, rows] : support::read_rows(database, {"migc_log"}).of)
    for (const support::Values& row : rows) {
      state += table;
      for (const auto& [column, value] : row) state += " " + column + "=" + value;
      state += "\n";
    }
  return state;
}

}  // namespace migc::drift
