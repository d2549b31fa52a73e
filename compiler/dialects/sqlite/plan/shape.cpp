#include "compiler/dialects/sqlite/plan/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/ir/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// A literal without line ends, so that a check is one line.
std::string literal_in_line(const std::string& text) {
  std::string result = literal(text);
  for (std::size_t at = result.find('\n'); at != std::string::npos; at = result.find('\n', at))
    result.replace(at, 1, "' || char(10) || '");
  return result;
}

constexpr std::string_view marks = " \n\r\t\"`";

/// A text without what may be another in a text of the same meaning. The view has the same in SQL.
std::string dense(std::string_view text) {
  std::string result = source::fold(text);
  std::erase_if(result, [](char c) { return marks.find(c) != std::string_view::npos; });
  return result;
}

/// Words that say what no pragma tells.
constexpr std::array<std::string_view, 8> counted = {
    "check(",        "collate", "onconflict",   "strict",
    "autoincrement", "deferr",  "withoutrowid", "initiallydeferred"};
constexpr std::string_view not_counted = "?";

std::string word_counts(const std::string& text) {
  std::string counts;
  for (const std::string_view word : counted) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos;
         at = text.find(word, at + word.size()))
      ++count;
    counts += fmt::format("{}{}", counts.empty() ? "" : " ", count);
  }
  return counts;
}

/// Of `sql`. One with comments is not looked into: these may have such words, too.
std::string word_counts_sql() {
  std::string counts;
  for (const std::string_view word : counted)
    counts += fmt::format("{}(length(sql) - length(replace(sql, '{}', ''))) / {}",
                          counts.empty()                        ? ""
                          : word == counted[counted.size() / 2] ? ",\n      "
                                                                : ", ",
                          word, word.size());
  return fmt::format(
      "iif(instr(sql, '--') OR instr(sql, '/*'), '{}', printf('%d %d %d %d %d %d %d %d', {}))",
      not_counted, counts);
}

/// What no pragma tells of a table either: conditions, expressions, collations, what is done on
/// conflicts.
class Phrases {
 public:
  explicit Phrases(const ir::Table& table) {
    const auto add = [&](const auto& rule) { this->add(rule); };
    for (const ir::Column& column : table.columns)
      for (const ir::ColumnConstraint& constraint : column.constraints)
        std::visit(add, constraint.rule);
    for (const ir::TableConstraint& constraint : table.constraints)
      std::visit(add, constraint.rule);
    all_.erase("");
  }

  [[nodiscard]] const std::set<std::string>& all() const { return all_; }

 private:
  void add(const ir::Check& rule) { all_.insert(dense(sqlite::print(rule.condition))); }
  void add(const ir::Generated& rule) { all_.insert(dense(sqlite::print(rule.value))); }
  void add(const ir::Collate& rule) { all_.insert("collate" + dense(rule.collation.text)); }
  template <class Rule>
  void add(const Rule& rule) {
    if constexpr (requires { rule.conflict; }) all_.insert(dense(ir::conflict_text(rule.conflict)));
  }

  std::set<std::string> all_;
};

/// That the text of a table has its phrases, a row for each. One with comments is not looked into.
std::string says_phrases(const ir::Table& table, const std::string& text) {
  const Phrases phrases(table);
  std::string rows;
  for (const std::string& phrase : phrases.all())
    if (text.find(phrase) != std::string::npos)
      rows += fmt::format("{}({})", rows.empty() ? "" : ", ", literal_in_line(phrase));
  if (rows.empty()) return "";
  return fmt::format(" AND NOT EXISTS (SELECT 1 FROM (VALUES {}) WHERE NOT instr(text, column1))",
                     rows);
}

std::string default_key(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  if (text.find('\'') == std::string::npos) text = dense(text);
  const std::size_t first = text.find_first_not_of("() ");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of("() ") + 1 - first);
}

