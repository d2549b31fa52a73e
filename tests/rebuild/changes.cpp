#include <algorithm>
#include <stdexcept>

#include "tests/rebuild/change.hpp"

namespace migc::rebuild {
namespace {

using support::Values;

void replace(std::vector<std::string>& parts, const std::string& old, const std::string& fresh) {
  const auto found = std::find(parts.begin(), parts.end(), old);
  if (found == parts.end()) throw std::logic_error("no part `" + old + "`");
  *found = fresh;
}

std::function<void(Shape&)> spare_becomes(const std::string& definition) {
  return [=](Shape& shape) { replace(shape.columns, "spare int default 7", definition); };
}

std::function<void(Shape&)> note_becomes(const std::string& definition) {
  return [=](Shape& shape) {
    replace(shape.columns, "note text default (hex(randomblob(8)))", definition);
  };
}

std::function<void(Shape&)> gets(const std::string& constraint) {
  return [=](Shape& shape) { shape.constraints.push_back(constraint); };
}

void fill(Values& row, const std::string& old, const std::string& fresh) {
  if (std::string& value = row["spare"]; value == old) value = fresh;
}

constexpr const char* code = "code int default 3";
constexpr const char* code_key = "constraint uq_code unique (code, note)";

}  // namespace

const std::vector<Change> changes = {
    {.what = "type of another affinity",
     .alter = spare_becomes("spare text default 7"),
     .row = [](Values& row) { fill(row, "integer 7", "text '7'"); },
     .action = "alter column spare type text"},
    {.what = "type of the same affinity",
     .alter = spare_becomes("spare integer default 7"),
     .action = "alter column spare type integer"},
    {.what = "not null",
     .alter = note_becomes("note text default (hex(randomblob(8))) not null"),
     .action = "alter column note set not null"},
    {.what = "not null filled",
     .alter = spare_becomes("spare int default 7 not null"),
     .row = [](Values& row) { fill(row, "null NULL", "integer 8"); },
     .action = "alter column spare set not null fill 8",
     .loses_data = true},
    {.what = "no default",
     .alter = spare_becomes("spare int"),
     .action = "alter column spare drop default"},
    {.what = "another default",
     .alter = spare_becomes("spare int default 9"),
     .action = "alter column spare set default 9"},
    {.what = "collation",
     .alter = note_becomes("note text default (hex(randomblob(8))) collate nocase"),
     .action = "alter column note set collate nocase"},
    {.what = "unique", .alter = gets("unique (note)"), .action = "add unique (note)"},
    {.what = "check",
     .alter = gets("constraint ck_spare check (spare < 100)"),
     .action = "add constraint ck_spare check (spare < 100)"},
    {.what = "order of columns",
     .alter = [](Shape& shape) { std::reverse(shape.columns.begin(), shape.columns.end()); },
     .action = "reorder columns ({columns})",
     .fits = [](const Fixture& fixture) { return !fixture.spare_is_later; }},
    {.what = "column first",
     .alter =
         [](Shape& shape) { shape.columns.insert(shape.columns.begin(), "fresh int default 5"); },
     .row = [](Values& row) { row["fresh"] = "integer 5"; },
     .action = "add column fresh int default 5 first"},
    {.what = "stored column",
     .alter = [](Shape& shape) { shape.columns.push_back("size int as (length(note)) stored"); },
     .row = [](Values& row) { row["size"] = "integer 16"; },
     .action = "add column size int as (length(note)) stored"},
    {.what = "drop column of a constraint",
     .prepare =
         [](Shape& shape) {
           shape.columns.insert(shape.columns.begin() + 1, code);
           shape.constraints.push_back(code_key);
         },
     .alter =
         [](Shape& shape) {
           std::erase(shape.columns, code);
           std::erase(shape.constraints, code_key);
         },
     .row = [](Values& row) { row.erase("code"); },
     .action = "drop column code cascade",
     .loses_data = true},
    {.what = "without rowid",
     .alter = [](Shape& shape) { shape.options.push_back("without rowid"); },
     .row = [](Values& row) { row.erase("rowid of the row"); },
     .action = "set without rowid",
     .fits =
         [](const Fixture& fixture) {
           return !fixture.needs_rowid && !fixture.has("without  rowid") &&
                  !fixture.has("without rowid");
         }},
    {.what = "with rowid",
     .alter = [](Shape& shape) { std::erase(shape.options, "without  rowid"); },
     .action = "drop without rowid",
     .fits = [](const Fixture& fixture) { return fixture.has("without  rowid"); }},
    {.what = "strict",
     .alter = [](Shape& shape) { shape.options.push_back("strict"); },
     .action = "set strict",
     .fits =
         [](const Fixture& fixture) {
           return !fixture.needs_loose && !fixture.has("Strict") && !fixture.has("strict");
         }},
    {.what = "two changes",
     .alter = spare_becomes("spare integer"),
     .action = "alter column spare type integer, alter column spare drop default"},
};

}  // namespace migc::rebuild
