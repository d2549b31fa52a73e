#include "tests/support/facts.hpp"

#include <algorithm>
#include <iterator>

#include "tests/support/database.hpp"
#include "tests/support/sql_tokens.hpp"
#include "tests/support/table_text.hpp"

namespace migc::support {
namespace {

using Lines = std::vector<std::string>;

std::string or_none(const std::optional<std::string>& text) { return text.value_or("none"); }

/// A row's values with the pragma's own names: `notnull=1 pk=0`.
std::string labelled(const Row& row, const std::vector<std::string>& labels) {
  std::string line;
  for (std::size_t i = 0; i < labels.size(); ++i)
    line += (i == 0 ? "" : " ") + labels[i] + "=" + or_none(row[i]);
  return line;
}

/// The stored text behind `CREATE [UNIQUE] INDEX I`, `CREATE VIEW V` and so on.
std::string behind_name(const std::string& sql) {
  const SqlTokens tokens = sql_tokens(sql);
  std::size_t at = 0;
  while (at < tokens.size() && !tokens[at].is_word("index") && !tokens[at].is_word("view") &&
         !tokens[at].is_word("trigger") && !tokens[at].is_word("table"))
    ++at;
  return normal(tokens, at + 2);
}

std::string index_keys(sqlite3* database, const std::string& index) {
  std::string line;
  for (const Row& row : query(database,
                              "select coalesce(lower(name), 'expression'), \"desc\", lower(coll), "
                              "key from pragma_index_xinfo(?1) order by seqno",
                              {index}))
    line += "; " + labelled(row, {"name", "desc", "collation", "key"});
  return line;
}

/// An ordinary table as its stored text makes it.
class TableReading {
 public:
  TableReading(sqlite3* database, const std::string& name) : database_(database), name_(name) {}

  Lines read(const Row& row) {
    lines_ = {"without rowid=" + *row[2] + " strict=" + *row[3]};
    columns(table_text(*row[4]));
    foreign_keys();
    own_indexes();
    std::sort(lines_.begin(), lines_.end());
    return std::move(lines_);
  }

 private:
  void columns(const TableText& text) {
    const std::vector<Row> rows =
        query(database_,
              "select cid, name, \"notnull\", pk, hidden, dflt_value is not null "
              "from pragma_table_xinfo(?1)",
              {name_});
    if (rows.size() != text.columns.size())
      throw std::runtime_error("the tests misread the text of table " + name_);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string column = "column " + *rows[i][0] + " " + *rows[i][1];
      lines_.push_back(
          column + ": " +
          labelled({rows[i].begin() + 2, rows[i].end()}, {"notnull", "pk", "hidden", "default"}));
      lines_.push_back(column + " of type " + text.columns[i].type);
      for (const std::string& constraint : text.columns[i].constraints)
        if (constraint != "null") lines_.push_back(column + ": " + constraint);  // it says nothing
    }
    for (const std::string& constraint : text.constraints) lines_.push_back(constraint);
  }

  void foreign_keys() {
    std::map<std::string, std::string> keys;
    for (const Row& row : query(database_,
                                "select id, \"table\", \"from\", \"to\", on_update, on_delete, "
                                "match from pragma_foreign_key_list(?1) order by id, seq",
                                {name_})) {
      std::string& line = keys[*row[0]];
      if (line.empty())
        line = "foreign key to " + lower_case(*row[1]) + " " +
               labelled({row.begin() + 4, row.end()}, {"on_update", "on_delete", "match"}) + ":";
      line += " " + lower_case(*row[2]) + "->" + lower_case(or_none(row[3]));
    }
    for (const auto& [id, line] : keys) lines_.push_back(line);
  }

  /// Of its keys and unique constraints. Their names are SQLite's own and count nothing.
  void own_indexes() {
    for (const Row& row : query(database_,
                                "select name, \"unique\", origin, partial "
                                "from pragma_index_list(?1) where origin <> 'c'",
                                {name_}))
      lines_.push_back("its own index: " +
                       labelled({row.begin() + 1, row.end()}, {"unique", "origin", "partial"}) +
                       index_keys(database_, *row[0]));
  }

