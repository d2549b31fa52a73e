#include "compiler/dialects/sqlite/require/losses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"

namespace migc::backends::sqlite {

namespace {

using sql::Copy;

/// Limits of SQLite are 2000 columns and 500 parts of a compound query.
/// https://www.sqlite.org/limits.html
constexpr std::size_t most_columns = 1000, most_targets = 400;

Affinity stored_as(const ir::Table& table, const ir::Column& column, const schema::Schema& schema) {
  const std::string type = type_text(column, schema);
  return table.strict && source::same(type, "any") ? Affinity::blob : affinity_of(type);
}

bool is_number(Affinity affinity) {
  return affinity != Affinity::text && affinity != Affinity::blob;
}

const ir::Column* column_of(const ir::Table& table, const std::string& key) {
  return table.find(source::Name{key, false, {}, {}});
}

/// Result columns of a query, called k1, k2, …
using Columns = std::vector<std::string>;

std::string select(const Columns& columns, const std::string& from) {
  std::string list;
  for (std::size_t at = 0; at < columns.size(); ++at)
    list += fmt::format("{}{} AS k{}", at == 0 ? "" : ", ", columns[at], at + 1);
  return fmt::format("SELECT {} FROM {}", list, from);
}

/// Each row with its number among its equals, so that comparing sets compares rows one by one.
std::string numbered(const std::string& rows, std::size_t columns) {
  std::string keys;
  for (std::size_t at = 1; at <= columns; ++at)
    keys += fmt::format("{}k{}", at == 1 ? "" : ", ", at);
  return fmt::format("SELECT *, row_number() OVER (PARTITION BY {}) FROM ({})", keys, rows);
}

/// Rows of the one query that the other does not have.
struct Compared {
  std::string left, right;
};

Loss missing(const std::vector<Compared>& all) {
  Loss loss;
  std::string counts;
  for (const auto& [left, right] : all) {
    const std::string rows = fmt::format("\n      {}\n      EXCEPT {}", left, right);
    counts += fmt::format("{}(SELECT count(*) FROM (SELECT 1 FROM ({}) LIMIT {}))",
                          counts.empty() ? "" : ", ", rows, Requirement::most_counted + 1);
    loss.none += fmt::format("{}NOT EXISTS ({})", loss.none.empty() ? "" : " AND ", rows);
  }
  loss.count = "SELECT " + (all.size() == 1 ? counts : fmt::format("max({})", counts));
  return loss;
}

/// The condition that a value is not the one that the column came with; empty where that is NULL or
/// cannot be said.
std::string is_no_default(const ir::Table& table, const ir::Column& column, const Kept& kept) {
  const auto* given = column.find<ir::Default>();
  if (given == nullptr || !is_constant(given->value) || is_null(given->value) ||
      kept.redefined.contains(table.name, column.name))
    return "";
  return fmt::format("{} IS NOT {}{}", quote(column.name), default_value(column),
                     column.has<ir::Collate>() ? " COLLATE BINARY" : "");
}

/// Copies of a table that take the same columns: together they have its rows, perhaps.
struct Group {
  std::vector<std::string> columns;  ///< Keys.
  std::vector<const Copy*> copies;

  [[nodiscard]] bool has(const std::string& column) const {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  }
};

/// Compares the rows of a table with their copies.
class Comparison {
 public:
  Comparison(const ir::Table& table, const Kept& kept, const schema::Schema& schema)
      : table_(table), kept_(kept), schema_(schema) {
    std::map<std::vector<std::string>, Group> by_columns;
    for (const Copy& copy : kept.copies.from(table.name.key())) {
      if (!is_there(copy)) continue;
      std::vector<std::string> columns;
      for (const sql::CopiedColumn& one : copy.columns) columns.push_back(one.from);
      Group& group = by_columns[columns];
      group.columns = std::move(columns);
      group.copies.push_back(&copy);
    }
    for (auto& [columns, group] : by_columns)
      if (columns.size() < most_columns && group.copies.size() < most_targets)
        groups_.push_back(std::move(group));
    std::stable_sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) {
      return a.columns.size() > b.columns.size();
    });
  }

  /// The fewest copies that have all columns that any has, the widest first.
  [[nodiscard]] std::vector<const Group*> all_columns() const {
    std::vector<const Group*> used;
    std::set<std::string> seen;
    for (const Group& group : groups_)
      if (const std::size_t before = seen.size();
          seen.insert(group.columns.begin(), group.columns.end()), seen.size() > before)
        used.push_back(&group);
    return used;
  }

