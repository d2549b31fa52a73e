#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/inject/client.hpp"
#include "tests/inject/points.hpp"

namespace {

using migc::inject::Options;

bool read_options(const std::vector<std::string>& arguments, Options& options) {
  const std::map<std::string, std::uint64_t*> numbers = {
      {"--points", &options.points},   {"--statements", &options.statements},
      {"--scripts", &options.scripts}, {"--starts", &options.starts},
      {"--rounds", &options.rounds},   {"--seed", &options.seed}};
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    if (arguments[at] == "--all") {
      options.points = options.statements = UINT64_MAX;
      continue;
    }
    if (at + 1 == arguments.size()) return false;
    const std::string& value = arguments[++at];
    if (const auto number = numbers.find(arguments[at - 1]); number != numbers.end())
      *number->second = std::strtoull(value.c_str(), nullptr, 10);
    else if (arguments[at - 1] == "--only")
      options.only = value;
    else if (arguments[at - 1] == "--corpus")
      options.corpus = value;
    else
      return false;
  }
  return true;
}

}  // namespace

/// What scripts and migc leave behind when calls fail, processes die, statements fail, texts are
/// cut off, and several run at once: the database as it was or as a whole revision leaves it.
int main(int count, char** arguments) {
  std::vector<std::string> words(arguments + 1, arguments + count);
  try {
    if (!words.empty() && words[0] == "go-on")
      return migc::inject::go_on_main({words.begin() + 1, words.end()});
    Options options;
    if (words.size() >= 4) {
      options.migc = words[0];
      options.shim = words[1];
      options.cases = words[2];
      options.golden = words[3];
      words.erase(words.begin(), words.begin() + 4);
    }
    if (options.migc.empty() || !read_options(words, options)) {
      std::puts(
          "usage: inject_test MIGC SHIM CASES GOLDEN-CASES [--corpus FOLDER] [--points N] "
          "[--statements N] "
          "[--scripts N] [--starts N] [--rounds N] "
          "[--all] [--seed S] [--only POINT]");
      return 2;
    }
    if (options.only) return inject_points(options) ? 0 : 1;
    bool good = inject_points(options);
    good = damage_scripts(options) && good;
    good = damage_any_start(options) && good;
    good = run_at_once(options) && good;
    return good ? 0 : 1;
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