  sqlite3* database_;
  const std::string& name_;
  Lines lines_;
};

Lines read_index(sqlite3* database, const std::string& name, const std::string& table,
                 const std::string& sql) {
  Lines lines{"on " + lower_case(table), behind_name(sql), index_keys(database, name)};
  for (const Row& row : query(database,
                              "select \"unique\", origin, partial from pragma_index_list(?1) "
                              "where name = ?2",
                              {table, name}))
    lines.push_back(labelled(row, {"unique", "origin", "partial"}));
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// What a view or a virtual table offers, where SQLite can tell.
std::string column_lines(sqlite3* database, const std::string& name) {
  std::string line = "columns:";
  try {
    for (const Row& row : query(database, "select name from pragma_table_xinfo(?1)", {name}))
      line += " " + or_none(row[0]);
  } catch (const std::runtime_error&) {
    line += " it is broken";
  }
  return line;
}

void say(std::string& text, const std::string& object, char mark, const Lines& lines,
         const Lines& others) {
  Lines only;
  std::set_difference(lines.begin(), lines.end(), others.begin(), others.end(),
                      std::back_inserter(only));
  for (const std::string& line : only) text += object + ": " + mark + " " + line + "\n";
}

}  // namespace

FactsReader::FactsReader(std::vector<std::string> left_out) : left_out_(std::move(left_out)) {
  for (std::string& name : left_out_) name = lower_case(name);
}

Facts FactsReader::read(sqlite3* database) {
  Facts facts;
  const auto skipped = [&](const std::string& table) {
    return table.starts_with("sqlite_") ||
           std::find(left_out_.begin(), left_out_.end(), lower_case(table)) != left_out_.end();
  };
  for (const Row& row : query(database,
                              "select l.name, l.type, l.wr, l.strict, m.sql "
                              "from " +
                                  table_list() +
                                  " l join main.sqlite_master m "
                                  "on m.name = l.name and m.type in ('table', 'view') "
                                  "where l.type <> 'shadow'")) {
    const std::string& name = *row[0];
    if (skipped(name)) continue;
    Lines& lines = facts.of[*row[1] + " " + name];
    if (*row[1] != "table") {
      lines = {behind_name(or_none(row[4])), column_lines(database, name)};
      continue;
    }
    const auto [known, is_new] = tables_.try_emplace(*row[4]);
    if (is_new) known->second = TableReading(database, name).read(row);
    lines = known->second;
  }
  for (const Row& row : query(database,
                              "select i.name, i.tbl_name, i.sql, t.sql from main.sqlite_master i "
                              "join main.sqlite_master t on t.name = i.tbl_name "
                              "and t.type = 'table' where i.type = 'index' and i.sql not null")) {
    if (skipped(*row[1])) continue;
    const auto [known, is_new] = indexes_.try_emplace(*row[2] + "\n" + *row[3]);
    if (is_new) known->second = read_index(database, *row[0], *row[1], *row[2]);
    facts.of["index " + *row[0]] = known->second;
  }
  for (const Row& row : query(database,
                              "select name, tbl_name, sql from main.sqlite_master "
                              "where type = 'trigger'"))
    if (!skipped(*row[1]))
      facts.of["trigger " + *row[0]] = {"on " + lower_case(*row[1]), behind_name(*row[2])};
  return facts;
}

Facts read_facts(sqlite3* database, const std::vector<std::string>& left_out) {
  return FactsReader(left_out).read(database);
}

std::string difference(const Facts& before, const Facts& after) {
  std::string text;
  for (const auto& [object, lines] : before.of) {
    const auto other = after.of.find(object);
    if (other == after.of.end())
      text += object + ": - it is missing\n";
    else if (lines != other->second) {
      say(text, object, '-', lines, other->second);
      say(text, object, '+', other->second, lines);
    }
  }
  for (const auto& [object, lines] : after.of)
    if (!before.of.contains(object)) text += object + ": + it is new\n";
  return text;
}

}  // namespace migc::support