  /// Those that have one column, the widest.
  [[nodiscard]] const Group* with(const std::string& column) const {
    const auto found = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const Group& group) { return group.has(column); });
    return found == groups_.end() ? nullptr : &*found;
  }

  /// `uncopied` are lost, too, unless they hold nothing.
  [[nodiscard]] Compared compare(const Group& group, const std::vector<const ir::Column*>& uncopied,
                                 const std::string& condition) const {
    Columns left;
    std::vector<Columns> right(group.copies.size());
    for (std::size_t at = 0; at < group.columns.size(); ++at) add_column(group, at, left, right);
    for (const ir::Column* column : uncopied) {
      left.push_back(unless_default(*column));
      for (Columns& one : right) one.emplace_back("NULL");
    }
    std::string copied;
    for (std::size_t at = 0; at < right.size(); ++at)
      copied += (at == 0 ? "" : " UNION ALL ") +
                select(right[at], quote(target(*group.copies[at])->name));
    const std::string where = condition.empty() ? "" : " WHERE " + condition;
    return {numbered(select(left, quote(table_.name) + where), left.size()),
            numbered(copied, left.size())};
  }

  void add_places(const Group& group, Loss& loss) const {
    for (const Copy* copy : group.copies) {
      loss.kept_in.push_back(copy->to);
      loss.reads.push_back({copy->to, {}});
      for (const sql::CopiedColumn& one : copy->columns) {
        loss.reads.push_back({copy->from, one.from});
        loss.reads.push_back({copy->to, one.to});
      }
    }
  }

 private:
  [[nodiscard]] const ir::Table* target(const Copy& copy) const {
    return schema_.table({copy.to, false, {}, {}});
  }

  [[nodiscard]] bool is_there(const Copy& copy) const {
    const ir::Table* to = target(copy);
    return to != nullptr &&
           std::all_of(copy.columns.begin(), copy.columns.end(), [&](const sql::CopiedColumn& one) {
             return column_of(table_, one.from) != nullptr && column_of(*to, one.to) != nullptr;
           });
  }

  void add_column(const Group& group, std::size_t at, Columns& left,
                  std::vector<Columns>& right) const {
    const ir::Column& from = *column_of(table_, group.columns[at]);
    const Affinity affinity = stored_as(table_, from, schema_);
    bool converts = false, collates = from.has<ir::Collate>();
    std::vector<std::string> values;
    for (const Copy* copy : group.copies) {
      const ir::Column& to = *column_of(*target(*copy), copy->columns[at].to);
      const Affinity other = stored_as(*target(*copy), to, schema_);
      converts |= affinity != other && !(is_number(affinity) && is_number(other));
      collates |= to.has<ir::Collate>();
      values.push_back(quote(to.name));
    }
    const auto as_compared = [&](const std::string& value) {
      return (converts ? fmt::format("CAST({} AS TEXT)", value) : value) +
             (collates ? " COLLATE BINARY" : "");
    };
    const std::string& if_null = group.copies.front()->columns[at].if_null;
    const std::string name = quote(from.name);
    left.push_back(
        as_compared(if_null.empty() ? name : fmt::format("coalesce({}, {})", name, if_null)));
    for (std::size_t copy = 0; copy < right.size(); ++copy)
      right[copy].push_back(as_compared(values[copy]));
  }

  [[nodiscard]] std::string unless_default(const ir::Column& column) const {
    const std::string differs = is_no_default(table_, column, kept_), name = quote(column.name);
    return differs.empty() ? name : fmt::format("CASE WHEN {} THEN {} END", differs, name);
  }

  const ir::Table& table_;
  const Kept& kept_;
  const schema::Schema& schema_;
  std::vector<Group> groups_;
};

/// Rows of a table that the block did not insert as they are, by the columns that are known of all
/// that it inserted; `wanted` has to be among these. Nothing where it inserted none.
std::optional<Loss> not_inserted(const ir::Table& table, const ir::Column* wanted, const Kept& kept,
                                 const std::string& condition, const schema::Schema& schema) {
  const std::vector<sql::InsertedRow>& rows = kept.inserted.of(table.name.key());
  std::vector<const ir::Column*> known;
  for (const ir::Column& column : table.columns)
    if (!rows.empty() && std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
          return row.contains(column.name.key());
        }))
      known.push_back(&column);
  if (known.empty() || known.size() > most_columns ||
      (wanted != nullptr && std::find(known.begin(), known.end(), wanted) == known.end()))
    return std::nullopt;
  Columns left;
  for (const ir::Column* column : known)
    left.push_back(quote(column->name) + (column->has<ir::Collate>() ? " COLLATE BINARY" : ""));
  std::map<std::string, std::size_t> seen;
  std::string values;
  for (const sql::InsertedRow& row : rows) {
    std::string list;
    for (const ir::Column* column : known)
      list += stored_literal(row.at(column->name.key()), stored_as(table, *column, schema)) + ", ";
    values += fmt::format("{}({}{})", values.empty() ? "" : ", ", list, ++seen[list]);
  }
  const std::string where = condition.empty() ? "" : " WHERE " + condition;
  return missing(
      {{numbered(select(left, quote(table.name) + where), left.size()), "VALUES " + values}});
}

}  // namespace

