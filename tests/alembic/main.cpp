#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "tests/alembic/checks.hpp"

namespace {

using namespace migc::alembic_test;

int check(const std::string& migc) {
  Alembic alembic(std::filesystem::absolute("tests/alembic/driver.py").string());
  if (!alembic.is_there()) {
    std::puts("left out: there is no Alembic");
    return migc::support::skipped;
  }
  migc::support::Tally tally("checks beside Alembic " + alembic.version());
  check_adoption(alembic, migc, tally);
  check_listings(alembic, migc, tally);
  check_refusals(alembic, migc, tally);
  check_imports(alembic, migc, tally);
  return tally.print() ? 0 : 1;
}

}  // namespace

/// alembic_test MIGC: migc beside the real Alembic, on the same projects and databases.
int main(int count, char** arguments) {
  if (count != 2) {
    std::puts("usage: alembic_test MIGC");
    return 2;
  }
  try {
    return check(std::filesystem::absolute(arguments[1]).string());
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
