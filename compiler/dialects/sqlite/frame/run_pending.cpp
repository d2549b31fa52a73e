#include "compiler/dialects/sqlite/frame/run_pending.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"
#include "compiler/dialects/sqlite/frame/checks.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

/// Written to and read from by SQLite's shell, in the folder where it runs.
constexpr const char* pending_file = "migc_pending.sql";
/// A database of nothing. Its lock keeps others from that file up to the end of the connection.
constexpr const char* lock_file = "migc_pending.lock";

bool say(const std::vector<Body>& bodies, std::string_view text) {
  return std::any_of(bodies.begin(), bodies.end(), [&](const Body& body) {
    return source::fold(body.text).find(text) != std::string::npos;
  });
}

/// Not that of a user's table, which SQLite would find behind it.
std::string free_name(const std::vector<Body>& bodies, std::string name) {
  while (say(bodies, name)) name.insert(0, 1, '_');
  return name;
}

}  // namespace

/// SQLite's shell has no IF: what it is to run it has to read. So the revisions stand in a table,
/// those that are pending are written to a file, and that is read. The function that writes it
/// leaves each byte as it is, which what the shell prints is not.
std::string run_pending(const std::vector<Body>& bodies, const FrameOptions& options) {
  const std::string versions = Bookkeeping::version_table(options);
  const std::string table = free_name(bodies, "migc_body");
  const std::string checks = "temp." + options.own_prefix + "migc_check";
  std::string text = fmt::format(
      "CREATE TEMP TABLE IF NOT EXISTS {0} (n);\nDROP TABLE \"{0}\";\n"
      "CREATE TEMP TABLE {0} (n INTEGER PRIMARY KEY, rows TEXT, sql TEXT, renames DEFAULT 0,\n"
      "  known CONSTRAINT \"the database is at no revision that this script starts from: `migc "
      "upgrade FROM:TO --sql` writes one that does\" CHECK (known IS NOT 0),\n"
      "  written CONSTRAINT \"{1} is not as it was written: the disk may be full\" "
      "CHECK (written IS NOT 0)\n);\n",
      table, pending_file);
  std::size_t number = 0;
  for (const Body& body : bodies)
    text += fmt::format("\nINSERT INTO temp.{} VALUES ({}, {}, {}, {}, NULL, NULL);\n", table,
                        ++number, literal(body.rows), literal(body.text), body.renames ? 1 : 0);
  Plan base;  // what is asked of a database without revisions
  const Bookkeeping book(base, options);
  // The pragma prints what is set, into the file that is now ours. Without `synchronous` the lock
  // has no part in a COMMIT.
  text += fmt::format(
      "\n-- One run at a time in a folder: others wait\n"
      "ATTACH '{0}' AS migc_lock;\nPRAGMA migc_lock.synchronous = OFF;\nBEGIN IMMEDIATE;\n"
      ".output {1}\nPRAGMA migc_lock.locking_mode = EXCLUSIVE;\n.output\n",
      lock_file, pending_file);
  const std::string here = fmt::format(
      "(SELECT group_concat(version_num, char(10)) FROM (SELECT version_num FROM {} ORDER BY 1))",
      versions);
  text += fmt::format(
      "\n-- Where the database is: after a revision of this script, or at none\n"
      "INSERT INTO {2} (managed) SELECT {3};\n{4};\n"
      "INSERT INTO temp.{1} (known) SELECT (SELECT count(*) FROM {0}) = 0 OR EXISTS (SELECT 1 FROM "
      "temp.{1} WHERE rows = {5});\n"
      "WITH start (n) AS (SELECT coalesce((SELECT n FROM temp.{1} WHERE rows = {5}), 0))\n"
      "DELETE FROM temp.{1} WHERE sql IS NULL OR n < (SELECT n FROM start) OR renames <> (n = "
      "(SELECT n FROM start));\nCOMMIT;\n",
      versions, table, checks, book.is_managed(), book.create_version_table(), here);
  text += fmt::format(
      "\n-- The later revisions, which the shell writes to {0} and reads: error messages name "
      "the lines of that\n"
      "INSERT INTO temp.{1} (written) SELECT writefile('{0}', (SELECT coalesce(group_concat(sql, "
      "''), '') FROM (SELECT sql FROM temp.{1} ORDER BY n))) IS NOT NULL;\n"
      "INSERT INTO temp.{1} (written) SELECT coalesce(length(readfile('{0}')), 0) = (SELECT "
      "coalesce(sum(length(CAST(sql AS BLOB))), 0) FROM temp.{1});\n"
      ".read {0}\n.output {0}\n.output\n",
      pending_file, table);
  return text;
}

}  // namespace migc::backends::sqlite
