#include <cstdio>

#include "tests/fuzz/target.hpp"
#include "tests/support/files.hpp"

/// fuzz_test FOLDER: every text that is kept, as libFuzzer runs it. A finding aborts.
int main(int count, char** arguments) {
  if (count != 2) {
    std::puts("usage: fuzz_test FOLDER");
    return 2;
  }
  const auto files = migc::support::files_in(arguments[1], "");
  for (const std::string& file : files) migc::fuzz::try_text(migc::support::read_file(file));
  std::printf("%zu texts\n", files.size());
  return files.empty() ? 1 : 0;
}
