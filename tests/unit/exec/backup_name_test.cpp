#include "compiler/exec/backup_name.hpp"

#include <catch2/catch.hpp>

#include "tests/support/database.hpp"
#include "tests/support/files.hpp"

using namespace migc;
using namespace migc::exec;

TEST_CASE("a backup that nobody named is named after the time") {
  const support::TemporaryDirectory folder;
  const std::string path = folder.path("app.db");
  const std::string name = backup_name(path, 1'736'589'600);
  CHECK(name == path + ".backup-20250111100000");
  support::Database(name).run("CREATE TABLE t (a)");
  CHECK(backup_name(path, 1'736'589'600) == name + "-2");
}
