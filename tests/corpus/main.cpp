#include <cstdio>
#include <filesystem>

#include "tests/corpus/corpus.hpp"
#include "tests/support/tally.hpp"

/// corpus_test MIGC CORPUS [PART-OF-A-PATH]
int main(int count, char** arguments) {
  if (count < 3) {
    std::puts("usage: corpus_test MIGC CORPUS [PART-OF-A-PATH]");
    return 2;
  }
  const migc::corpus::Settings settings{arguments[1], arguments[2], count > 3 ? arguments[3] : ""};
  if (!std::filesystem::exists(settings.folder)) {
    std::printf("skipped: no corpus at %s\n", settings.folder.c_str());
    return migc::support::skipped;
  }
  const bool schemas = check_schemas(settings);
  const bool histories = check_histories(settings);
  const bool squashes = check_squashes(settings);
  return schemas && histories && squashes ? 0 : 1;
}
