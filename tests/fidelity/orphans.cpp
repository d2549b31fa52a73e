#include "tests/fidelity/orphans.hpp"

#include <string>

#include "tests/memory/compilation.hpp"
#include "tests/support/project.hpp"
#include "tests/support/tally.hpp"

namespace migc::fidelity {
namespace {

constexpr const char* schema =
    "create table makers (id integer primary key, code text unique);\n"
    "create table devices (id integer primary key, code text unique, maker int references makers, "
    "above int references devices (id), note text, size int);\n"
    "create table cables (id int, device int references devices, code text references devices "
    "(code));";

/// The tables whose orphans a change of the schema above asks for, one behind the other.
struct Asked {
  const char* change;
  const char* tables;
};

const Asked all[] = {
    {"alter table devices alter column note set not null", ""},
    {"alter table devices alter column note type varchar(80)", ""},
    {"alter table devices drop column note, alter column size set default 1", ""},
    {"alter table devices set strict", "devices cables "},
    {"alter table devices alter column maker type bigint", "devices cables "},
    {"alter table devices alter column maker set not null fill 1", "devices cables "},
    {"alter table devices alter column code type varchar(80)", "devices cables "},
    {"alter table devices alter column code type text using upper(code)", "devices cables "},
    {"alter table devices add foreign key (size) references makers (id)", "devices cables "},
    {"alter table devices drop foreign key (maker), alter column note set not null", ""},
    {"alter table devices rename column code to label, alter column note set not null", ""},
    {"alter table makers alter column code set not null", ""},
    {"alter table makers alter column id type bigint", "devices "},
    {"alter table cables alter column id set not null", ""},
    {"alter table cables add primary key (device)", "cables "},
    {"alter table cables alter column code set collate nocase", "cables "},
    // foreign keys are off, so nothing stops what the author writes
    {"alter table devices alter column note set not null; delete from makers where id = 1",
     "devices cables "},
    {"alter table devices alter column note set not null; execute $$ delete from makers $$",
     "devices cables "},
};

std::string asked_by(const char* change) {
  const auto file = [](const std::string& id, const std::string& parent, const std::string& text) {
    return memory::TextFile{id + ".mig",
                            support::mig_file({.id = id,
                                               .parent = parent,
                                               .upgrade = text,
                                               .downgrade = "downgrade irreversible 'why';"})};
  };
  const memory::Compilation compiled = memory::compile(
      {file("r1", "", schema), file("r2", "r1", std::string(change) + ";")}, memory::Form::lossy);
  if (compiled.scripts.size() != 2) return compiled.complaints();
  const std::string& script = compiled.scripts[1].up;
  std::string asked;
  for (const char* table : {"makers", "devices", "cables"})
    if (script.find(
            "migc_check (parents) SELECT (SELECT count(*) FROM temp.pragma_foreign_key_check('" +
            std::string(table) + "'") != script.npos)
      asked += std::string(table) + " ";
  return asked;
}

}  // namespace

bool orphans_are_asked_for() {
  support::Tally tally("changes that ask for orphans where there may be some");
  for (const Asked& one : all)
    tally.check(one.change, [&] {
      const std::string asked = asked_by(one.change);
      return asked == one.tables ? "" : "asked: " + asked;
    });
  return tally.print();
}

}  // namespace migc::fidelity
