#include <catch2/catch.hpp>

#include "compiler/pipeline/compile.hpp"
#include "tests/memory/compilation.hpp"

using namespace migc;

namespace {

struct Written {
  std::string id, header, upgrade;
};

/// What check() says of a history.
std::string complaints(const std::vector<Written>& revisions) {
  std::vector<memory::TextFile> files;
  for (const Written& one : revisions)
    files.push_back({one.id + ".mig", "revision " + one.id + "; " + one.header + "\nupgrade { " +
                                          one.upgrade + " }\ndowngrade auto;\n"});
  return memory::compile(files, memory::Form::bare).complaints();
}

const Written base{"a", "", "create table t (id integer primary key);"};

}  // namespace

TEST_CASE("a revision cannot rely on another line") {
  const Written other{"b", "revises a;", "create table u (id integer primary key);"};
  const Written uses{"c", "revises a;", "alter table u add column x text;"};
  CHECK(complaints({base, other, uses}).find("no table `u`") != std::string::npos);

  const Written depends{"c", "revises a; depends on b;", "alter table u add column x text;"};
  CHECK(complaints({base, other, depends}).empty());
  const Written merges{"d", "revises b, e;", "alter table u add column x text;"};
  CHECK(complaints({base, other, {"e", "revises a;", ""}, merges}).empty());
}

TEST_CASE("a revision is not disturbed by another line, until they are merged") {
  const Written drops{"b", "revises a;", "drop table t;"};
  const Written adds{"c", "revises a;", "alter table t add column x text;"};
  const Written below{"d", "revises c;", "alter table t add column y text;"};
  const std::string merged = complaints({base, drops, adds, below, {"e", "revises b, d;", ""}});
  CHECK(merged.find("no table `t`") != std::string::npos);
  CHECK(merged.find("c.mig") != std::string::npos);
}

TEST_CASE("a mistake is told once, however often its revision is applied") {
  const Written wrong{"b", "revises a;", "drop table nowhere;"};
  std::vector<Written> all = {base, wrong};
  std::string merge;
  for (int i = 0; i < 5; ++i) {
    const std::string id = "c" + std::to_string(i);
    all.push_back({id, "revises a;", "create table " + id + " (id integer primary key);"});
    merge += ", " + id;
  }
  all.push_back({"z", "revises b" + merge + ";", ""});
  const std::string said = complaints(all);
  CAPTURE(said);
  CHECK(said.find("no table or view `nowhere`") != std::string::npos);
  CHECK(said.find("no table or view `nowhere`") == said.rfind("no table or view `nowhere`"));
  CHECK(said.find("1 error") != std::string::npos);
}

TEST_CASE("lines that cross at every step are checked together, and that is told") {
  std::vector<Written> all = {base};
  std::string before = "a";
  for (int i = 100; i < 400; ++i) {
    const std::string id = "l" + std::to_string(i);
    all.push_back(
        {id, "revises " + before + ";", "create table " + id + " (id integer primary key);"});
    before = id;
  }
  before = "a";
  for (int i = 100; i < 400; ++i) {
    const std::string id = "r" + std::to_string(i), left = "l" + std::to_string(i);
    all.push_back({id, "revises " + before + "; depends on " + left + ";",
                   "alter table " + left + " add column x text;"});
    before = id;
  }
  const std::string said = complaints(all);
  CHECK(said.find("W0102") != std::string::npos);
  CHECK(said.find("error") == std::string::npos);
}
