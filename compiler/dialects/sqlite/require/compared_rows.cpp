#include "compiler/dialects/sqlite/require/compared_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

using sql::Copy;

namespace {

bool is_number(Affinity affinity) {
  return affinity != Affinity::text && affinity != Affinity::blob;
}

}  // namespace

Affinity stored_as(const ir::Table& table, const ir::Column& column, const schema::Schema& schema) {
  const std::string type = type_text(column, schema);
  return table.strict && source::same(type, "any") ? Affinity::blob : affinity_of(type);
}

const ir::Column* column_of(const ir::Table& table, const std::string& key) {
  return table.find(source::Name{key, false, {}, {}});
}

std::string select(const Columns& columns, const std::string& from) {
  std::string list;
  for (std::size_t at = 0; at < columns.size(); ++at)
    list += fmt::format("{}{} AS k{}", at == 0 ? "" : ", ", columns[at], at + 1);
  return fmt::format("SELECT {} FROM {}", list, from);
}

std::string numbered(const std::string& rows, std::size_t columns) {
  std::string keys;
  for (std::size_t at = 1; at <= columns; ++at)
    keys += fmt::format("{}k{}", at == 1 ? "" : ", ", at);
  return fmt::format("SELECT *, row_number() OVER (PARTITION BY {}) FROM ({})", keys, rows);
}

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

std::string is_no_default(const ir::Table& table, const ir::Column& column, const Kept& kept) {
  const auto* given = column.find<ir::Default>();
  if (given == nullptr || !is_constant(given->value) || is_null(given->value) ||
      kept.redefined.contains(table.name, column.name))
    return "";
  return fmt::format("{} IS NOT {}{}", quote(column.name), default_value(column),
                     column.has<ir::Collate>() ? " COLLATE BINARY" : "");
}

Comparison::Comparison(const ir::Table& table, const Kept& kept, const schema::Schema& schema)
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

std::vector<const Group*> Comparison::all_columns() const {
  std::vector<const Group*> used;
  std::set<std::string> seen;
  for (const Group& group : groups_)
    if (const std::size_t before = seen.size();
        seen.insert(group.columns.begin(), group.columns.end()), seen.size() > before)
      used.push_back(&group);
  return used;
}

const Group* Comparison::with(const std::string& column) const {
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [&](const Group& group) { return group.has(column); });
  return found == groups_.end() ? nullptr : &*found;
}

Compared Comparison::compare(const Group& group, const std::vector<const ir::Column*>& uncopied,
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
    copied +=
        (at == 0 ? "" : " UNION ALL ") + select(right[at], quote(target(*group.copies[at])->name));
  const std::string where = condition.empty() ? "" : " WHERE " + condition;
  return {numbered(select(left, quote(table_.name) + where), left.size()),
          numbered(copied, left.size())};
}

void Comparison::add_places(const Group& group, Loss& loss) const {
  for (const Copy* copy : group.copies) {
    loss.kept_in.push_back(copy->to);
    loss.reads.push_back({copy->to, {}});
    for (const sql::CopiedColumn& one : copy->columns) {
      loss.reads.push_back({copy->from, one.from});
      loss.reads.push_back({copy->to, one.to});
    }
  }
}

const ir::Table* Comparison::target(const Copy& copy) const {
  return schema_.table({copy.to, false, {}, {}});
}

bool Comparison::is_there(const Copy& copy) const {
  const ir::Table* to = target(copy);
  return to != nullptr &&
         std::all_of(copy.columns.begin(), copy.columns.end(), [&](const sql::CopiedColumn& one) {
           return column_of(table_, one.from) != nullptr && column_of(*to, one.to) != nullptr;
         });
}

void Comparison::add_column(const Group& group, std::size_t at, Columns& left,
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

std::string Comparison::unless_default(const ir::Column& column) const {
  const std::string differs = is_no_default(table_, column, kept_), name = quote(column.name);
  return differs.empty() ? name : fmt::format("CASE WHEN {} THEN {} END", differs, name);
}

}  // namespace migc::backends::sqlite
