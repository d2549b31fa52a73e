#include "tests/support/facts.hpp"

#include <algorithm>
#include <iterator>
#include <set>

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

class Reading {
 public:
  Reading(sqlite3* database, const std::vector<std::string>& left_out) : database_(database) {
    for (const std::string& name : left_out) left_out_.insert(lower_case(name));
  }

  Facts read() {
    for (const Row& row : query(database_,
                                "select l.name, l.type, l.wr, l.strict, m.sql "
                                "from pragma_table_list l join main.sqlite_master m "
                                "on m.name = l.name and m.type in ('table', 'view') "
                                "where l.schema = 'main' and l.type <> 'shadow'")) {
      if (skipped(*row[0])) continue;
      if (*row[1] == "table")
        table(row);
      else
        add(*row[1], *row[0], Lines{behind_name(or_none(row[4])), column_lines(*row[0])});
    }
    for (const Row& row : query(database_,
                                "select name, tbl_name, sql from main.sqlite_master "
                                "where type = 'trigger'"))
      if (!skipped(*row[1]))
        add("trigger", *row[0], {"on " + lower_case(*row[1]), behind_name(*row[2])});
    return std::move(facts_);
  }

 private:
  [[nodiscard]] bool skipped(const std::string& table) const {
    return left_out_.count(lower_case(table)) != 0 || table.starts_with("sqlite_");
  }

  void add(const std::string& kind, const std::string& name, Lines lines) {
    std::sort(lines.begin(), lines.end());
    facts_.of[kind + " " + name] = std::move(lines);
  }

  void table(const Row& row) {
    const std::string& name = *row[0];
    Lines lines{"without rowid=" + *row[2] + " strict=" + *row[3]};
    columns(name, table_text(*row[4]), lines);
    foreign_keys(name, lines);
    indexes(name, lines);
    add("table", name, std::move(lines));
  }

  void columns(const std::string& name, const TableText& text, Lines& lines) {
    const std::vector<Row> rows =
        query(database_,
              "select cid, name, \"notnull\", pk, hidden, dflt_value is not null "
              "from pragma_table_xinfo(?1)",
              {name});
    if (rows.size() != text.columns.size())
      throw std::runtime_error("the tests misread the text of table " + name);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string column = "column " + *rows[i][0] + " " + *rows[i][1];
      lines.push_back(
          column + ": " +
          labelled({rows[i].begin() + 2, rows[i].end()}, {"notnull", "pk", "hidden", "default"}));
      lines.push_back(column + " of type " + text.columns[i].type);
      for (const std::string& constraint : text.columns[i].constraints)
        lines.push_back(column + ": " + constraint);
    }
    for (const std::string& constraint : text.constraints) lines.push_back(constraint);
  }

  void foreign_keys(const std::string& name, Lines& lines) {
    std::map<std::string, std::string> keys;
    for (const Row& row : query(database_,
                                "select id, \"table\", \"from\", \"to\", on_update, on_delete, "
                                "match from pragma_foreign_key_list(?1) order by id, seq",
                                {name})) {
      std::string& line = keys[*row[0]];
      if (line.empty())
        line = "foreign key to " + lower_case(*row[1]) + " " +
               labelled({row.begin() + 4, row.end()}, {"on_update", "on_delete", "match"}) + ":";
      line += " " + lower_case(*row[2]) + "->" + lower_case(or_none(row[3]));
    }
    for (const auto& [id, line] : keys) lines.push_back(line);
  }

  void indexes(const std::string& table, Lines& lines) {
    for (const Row& row : query(database_,
                                "select l.name, l.\"unique\", l.origin, l.partial, m.sql "
                                "from pragma_index_list(?1) l join main.sqlite_master m "
                                "on m.name = l.name and m.type = 'index'",
                                {table})) {
      const std::string properties =
          labelled({row.begin() + 1, row.end()}, {"unique", "origin", "partial"});
      const std::string keys = index_keys(*row[0]);
      if (*row[2] == "c")
        add("index", *row[0],
            {"on " + lower_case(table) + " " + properties, keys, behind_name(*row[4])});
      else
        lines.push_back("its own index: " + properties + keys);
    }
  }

  std::string index_keys(const std::string& index) {
    std::string line;
    for (const Row& row :
         query(database_,
               "select coalesce(lower(name), 'expression'), \"desc\", lower(coll), "
               "key from pragma_index_xinfo(?1) order by seqno",
               {index}))
      line += "; " + labelled(row, {"name", "desc", "collation", "key"});
    return line;
  }

  /// What a view or a virtual table offers, where SQLite can tell.
  std::string column_lines(const std::string& name) {
    std::string line = "columns:";
    try {
      for (const Row& row : query(database_, "select name from pragma_table_xinfo(?1)", {name}))
        line += " " + or_none(row[0]);
    } catch (const std::runtime_error&) {
      line += " it is broken";
    }
    return line;
  }

  sqlite3* database_;
  std::set<std::string> left_out_;
  Facts facts_;
};

void say(std::string& text, const std::string& object, char mark, const Lines& lines,
         const Lines& others) {
  Lines only;
  std::set_difference(lines.begin(), lines.end(), others.begin(), others.end(),
                      std::back_inserter(only));
  for (const std::string& line : only) text += object + ": " + mark + " " + line + "\n";
}

}  // namespace

Facts read_facts(sqlite3* database, const std::vector<std::string>& left_out) {
  return Reading(database, left_out).read();
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