Loss rows_where(const ir::Table& table, std::string condition) {
  const std::string from = quote(table.name) + (condition == "1" ? "" : " WHERE " + condition);
  return {fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", from,
                      Requirement::most_counted + 1),
          fmt::format("NOT EXISTS (SELECT 1 FROM {})", from),
          std::move(condition),
          {},
          {}};
}

Loss lost_rows(const ir::Table& table, const Kept& kept, const schema::Schema& schema) {
  const Comparison comparison(table, kept, schema);
  const std::vector<const Group*> groups = comparison.all_columns();
  if (groups.empty()) {
    auto loss = not_inserted(table, nullptr, kept, "", schema);
    return loss ? *std::move(loss) : rows_where(table, "1");
  }
  std::vector<const ir::Column*> uncopied;
  for (const ir::Column& column : table.columns)
    if (!column.has<ir::Generated>() &&
        std::none_of(groups.begin(), groups.end(),
                     [&](const Group* group) { return group->has(column.name.key()); }))
      uncopied.push_back(&column);
  if (uncopied.size() > most_columns) return rows_where(table, "1");
  std::vector<Compared> compared;
  for (const Group* group : groups)
    compared.push_back(comparison.compare(*group, std::exchange(uncopied, {}), ""));
  Loss loss = missing(compared);
  for (const Group* group : groups) comparison.add_places(*group, loss);
  return loss;
}

Loss lost_values(const ir::Table& table, const ir::Column& column, const Kept& kept,
                 const schema::Schema& schema) {
  const std::string name = quote(column.name), key = column.name.key();
  std::string condition = name + " IS NOT NULL";
  if (const std::string differs = is_no_default(table, column, kept); !differs.empty())
    condition += " AND " + differs;
  std::vector<ColumnRef> reads;
  for (const std::string& other : kept.copies.beside(table.name.key(), key))
    if (const ir::Column* beside = column_of(table, other)) {
      condition += fmt::format(" AND NOT ({})", is_same_value(name, quote(beside->name)));
      reads.push_back({table.name.key(), other});
    }
  const Comparison comparison(table, kept, schema);
  if (const Group* group = comparison.with(key)) {
    Loss loss = missing({comparison.compare(*group, {}, condition)});
    comparison.add_places(*group, loss);
    loss.reads.insert(loss.reads.end(), reads.begin(), reads.end());
    return loss;
  }
  auto loss = not_inserted(table, &column, kept, condition, schema);
  if (!loss) loss = rows_where(table, std::move(condition));
  loss->reads = std::move(reads);
  return *std::move(loss);
}

std::string is_same_value(const std::string& a, const std::string& b) {
  return fmt::format(
      "+{0} IS +{1} COLLATE BINARY OR CAST({0} AS TEXT) IS CAST({1} AS TEXT) COLLATE BINARY", a, b);
}

bool holds_rows(const ir::VirtualTable& table) {
  static const std::set<std::string> only_show = {
      "fts5vocab",       "fts4aux",   "fts3aux",   "fts3tokenize", "dbstat",  "csv",
      "generate_series", "json_each", "json_tree", "sqlite_stmt",  "bytecode"};
  const std::string module = table.module.key();
  if (only_show.contains(module)) return false;
  if (!module.starts_with("fts")) return true;
  std::string argument;
  const auto is_external = [&] {
    std::erase_if(argument, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    const std::string text = source::fold(argument);
    argument.clear();
    const std::string value = text.starts_with("content=") ? text.substr(8) : "";
    return !value.empty() && value != "''" && value != "\"\"";
  };
  for (const char c : table.arguments) {
    if (c != ',')
      argument += c;
    else if (is_external())
      return false;
  }
  return !is_external();
}

}  // namespace migc::backends::sqlite
