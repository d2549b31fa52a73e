#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>

#include "tests/bench/bench.hpp"

/// bench MIGC [SUBJECT]: prints times and sizes, of all subjects or of one.
int main(int count, char** arguments) {
  const std::string_view only = count > 2 ? arguments[2] : "";
  const bool known = only.empty() || only == "start_up" || only == "parse" || only == "upgrade" ||
                     only == "fresh" || only == "graph" || only == "rebuild";
  if (count < 2 || count > 3 || !known) {
    std::puts("usage: bench MIGC [start_up|parse|upgrade|fresh|graph|rebuild]");
    return 2;
  }
  const std::string migc = std::filesystem::absolute(arguments[1]).string();
  const auto wanted = [&](std::string_view subject) { return only.empty() || only == subject; };
  try {
    if (wanted("start_up")) migc::bench::start_up(migc);
    if (wanted("parse")) migc::bench::parse();
    if (wanted("upgrade")) migc::bench::upgrade(migc);
    if (wanted("fresh")) migc::bench::fresh(migc);
    if (wanted("graph")) migc::bench::graph(migc);
    if (wanted("rebuild")) migc::bench::rebuild(migc);
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
  return 0;
}
