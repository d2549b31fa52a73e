#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include "tests/support/files.hpp"

using namespace migc::support;

TEST_CASE("a program's input, outputs and exit code come through") {
  const Outcome outcome = run({"sh", "-c", "cat; echo no >&2; exit 3"}, "yes");
  CHECK(outcome.exit == 3);
  CHECK(outcome.output == "yes");
  CHECK(outcome.errors == "no\n");
  CHECK(outcome.peak_kib > 0);
}

TEST_CASE("a program runs where it is told, and a signal shows") {
  const TemporaryDirectory folder;
  write_file(folder.path("here"), "");
  CHECK(run({"ls"}, "", folder.path()).output == "here\n");
  CHECK(run({"sh", "-c", "kill -9 $$"}).exit == 137);
  CHECK_THROWS_WITH(run({"no-such-program-anywhere"}), Catch::Contains("no-such-program"));
}
