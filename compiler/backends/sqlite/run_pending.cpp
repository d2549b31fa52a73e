#include <fmt/format.h>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/bookkeeping.hpp"
#include "compiler/backends/sqlite/checks.hpp"
#include "compiler/backends/sqlite/sqlite.hpp"

namespace migc::backends::sqlite {

namespace {

/// Written to and read from by SQLite's shell, in the folder where it runs.
constexpr const char* pending_file = "migc_pending.sql";

}  // namespace

/// SQLite's shell has no IF: what it is to run it has to read. So the revisions stand in a table,
/// those that are pending are written to a file, and that is read.
std::string Sqlite::run_pending(const std::vector<Body>& bodies, const FrameOptions& options) const {
  std::string text =
      "CREATE TEMP TABLE IF NOT EXISTS migc_body (n);\nDROP TABLE \"migc_body\";\n"
      "CREATE TEMP TABLE migc_body (n INTEGER PRIMARY KEY, revision TEXT, sql TEXT);\n";
  std::size_t number = 0;
  for (const Body& body : bodies)
    text += fmt::format("\nINSERT INTO temp.migc_body VALUES ({}, {}, {});\n", ++number,
                        literal(body.revision), literal(body.text));
  Plan base;  // what is asked of a database without revisions
  const Bookkeeping book(base, options);
  const std::string versions = Bookkeeping::version_table(options);
  text += fmt::format(
      "\n-- Where the database is: at a revision of this script, or at none\n"
      "BEGIN IMMEDIATE;\n{};\n{};\n{};\nCOMMIT;\n",
      Checks::check(Stop::managed, book.is_managed()), book.create_version_table(),
      Checks::check(Stop::start,
                    fmt::format("(SELECT count(*) FROM {0}) < 2 AND NOT EXISTS (SELECT 1 FROM {0} "
                                "WHERE version_num NOT IN (SELECT revision FROM temp.migc_body))",
                                versions)));
  text += fmt::format(
      "\n-- The revisions behind it, which the shell writes to a file and reads\n"
      ".headers off\n.mode list\n.output {0}\n"
      "SELECT sql FROM temp.migc_body WHERE n > (SELECT coalesce(max(n), 0) FROM temp.migc_body "
      "WHERE revision IN (SELECT version_num FROM {1})) ORDER BY n;\n"
      ".output\n.read {0}\n.output {0}\n.output\n",
      pending_file, versions);
  return text;
}

}  // namespace migc::backends::sqlite
