#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>

#include "tests/lsp_messages/target.hpp"

namespace {

constexpr const char* beginnings[] = {
    "revision a;\nupgrade {\n  create table t (x int, y text);\n  insert into t values (1, "
    "'é𝒳');\n}\n"
    "downgrade auto;\n",
    "revision a;\nrevises b;\nupgrade { for v in (1, 2) { update t set x = :v; } }\n"
    "downgrade { drop table t; }\n",
    "revision a; upgrade { alter table t add column z int; create view v as select z from t; ",
};

/// A text of the language and bytes at random behind it, which become messages.
std::string drawn(std::mt19937& random) {
  std::string bytes = "\xFF";  // so much of it is the text
  std::string text = beginnings[random() % std::size(beginnings)];
  text.resize(511, ' ');
  bytes += text;
  const std::size_t size = bytes.size() + random() % 2000;
  while (bytes.size() < size) bytes += static_cast<char>(random() % 256);
  return bytes;
}

}  // namespace

/// lsp_messages_test [ROUNDS] [SEED]: messages at random. A finding aborts.
int main(int count, char** arguments) {
  const unsigned rounds = count > 1 ? static_cast<unsigned>(std::atoi(arguments[1])) : 300;
  std::mt19937 random(count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : 1);
  for (unsigned round = 0; round < rounds; ++round) migc::fuzz::try_messages(drawn(random));
  std::printf("%u passed, 0 failed\n", rounds);
  return 0;
}
