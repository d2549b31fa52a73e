#include "compiler/drivers/sqlite/backup.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "compiler/drivers/sqlite/connection.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/unit/drivers/url_of.hpp"

using namespace migc;
using database::Access;
using database::Error;
using database::Failure;
using drivers::url_of;
using drivers::sqlite::Connection;

namespace {

std::string value_of(const support::Database& database, const std::string& sql) {
  return support::query(database.handle(), sql).at(0).at(0).value_or("NULL");
}

std::size_t files_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder),
                                                std::filesystem::directory_iterator()));
}

std::string refusal_of(Connection& database, const std::string& file) {
  try {
    database.back_up(file, {});
  } catch (const Error& error) {
    CHECK(error.failure == Failure::not_written);
    return error.diagnostic.id;
  }
  return "";
}

}  // namespace

TEST_CASE("a backup has what is only in the WAL, and the rows of one moment") {
  const support::TemporaryDirectory folder;
  const std::string mode = GENERATE("wal", "delete");
  const std::string path = folder.path("app.db"), copy = folder.path("copy.db");
  const support::Database writer(path);
  writer.run("PRAGMA journal_mode = " + mode +
             "; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a, b); WITH RECURSIVE n (i) AS "
             "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t SELECT i, "
             "hex(randomblob(200)) FROM n");
  Connection database(url_of(path), Access::read);
  int steps = 0;
  database.back_up(copy, [&](int done, int all) {
    CHECK(done <= all);
    // Somebody else writes between two steps: with a WAL at once, and it is not part of the copy.
    const bool written = !writer.try_run("INSERT INTO t VALUES (0, 0)").has_value();
    CHECK(written == (mode == "wal"));
    ++steps;
  });
  CHECK(steps > 1);
  CHECK_FALSE(database.in_transaction());
  const support::Database made(copy);
  CHECK(value_of(made, "SELECT count(*) FROM t") == "20000");
  CHECK(value_of(made, "PRAGMA integrity_check") == "ok");
  CHECK(value_of(made, "PRAGMA journal_mode") == mode);
}

TEST_CASE("a backup overwrites nothing and leaves nothing half done") {
  const support::TemporaryDirectory folder;
  const std::string path = folder.path("app.db");
  support::Database(path).run("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  ::chmod(path.c_str(), 0640);
  Connection database(url_of(path), Access::read);
  const std::string copy = folder.path("copy.db");
  database.back_up(copy, {});
  struct stat found {};
  REQUIRE(::stat(copy.c_str(), &found) == 0);
  CHECK((found.st_mode & 07777U) == 0640);
  CHECK(refusal_of(database, copy) == "E0731");
  CHECK(refusal_of(database, path) == "E0731");
  REQUIRE(::symlink("nowhere", folder.path("link.db").c_str()) == 0);
  CHECK(refusal_of(database, folder.path("link.db")) == "E0731");
  CHECK(refusal_of(database, folder.path("no/copy.db")) == "E0730");
  CHECK(files_in(folder.path("")) == 3);
  Connection memory(url_of(""), Access::create);
  CHECK(refusal_of(memory, folder.path("memory.db")) == "E0733");
}

TEST_CASE("a backup of a broken database is none") {
  const support::TemporaryDirectory folder;
  const std::string path = folder.path("app.db"), copy = folder.path("copy.db");
  {
    const support::Database database(path);
    database.run(
        "CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1), (2); PRAGMA writable_schema = ON; "
        "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'sqlite_autoindex_t_1'");
  }
  Connection database(url_of(path), Access::read);
  CHECK(refusal_of(database, copy) == "E0732");
  CHECK(files_in(folder.path("")) == 1);
}
