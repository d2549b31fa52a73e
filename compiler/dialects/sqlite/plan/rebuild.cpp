#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/table_run.hpp"
#include "compiler/dialects/sqlite/plan/transfer.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// Builds the statements of one rebuild. With foreign keys off and `legacy_alter_table` on the old
/// table is moved aside and the new one created under its final name at once, so that nothing else
/// in the schema is rewritten and SQLite stores exactly the text that is printed here.
class Rebuild {
 public:
  Rebuild(const TableRun& run, const schema::Schema& after)
      : run_(run),
        schema_(after),
        before_(*run.before),
        after_(*after.table(run.name)),
        aside_(aside_name(run.name, after)) {}

  Action build() {
    move_aside();
    sql(print(after_, schema_));
    takes_conflicts_ =
        source::fold(action_.statements.back().text).find("on conflict") != std::string::npos;
    carry_sequence();
    copy_rows();
    rows(Statement::Kind::count, aside_);
    sql("DROP TABLE " + quote(aside_));
    for (const ir::Index* index : schema_.indexes_of(after_.name)) sql(print(*index));
    rows(Statement::Kind::rows, after_.name);
    for (const ir::Trigger* trigger : schema_.triggers_of(after_.name)) sql(print(*trigger));
    describe();
    return std::move(action_);
  }

 private:
  void sql(std::string text) {
    action_.statements.push_back({Statement::Kind::sql, std::move(text), {}});
  }

  /// A table whose own check says `table.column` cannot be renamed without its text changing: its
  /// rows go to a plain copy instead, and come back.
  [[nodiscard]] bool copies_twice() const {
    const auto qualified = [&](const auto& constraint) {
      const auto* check = std::get_if<ir::Check>(&constraint.rule);
      return check != nullptr && is_qualified(check->condition, before_.name);
    };
    return std::any_of(before_.constraints.begin(), before_.constraints.end(), qualified) ||
           std::any_of(before_.columns.begin(), before_.columns.end(),
                       [&](const ir::Column& column) {
                         return std::any_of(column.constraints.begin(), column.constraints.end(),
                                            qualified);
                       });
  }

  void move_aside() {
    if (copies_twice()) {
      std::string columns;
      if (keeps_rowid() || gives_rowid())
        columns = *rowid_name(before_, before_) + " AS _migc_rowid";
      for (const ir::Column& column : before_.columns)
        columns += (columns.empty() ? "" : ", ") + quote(column.name);
      sql(fmt::format("CREATE TABLE {} AS SELECT {} FROM {}", quote(aside_), columns,
                      quote(before_.name)));
      if (carries_sequence())
        sql(
            fmt::format("INSERT INTO sqlite_sequence (name, seq) SELECT {}, seq FROM "
                        "sqlite_sequence WHERE name = {}",
                        literal(aside_.text), literal(before_.name.text)));
      sql("DROP TABLE " + quote(before_.name));
      return;
    }
    for (const ir::Index& index : run_.indexes_before)
      if (names_table(index)) sql("DROP INDEX " + quote(index.name));
    sql(fmt::format("ALTER TABLE {} RENAME TO {}", quote(before_.name), quote(aside_)));
  }

  /// An index that says `table.column` stops the renaming of its table.
  [[nodiscard]] bool names_table(const ir::Index& index) const {
    return (index.where && is_qualified(*index.where, before_.name)) ||
           std::any_of(index.terms.begin(), index.terms.end(), [&](const ir::Term& term) {
             return is_qualified(term.expression, before_.name);
           });
  }

  /// Renaming leaves the rows of sqlite_stat1 with the name that the new table takes over; dropping
  /// deletes them, and who compiles offline does not know whether there are any.
  [[nodiscard]] bool loses_statistics() const {
    return copies_twice() ||
           std::any_of(run_.indexes_before.begin(), run_.indexes_before.end(),
                       [&](const ir::Index& index) { return names_table(index); });
  }

  [[nodiscard]] std::string rowid_column() const { return *rowid_name(before_, after_); }

  /// Hidden rowids are kept: full-text indexes with external content and applications rely on them.
  [[nodiscard]] bool keeps_rowid() const {
    return !before_.without_rowid && !after_.without_rowid &&
           sql::rowid_key(after_, schema_) == nullptr && rowid_name(before_, after_).has_value();
  }

  /// Whether a new INTEGER PRIMARY KEY becomes what the rowids were: what holds these, such as a
  /// full-text index, finds the same rows then.
  [[nodiscard]] bool gives_rowid() const {
    const ir::Column* key = sql::rowid_key(after_, schema_);
    if (key == nullptr || before_.without_rowid || !rowid_name(before_, before_)) return false;
    const auto value = run_.values.find(key->name.key());
    return value != run_.values.end() && value->second == "NULL";
  }

  [[nodiscard]] std::string value_of(const ir::Column& column, const std::string& value) const {
    const ir::Column* key = gives_rowid() ? sql::rowid_key(after_, schema_) : nullptr;
    if (key == nullptr || !same(key->name, column.name)) return value;
    return copies_twice() ? "_migc_rowid" : *rowid_name(before_, before_);
  }

  /// Whether every value comes from its own column as it is.
  [[nodiscard]] bool copies_plainly() const {
    return !run_.converts && !copies_twice() &&
           std::all_of(after_.columns.begin(), after_.columns.end(), [&](const ir::Column& column) {
             const auto value = run_.values.find(column.name.key());
             return column.has<ir::Generated>() ||
                    (value != run_.values.end() && value->second == quote(column.name));
           });
  }

