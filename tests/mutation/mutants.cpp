#include "tests/mutation/mutant.hpp"

namespace migc::mutation {
namespace {

// Where an edit belongs.
constexpr const char* table = "CREATE TABLE devices";
constexpr const char* index = "CREATE (UNIQUE )?INDEX";
constexpr const char* trigger = "CREATE TRIGGER";
constexpr const char* copy = "INSERT INTO devices";
constexpr const char* start = "SELECT 'start'|migc_check \\(start\\)";
constexpr const char* parents = "'no new orphans in|migc_check \\(parents\\)";
constexpr const char* whole = "SELECT 'whole'";

}  // namespace

const std::vector<Mutant> mutants = {
    // The new table
    {"a column without its COLLATE", {{table, " COLLATE \\w+", ""}}},
    {"a column without its NOT NULL", {{table, " NOT NULL", ""}}},
    {"a column without its DEFAULT", {{table, " DEFAULT \\w+", ""}}},
    {"a column without its UNIQUE", {{table, " UNIQUE(?! \\()", ""}}},
    {"a table without its UNIQUE", {{table, ",\\s+UNIQUE \\([^)]*\\)[^,)]*", ""}}},
    {"a column without its CHECK", {{table, "( CONSTRAINT \\w+)? CHECK \\([^)]*\\)+", ""}}},
    {"a check without its name", {{table, "CONSTRAINT (\"[^\"]*\"|\\w+) CHECK", "CHECK"}}},
    {"a check without the comment in it", {{table, "/\\*[^*]*\\*/ ?(?=')", ""}}},
    {"a key without its name", {{table, "CONSTRAINT \\w+ PRIMARY", "PRIMARY"}}},
    {"a key without its DESC", {{table, " DESC", ""}}},
    {"a type without its arguments", {{table, "DECIMAL\\(\\d+, ?\\d+\\)", "DECIMAL"}}},
    {"a type in other words", {{table, "UNSIGNED BIG INT", "INTEGER"}}},
    {"constraints without their ON CONFLICT", {{table, " ON CONFLICT \\w+", ""}}},
    {"a table without STRICT", {{table, ",? STRICT", ""}}},
    {"a table without WITHOUT ROWID", {{table, " WITHOUT ROWID,?", ""}}},
    {"a key without AUTOINCREMENT", {{table, " AUTOINCREMENT", ""}}},
    {"a stored column that becomes virtual", {{table, "\\) STORED", ")"}}},
    {"a virtual column that becomes stored", {{table, "\\|\\| id\\)", "|| id) STORED"}}},
    {"a generated column that becomes a plain one",
     {{table, " GENERATED ALWAYS AS \\(a [^)]*\\)", ""}}},
    {"a foreign key without ON DELETE", {{table, " ON DELETE (CASCADE|SET NULL|RESTRICT)", ""}}},
    {"a foreign key without ON UPDATE", {{table, " ON UPDATE CASCADE", ""}}},
    {"a foreign key without MATCH", {{table, " MATCH \\w+", ""}}},
    {"a foreign key without its name", {{table, "CONSTRAINT \\w+ FOREIGN", "FOREIGN"}}},
    {"a foreign key that is not deferrable", {{table, " DEFERRABLE INITIALLY DEFERRED", ""}}},
    {"a foreign key that is no longer deferred", {{table, " INITIALLY DEFERRED", ""}}},
    {"a table that refers to the old one instead of itself",
     {{table, "REFERENCES devices", "REFERENCES _migc_old_devices"}}},
    {"columns in another order", {{table, "(id INTEGER PRIMARY KEY),(\\s+)(a TEXT)", "$3,$2$1"}}},

    // Indexes and triggers
    {"an index that is not made again", {without(index)}},
    {"an index without its WHERE", {{index, " WHERE [^;]*", ""}}},
    {"an index without its DESC", {{index, " DESC", ""}}},
    {"an index without its COLLATE", {{index, "( COLLATE| collate) +\\w+", ""}}},
    {"an index that is no longer unique", {{index, "UNIQUE ", ""}}},
    {"an index over a column instead of an expression", {{index, "lower\\( ?a ?\\)", "a"}}},
    {"a trigger that is not made again", {without(trigger)}},
    {"a trigger without its WHEN", {{trigger, "WHEN [^\\n]*\\n", ""}}},
    {"a trigger without its columns", {{trigger, "UPDATE OF [^O]* ON", "UPDATE ON"}}},
    {"a trigger at another time", {{trigger, "BEFORE", "AFTER"}}},
    {"a trigger without its comments", {{trigger, "/\\*[^*]*\\*/ ", ""}}},

    // Rows
    {"rowids that are numbered anew",
     {{copy, "\\((rowid|oid|_rowid_), ", "("},
      {copy, "SELECT (rowid|oid|_rowid_|_migc_rowid), ", "SELECT "}}},
    {"a cast where affinity would do", {{copy, "(SELECT [^]*)\\ba, b\\b", "$1CAST(a AS TEXT), b"}}},
    {"values in each other's columns", {{copy, "(SELECT [^]*)\\bid, a\\b", "$1a, id"}}},
    {"a conversion that is left out", {{copy, "coalesce\\((\\w+), [^)]*\\)", "$1"}}},
    {"a conversion that takes every value", {{copy, "coalesce\\(\\w+, ([^)]*)\\)", "$1"}}},
    {"rows that are left out, unchecked",
     {{copy, ";$", " LIMIT 1;"},
      {"rows of devices before", "FROM _migc_old_devices", "FROM devices"}}},
    {"generated columns that are copied",
     {{copy, "\\((id, a)", "($1, s"}, {copy, "SELECT (id, a)", "SELECT $1, s"}}},
    {"AUTOINCREMENT's mark forgotten", {without("UPDATE sqlite_sequence")}},
    {"the old table left behind", {without("DROP TABLE _migc_old_devices")}},
    {"the old table left behind, unchecked",
     {without("DROP TABLE _migc_old_devices"),
      {whole, "\\(\\d, '_migc_old_devices'\\)", "(0, 'nothing')"}}},
    {"statistics forgotten",
     {{"DROP TABLE _migc_old_devices", "DROP TABLE",
       "DELETE FROM sqlite_stat1 WHERE tbl = 'devices'; DROP TABLE"}}},

    // The frame
    {"legacy_alter_table never on", {without("PRAGMA legacy_alter_table = ON")}},
    {"legacy_alter_table left on", {{"PRAGMA legacy_alter_table = OFF", "= OFF", "= ON"}}},
    {"foreign keys left on", {without("PRAGMA foreign_keys = OFF")}},
    {"foreign keys left on, unchecked",
     {without("PRAGMA foreign_keys = OFF"),
      {start, "\\(SELECT foreign_keys FROM temp.pragma_foreign_keys\\) = 0", "1"}}},
    {"another version's row",
     {{"UPDATE (main\\.)?migc_version", "SET version_num = '\\w+'", "SET version_num = 'r9'"}}},
    {"the version row not moved, unchecked",
     {without("UPDATE (main\\.)?migc_version"), {whole, "IS 'r3'", "IS NOT NULL"}}},
    {"any revision to start from", {{start, "IS '\\w+'", "IS NOT NULL OR 1"}}},
    {"fewer rows than before, unchecked",
     {{"rows of devices before", "FROM _migc_old_devices", "FROM devices"}}},
    {"orphans unchecked", {{parents, "<=[^;]*", "IS NOT NULL"}}},
    // A savepoint alone begins one, too.
    {"no transaction", {without("BEGIN IMMEDIATE"), without("SAVEPOINT step")}},
    {"no COMMIT", {without("COMMIT")}},
    {"no savepoints", {without("SAVEPOINT step")}},
    {"a check table that lets everything through",
     {{"CREATE TEMP TABLE _migc_checks", "CHECK \\(ok_\\w+ IS 1\\)", "CHECK (1)"}}},
    {"a check table that does not roll back",
     {{"INSERT", "OR ROLLBACK INTO temp", "INTO temp"}, without("what = 'whole'")}},
    {"a check table that does not count its rows",
     {{whole, "\\(SELECT count\\(\\*\\) FROM temp._migc_checks\\) = \\d+", "1"}}},
};

}  // namespace migc::mutation