/// What `pragma_table_xinfo` has as `dflt_value`, made comparable.
constexpr std::string_view default_sql =
    R"(trim(iif(instr(dflt_value, '''') OR instr(dflt_value, '"'), )"
    R"(replace(dflt_value, '"', ''''), replace(lower(dflt_value), ' ', '')), '() '))";

std::size_t place_in_key(const std::vector<ir::Term>& key, const ir::Column& column) {
  for (std::size_t at = 0; at < key.size(); ++at)
    if (const auto name = key[at].column(); name && same(*name, column.name)) return at + 1;
  return 0;
}

int hidden(const ir::Column& column) {
  const auto* generated = column.find<ir::Generated>();
  if (generated == nullptr) return 0;
  return generated->storage == ir::Storage::stored ? 3 : 2;
}

/// Whether a column of the key takes NULL is not told: tools say NOT NULL there, and mean nothing
/// by it.
std::string columns_of(const ir::Table& table, const schema::Schema& types) {
  const std::vector<ir::Term> key = primary_key(table);
  std::string text;
  for (const ir::Column& column : table.columns) {
    const std::size_t in_key = place_in_key(key, column);
    const auto* value = column.find<ir::Default>();
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", source::fold(column.name.text),
                        dense(type_text(column, types)));
    if (in_key == 0 && column.has<ir::NotNull>()) text += " not null";
    if (in_key > 0) text += fmt::format(" key {}", in_key);
    if (hidden(column) > 0) text += fmt::format(" hidden {}", hidden(column));
    if (value != nullptr) text += " default " + default_key(default_text(value->value));
  }
  return text;
}

std::string_view action_word(ir::Action action) {
  switch (action) {
    case ir::Action::restrict:
      return "restrict";
    case ir::Action::cascade:
      return "cascade";
    case ir::Action::set_null:
      return "set null";
    case ir::Action::set_default:
      return "set default";
    case ir::Action::unspecified:
    case ir::Action::no_action:
      break;
  }
  return "no action";
}

std::string references_of(const ir::Table& table) {
  std::vector<std::string> all;
  const auto add = [&](const ir::Name& column, const ir::References& to) {
    all.push_back(source::fold(fmt::format("; {} references {} {} {}", column.text, to.table.text,
                                           action_word(to.on_update), action_word(to.on_delete))));
  };
  for (const ir::Column& column : table.columns)
    for (const ir::ColumnConstraint& constraint : column.constraints)
      if (const auto* to = std::get_if<ir::References>(&constraint.rule)) add(column.name, *to);
  for (const ir::TableConstraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule))
      for (const ir::Name& column : key->columns) add(column, key->references);
  std::sort(all.begin(), all.end());
  return fmt::format("{}", fmt::join(all, ""));
}

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += fmt::format("{}{}", text.empty() ? "" : ", ", literal(source::fold(name)));
  return text;
}

/// A GLOB pattern for the word in a folded text with a blank at either end.
std::string as_word(std::string_view word) {
  std::string pattern = "*[^a-z0-9_$]";
  for (const char c : source::fold(word))
    pattern += c == '*' || c == '?' || c == '[' ? fmt::format("[{}]", c) : std::string(1, c);
  return pattern + "[^a-z0-9_$]*";
}

}  // namespace

std::string text_query() {
  return R"(SELECT type, name, lower(tbl_name) AS on_table, rootpage, -- without blanks and quotes:
    replace(replace(replace(replace(replace(replace(lower(sql), ' ', ''), char(10), ''), char(13), ''), char(9), ''), '"', ''), '`', '') AS sql
  FROM main.sqlite_master WHERE sql IS NOT NULL)";
}

std::string shape_query() {
  return fmt::format(
      R"(SELECT type, lower(name) AS name, -- a table's columns, foreign keys and keys; the text of anything else
    iif(type <> 'table' OR rootpage = 0, sql, (SELECT group_concat(lower(name) || ' ' || replace(replace(replace(lower(type), ' ', ''), '"', ''), 'generatedalways', '')
        || iif("notnull" AND NOT pk, ' not null', '') || iif(pk, ' key ' || pk, '') || iif(hidden, ' hidden ' || hidden, '')
        || iif(dflt_value IS NULL, '', ' default ' || {}), ', ') FROM temp.pragma_table_xinfo(o.name, 'main'))
      || (SELECT coalesce(group_concat(l, ''), '') FROM (SELECT lower('; ' || "from" || ' references ' || "table" || ' ' || on_update
        || ' ' || on_delete) AS l FROM temp.pragma_foreign_key_list(o.name, 'main') ORDER BY 1))
      || '; keys ' || (SELECT count(*) FROM temp.pragma_index_list(o.name, 'main') WHERE origin <> 'c'))
    || (SELECT coalesce(group_concat(l, ''), '') FROM (SELECT char(10) || sql AS l FROM temp.migc_text -- its indexes and triggers
      WHERE type IN ('index', 'trigger') AND on_table = lower(o.name) AND o.type IN ('table', 'view') ORDER BY lower(name), type)) AS shape,
    iif(type <> 'table' OR rootpage = 0, '', {}) AS words,
    iif(instr(sql, '--') OR instr(sql, '/*'), NULL, sql) AS text FROM temp.migc_text AS o)",
      default_sql, word_counts_sql());
}

std::string is_as_planned(const schema::Object& object, const Script::Guard& guard,
                          const schema::Schema& types) {
  const auto* table = std::get_if<ir::Table>(&object);
  std::string shape = dense(guard.object.sql), words;
  if (table != nullptr) {
    shape = fmt::format("{}{}; keys {}", columns_of(*table, types), references_of(*table),
                        automatic_indexes(*table, types));
    const std::string text = dense(print(*table, types));
    words = fmt::format(" AND words IN ({}, '{}')", literal(word_counts(text)), not_counted) +
            says_phrases(*table, text);
  }
  std::map<std::pair<std::string, std::string>, std::string> texts;
  for (const Kept& one : guard.on_it) texts[{source::fold(one.name), one.type}] = dense(one.sql);
  for (const auto& [name, text] : texts) shape += "\n" + text;
  return fmt::format(
      "EXISTS (SELECT 1 FROM temp.migc_shape WHERE type = {} AND name = {} AND shape = {}{})",
      literal(guard.object.type), literal(source::fold(guard.object.name)), literal_in_line(shape),
      words);
}

Backend::Readers readers_by_hand(const Script::Gone& gone) {
  const std::string name = literal(source::fold(gone.name)), known = list(gone.known);
  Backend::Readers queries;
  queries.views_and_triggers = fmt::format(
      "SELECT name FROM main.sqlite_master WHERE type IN ('view', 'trigger') AND "
      "lower(tbl_name) <> {} AND ' ' || lower(sql) || ' ' GLOB {}{} AND lower(name) NOT "
      "IN ({})",
      name, literal(as_word(gone.name)),
      gone.column.empty()
          ? ""
          : fmt::format(" AND ' ' || lower(sql) || ' ' GLOB {}", literal(as_word(gone.column))),
      known);
  if (gone.column.empty() && !gone.follows)
    queries.tables = fmt::format(
        "SELECT o.name FROM main.sqlite_master AS o, temp.pragma_foreign_key_list(o.name, 'main') "
        "AS k WHERE o.type = 'table' AND lower(k.\"table\") = {} AND lower(o.name) NOT IN "
        "({})",
        name, known.empty() ? name : name + ", " + known);
  return queries;
}

}  // namespace migc::backends::sqlite
