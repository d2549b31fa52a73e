#include "compiler/backends/sqlite/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/backends/sqlite/print.hpp"

namespace migc::backends::sqlite {

namespace {

constexpr std::string_view marks = " \n\r\t\"`";

/// A text without what may be another in a text of the same meaning.
std::string dense(std::string_view text) {
  std::string result = source::fold(text);
  std::erase_if(result, [](char c) { return marks.find(c) != std::string_view::npos; });
  return result;
}

/// The same as an expression.
std::string dense_sql(std::string_view expression) {
  std::string result = fmt::format("lower({})", expression);
  for (const char mark : marks)
    result = mark < ' ' ? fmt::format("replace({}, char({}), '')", result, static_cast<int>(mark))
                        : fmt::format("replace({}, {}, '')", result, literal({&mark, 1}));
  return result;
}

/// Words that say what no pragma tells.
constexpr std::array<std::string_view, 6> counted = {"check(",        "collate", "onconflict",
                                                     "autoincrement", "deferr",  "withoutrowid"};

std::string word_counts(const std::string& text) {
  std::string counts;
  for (const std::string_view word : counted) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
      ++count;
    counts += fmt::format("{}{}", counts.empty() ? "" : " ", count);
  }
  return counts;
}

/// Of the text `s`. One with comments is not looked into: these may have such words, too.
std::string word_counts_sql(const std::string& otherwise) {
  std::string counts;
  for (const std::string_view word : counted)
    counts += fmt::format("{}((length(s) - length(replace(s, '{}', ''))) / {})",
                          counts.empty() ? "" : " || ' ' || ", word, word.size());
  return fmt::format("iif(instr(s, '--') OR instr(s, '/*'), {}, {})", literal(otherwise), counts);
}

std::string default_key(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  if (text.find('\'') == std::string::npos) text = dense(text);
  const std::size_t first = text.find_first_not_of("() ");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of("() ") + 1 - first);
}

/// What `pragma_table_xinfo` has as `dflt_value`, made comparable.
std::string default_sql() {
  return fmt::format(
      "coalesce(trim(iif(instr(dflt_value, '''') OR instr(dflt_value, '\"'), replace(dflt_value, "
      "'\"', ''''), {}), '() '), '')",
      "replace(lower(dflt_value), ' ', '')");
}

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

/// A line for each column. Whether a column of the key takes NULL is not told: tools say NOT NULL
/// there, and mean nothing by it.
std::string columns_of(const ir::Table& table, const schema::Schema& types) {
  const std::vector<ir::Term> key = primary_key(table);
  std::string text;
  for (const ir::Column& column : table.columns) {
    const std::size_t in_key = place_in_key(key, column);
    const auto* value = column.find<ir::Default>();
    text += fmt::format("{}{} {} {} {} {} {}", text.empty() ? "" : "\n",
                        source::fold(column.name.text), dense(type_text(column, types)),
                        in_key == 0 && column.has<ir::NotNull>() ? 1 : 0, in_key, hidden(column),
                        value == nullptr ? "" : default_key(default_text(value->value)));
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

/// A line for each column of a foreign key.
std::string references_of(const ir::Table& table) {
  std::vector<std::string> lines;
  const auto add = [&](const ir::Name& column, const ir::References& to) {
    lines.push_back(
        source::fold(fmt::format("{} {} {} {}", column.text, to.table.text,
                                 action_word(to.on_update), action_word(to.on_delete))));
  };
  for (const ir::Column& column : table.columns)
    for (const ir::ColumnConstraint& constraint : column.constraints)
      if (const auto* to = std::get_if<ir::References>(&constraint.rule)) add(column.name, *to);
  for (const ir::TableConstraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule))
      for (const ir::Name& column : key->columns) add(column, key->references);
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}", fmt::join(lines, "\n"));
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

std::string are_as_planned(const std::vector<const Kept*>& objects) {
  std::string rows;
  for (const Kept* object : objects)
    rows += fmt::format("{}({}, {}, {})", rows.empty() ? "" : ",\n        ", literal(object->type),
                        literal(source::fold(object->name)), literal(dense(object->sql)));
  return fmt::format(
      "(SELECT count(*) FROM main.sqlite_master WHERE (type, lower(name),\n        {}) IN "
      "(VALUES\n        {})) = {}",
      dense_sql("sql"), rows, objects.size());
}

std::string has_layout(const ir::Table& table, const schema::Schema& types) {
  const std::string name = literal(table.name.text),
                    folded = literal(source::fold(table.name.text));
  const std::string counts = word_counts(dense(print(table, types)));
  return fmt::format(
      "(SELECT group_concat(lower(name) || ' ' || {} || ' ' || iif(pk, 0, \"notnull\") || ' ' || "
      "pk || ' ' || hidden || ' ' ||\n        {}, char(10))\n        FROM "
      "temp.pragma_table_xinfo({}, 'main')) IS {}"
      "\n  AND (SELECT coalesce(group_concat(l, char(10)), '') FROM (SELECT lower(\"from\" || ' ' "
      "|| "
      "\"table\" || ' ' || on_update || ' ' || on_delete) AS l\n        FROM "
      "temp.pragma_foreign_key_list({}, 'main') ORDER BY 1)) = {}"
      "\n  AND (SELECT count(*) FROM temp.pragma_index_list({}, 'main') WHERE origin <> 'c') = {}"
      "\n  AND (SELECT {}\n        FROM (SELECT {} AS s FROM main.sqlite_master WHERE type = "
      "'table' "
      "AND lower(name) = {})) = {}",
      "replace(replace(lower(type), ' ', ''), '\"', '')", default_sql(), name,
      literal(columns_of(table, types)), name, literal(references_of(table)), name,
      automatic_indexes(table, types), word_counts_sql(counts), dense_sql("sql"), folded,
      literal(counts));
}

std::string has_no_more_on(const std::string& relation, std::size_t count) {
  return fmt::format(
      "(SELECT count(*) FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND\n        "
      "lower(tbl_name) = {} AND sql IS NOT NULL) = {}",
      literal(source::fold(relation)), count);
}

Backend::Readers readers_by_hand(const Script::Gone& gone) {
  const std::string name = literal(source::fold(gone.name)), known = list(gone.known);
  Backend::Readers queries;
  queries.views_and_triggers = fmt::format(
      "SELECT name FROM main.sqlite_master WHERE type IN ('view', 'trigger') AND\n        "
      "lower(tbl_name) <> {} AND ' ' || lower(sql) || ' ' GLOB {}{} AND\n        lower(name) NOT "
      "IN ({})",
      name, literal(as_word(gone.name)),
      gone.column.empty()
          ? ""
          : fmt::format(" AND ' ' || lower(sql) || ' ' GLOB {}", literal(as_word(gone.column))),
      known);
  if (gone.column.empty() && !gone.follows)
    queries.tables = fmt::format(
        "SELECT o.name FROM main.sqlite_master AS o, temp.pragma_foreign_key_list(o.name, 'main') "
        "AS k\n        WHERE o.type = 'table' AND lower(k.\"table\") = {} AND lower(o.name) NOT IN "
        "({})",
        name, known.empty() ? name : name + ", " + known);
  return queries;
}

}  // namespace migc::backends::sqlite
