#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/corpus/corpus.hpp"
#include "tests/support/tally.hpp"

/// corpus_test MIGC CORPUS [PART-OF-A-PATH | --all]
int main(int count, char** arguments) {
  if (count < 3) {
    std::puts("usage: corpus_test MIGC CORPUS [PART-OF-A-PATH | --all]");
    return 2;
  }
  const std::string last = count > 3 ? arguments[3] : "";
  const bool all = last == "--all";
  const migc::corpus::Settings settings{arguments[1], arguments[2], all ? "" : last,
                                        last.empty() ? std::size_t{8} : 1};
  if (!std::filesystem::exists(settings.folder)) {
    std::printf("skipped: no corpus at %s\n", settings.folder.c_str());
    return migc::support::skipped;
  }
  const bool schemas = check_schemas(settings);
  const bool histories = check_histories(settings);
  const bool pairs = check_pairs(settings);
  const bool squashes = check_squashes(settings);
  const bool imports = check_imports(settings);
  return schemas && histories && pairs && squashes && imports ? 0 : 1;
}