  void copy_rows() {
    const bool whole = copies_plainly() && transfers_whole_rows(before_, after_, schema_);
    std::string columns, values;
    const auto copy = [&](const std::string& column, const std::string& value) {
      columns += (columns.empty() ? "" : ", ") + column;
      values += (values.empty() ? "" : ", ") + value;
    };
    if (keeps_rowid()) copy(rowid_column(), copies_twice() ? "_migc_rowid" : rowid_column());
    for (const ir::Column& column : after_.columns) {
      if (column.has<ir::Generated>()) continue;
      const auto value = run_.values.find(column.name.key());
      if (value != run_.values.end()) copy(quote(column.name), value_of(column, value->second));
    }
    std::string named = fmt::format(
        "INSERT INTO {} ({})\nSELECT {} FROM {}{}{}", quote(after_.name), columns, values,
        quote(aside_), run_.converts ? " AS " + quote(after_.name) : "", whole ? "" : key_order());
    sql(whole ? fmt::format("INSERT INTO {} SELECT * FROM {}", quote(after_.name), quote(aside_))
              : named);
    action_.statements.back().reads = aside_.text;
    if (whole) action_.statements.back().named = std::move(named);
  }

  /// To order by a number is to order by the column of that place.
  static bool begins_with_number(std::string_view value) {
    const std::size_t begin = value.find_first_not_of("+-( \t\n");
    return begin != std::string_view::npos && value[begin] >= '0' && value[begin] <= '9';
  }

  /// A table that is its own index fills fastest in the order of its key.
  [[nodiscard]] std::string key_order() const {
    if (!after_.without_rowid) return "";
    std::string order;
    for (const ir::Term& term : primary_key(after_)) {
      const auto column = term.column();
      const auto value = column ? run_.values.find(column->key()) : run_.values.end();
      if (value == run_.values.end()) return "";
      if (begins_with_number(value->second)) continue;
      order += (order.empty() ? "" : ", ") + value->second;
    }
    return order.empty() ? "" : " ORDER BY " + order;
  }

  /// Counted where an index is there: it has fewer pages than its table.
  void rows(Statement::Kind kind, const source::Name& table) {
    action_.statements.push_back(
        {kind, fmt::format("(SELECT count(*) FROM {})", quote(table)), after_.name.text});
    action_.statements.back().sure = !takes_conflicts_;
  }

  [[nodiscard]] bool carries_sequence() const {
    return is_autoincrement(before_) && is_autoincrement(after_) && !run_.forgets_sequence;
  }

  /// The highest id ever given, which the copy alone would forget. Before the copy, since the first
  /// row would make a mark of its own. https://www.sqlite.org/autoinc.html
  void carry_sequence() {
    if (carries_sequence())
      sql(fmt::format("UPDATE sqlite_sequence SET name = {} WHERE name = {}",
                      literal(after_.name.text), literal(aside_.text)));
  }

  void describe() {
    action_.strategy = Strategy::rebuild;
    const auto count = [](std::size_t n, std::string_view one) {
      return fmt::format("{} {}{}", n, one, n == 1 ? "" : one == "index" ? "es" : "s");
    };
    const std::size_t indexes = schema_.indexes_of(after_.name).size();
    const std::size_t triggers = schema_.triggers_of(after_.name).size();
    std::string again;
    if (indexes > 0) again = count(indexes, "index");
    if (triggers > 0) again += (again.empty() ? "" : " and ") + count(triggers, "trigger");
    std::string changes;
    for (const std::string& change : run_.changes)
      changes += (changes.empty() ? "" : ", ") + change;
    action_.summary = fmt::format("rebuild of {}: {}", after_.name.text, changes);
    action_.why = run_.without_native.empty() ? "because of `rebuild = \"always\"`"
                                              : run_.without_native.front().why;
    action_.notes = run_.notes;
    if (gives_rowid())
      action_.notes.push_back(fmt::format("the rows keep their rowids as {}",
                                          sql::rowid_key(after_, schema_)->name.text));
    action_.notes.push_back(fmt::format("copies every row once{}",
                                        again.empty() ? "" : "; " + again + " created again"));
    if (loses_statistics())
      action_.notes.push_back(
          fmt::format("if you use ANALYZE: run ANALYZE {} again", after_.name.text));
    action_.tables = {after_.name.text};
    action_.rewrites_rows = true;
    action_.loses = run_.loses;
    action_.written = run_.written;
  }

  const TableRun& run_;
  const schema::Schema& schema_;
  const ir::Table& before_;
  const ir::Table& after_;
  source::Name aside_;
  bool takes_conflicts_ = false;  ///< A row may be left out, or replace another, without an error.
  Action action_;
};

}  // namespace

TableRun begin_run(const ir::Table& table, const schema::Schema& schema, source::Span written) {
  TableRun run;
  run.name = table.name;
  run.before = table;
  run.written = written;
  for (const ir::Index* index : schema.indexes_of(table.name)) run.indexes_before.push_back(*index);
  for (const ir::Column& column : table.columns) run.values[column.name.key()] = quote(column.name);
  return run;
}

source::Name aside_name(const source::Name& table, const schema::Schema& schema) {
  source::Name name{"_migc_old_" + table.text, table.quoted, {}, {}};
  while (schema.find({schema::Space::relation, name.key()}) != nullptr ||
         schema.find({schema::Space::index, name.key()}) != nullptr)
    name.text += "_";
  return name;
}

Action rebuild(const TableRun& run, const schema::Schema& after) {
  return Rebuild(run, after).build();
}

}  // namespace migc::backends::sqlite
