#include "tests/bench/history.hpp"

#include <fmt/format.h>

namespace migc::bench {
namespace {

/// Tables stay small, as in real projects: every so many revisions a new one begins.
constexpr std::size_t revisions_per_table = 24;

Change change_of(std::size_t table, std::size_t step) {
  if (step == 0) return Change::create_table;
  switch (step % 6) {
    case 1:
      return Change::add_column;
    case 2:
      return Change::create_index;
    case 3:
      return Change::change_type;
    case 4:
      return Change::update_rows;
    case 5:
      return table == 0 ? Change::add_column : Change::add_reference;
    default:
      return Change::create_view;
  }
}

std::string new_column(const Step& step) {
  if (step.change == Change::add_column) return fmt::format("serial_{} varchar(100)", step.number);
  return fmt::format("parent_{} integer references {} (id) on delete cascade", step.number,
                     step.parent);
}

std::string new_index(const std::string& table, const std::string& suffix,
                      const std::string& columns) {
  return fmt::format("  create index ix_{0}_{1} on {0} ({2});\n", table, suffix, columns);
}

std::string vendor_index(const std::string& table) {
  return new_index(table, "vendor_id", "vendor_id");
}

std::string changed_type(const Step& step) { return fmt::format("varchar({})", 100 + step.number); }

std::string new_table(const std::string& name, const std::string& vendor_type,
                      const std::string& more_columns) {
  return fmt::format(
      "  create table {0} (\n    id integer primary key autoincrement,\n"
      "    vendor_id integer not null,\n    vendor_name {1},\n"
      "    device_name varchar(200) not null,\n    device_function text,\n"
      "    imported_at timestamp not null default current_timestamp,\n{2}"
      "    constraint ck_{0} check (vendor_id > 0)\n  );\n",
      name, vendor_type, more_columns);
}

std::string statements(const Step& step) {
  switch (step.change) {
    case Change::create_table:
      return new_table(step.table, "varchar(100)", "") + vendor_index(step.table);
    case Change::add_column:
    case Change::add_reference:
      return fmt::format("  alter table {} add column {};\n", step.table, new_column(step));
    case Change::create_index:
      return new_index(step.table, std::to_string(step.number), "device_name, vendor_id");
    case Change::change_type:
      return fmt::format("  alter table {} alter column vendor_name type {};\n", step.table,
                         changed_type(step));
    case Change::update_rows:
      return fmt::format(
          "  update {}\n     set device_function = 'sensor'\n"
          "   where lower(device_function) like '%temperature%' and vendor_id = {};\n",
          step.table, step.number);
    case Change::create_view:
      return fmt::format("  create view view_{0}_{1} as select id, vendor_name from {0};\n",
                         step.table, step.number);
  }
  return {};
}

/// The table made anew with another type; it has what the revisions before gave it.
std::string rebuild_by_hand(std::size_t revision, const Step& step) {
  std::string columns, indexes = vendor_index(step.table);
  for (std::size_t earlier = revision - step.number + 1; earlier < revision; ++earlier) {
    const Step before = step_of(earlier);
    if (before.change == Change::add_column || before.change == Change::add_reference)
      columns += "    " + new_column(before) + ",\n";
    if (before.change == Change::create_index) indexes += statements(before);
  }
  return fmt::format(
      "  pragma legacy_alter_table = on;\n  alter table {0} rename to old_{0};\n{1}"
      "  update sqlite_sequence set name = '{0}' where name = 'old_{0}';\n"
      "  insert into {0} select * from old_{0};\n  drop table old_{0};\n{2}"
      "  pragma legacy_alter_table = off;\n",
      step.table, new_table(step.table, changed_type(step), columns), indexes);
}

}  // namespace

Step step_of(std::size_t revision) {
  const std::size_t table = revision / revisions_per_table, step = revision % revisions_per_table;
  const std::string before = table == 0 ? "" : fmt::format("devices_{}", table - 1);
  return {change_of(table, step), fmt::format("devices_{}", table), before, step};
}

std::string revision_id(std::size_t revision) { return fmt::format("r{}", 100000 + revision); }

std::vector<support::RevisionText> linear_history(std::size_t revisions) {
  std::vector<support::RevisionText> history;
  for (std::size_t revision = 0; revision < revisions; ++revision) {
    const Step step = step_of(revision);
    history.push_back(
        {.id = revision_id(revision),
         .parent = revision == 0 ? "" : revision_id(revision - 1),
         .upgrade = statements(step),
         .downgrade = step.change == Change::update_rows ? "downgrade {}" : "downgrade auto;",
         .message = fmt::format("Change number {}", revision)});
  }
  return history;
}

std::string plain_sql(std::size_t revision) {
  const Step step = step_of(revision);
  return step.change == Change::change_type ? rebuild_by_hand(revision, step) : statements(step);
}

}  // namespace migc::bench
