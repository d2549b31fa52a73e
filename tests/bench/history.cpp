#include "tests/bench/history.hpp"

namespace migc::bench {
namespace {

/// Tables stay small, as in real projects: every so many revisions a new one begins.
constexpr std::size_t revisions_per_table = 24;

std::string table(std::size_t number) { return "devices_" + std::to_string(number); }

std::string create_table(std::size_t number) {
  const std::string name = table(number);
  return "  create table " + name +
         " (\n    id integer primary key autoincrement,\n"
         "    vendor_id integer not null,\n    vendor_name varchar(100),\n"
         "    device_name varchar(200) not null,\n    device_function text,\n"
         "    imported_at timestamp not null default current_timestamp,\n"
         "    constraint ck_" +
         name + " check (vendor_id > 0)\n  );\n  create index ix_" + name + "_vendor_id on " +
         name + " (vendor_id);\n";
}

/// What the `step`th revision does to its table.
std::string change(std::size_t number, std::size_t step) {
  const std::string name = table(number), n = std::to_string(step);
  switch (step % 6) {
    case 1:
      return "  alter table " + name + " add column serial_" + n + " varchar(100);\n";
    case 2:
      return "  create index ix_" + name + "_" + n + " on " + name + " (device_name, vendor_id);\n";
    case 3:
      return "  alter table " + name + " alter column vendor_name type varchar(" +
             std::to_string(100 + step) + ");\n";
    case 4:
      return "  update " + name +
             "\n     set device_function = 'sensor'\n"
             "   where lower(device_function) like '%temperature%' and vendor_id = " +
             n + ";\n";
    case 5:
      return number == 0
                 ? "  alter table " + name + " add column note_" + n + " text;\n"
                 : "  alter table " + name + " add column parent_" + n + " integer references " +
                       table(number - 1) + " (id) on delete cascade;\n";
    default:
      return "  create view view_" + name + "_" + n + " as select id, vendor_name from " + name +
             ";\n";
  }
}

}  // namespace

std::vector<support::RevisionText> linear_history(std::size_t revisions) {
  std::vector<support::RevisionText> history;
  std::string parent;
  for (std::size_t i = 0; i < revisions; ++i) {
    const std::size_t number = i / revisions_per_table, step = i % revisions_per_table;
    const bool writes_rows = step % 6 == 4;
    const std::string id = "r" + std::to_string(100000 + i);
    history.push_back({.id = id,
                       .parent = parent,
                       .upgrade = step == 0 ? create_table(number) : change(number, step),
                       .downgrade = writes_rows ? "downgrade {}" : "downgrade auto;",
                       .message = "Change number " + std::to_string(i)});
    parent = id;
  }
  return history;
}

}  // namespace migc::bench
