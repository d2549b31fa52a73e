#include "compiler/diagnostics/gcc.hpp"

#include <catch2/catch.hpp>

using namespace migc;
using namespace migc::diagnostics;

namespace {

source::SourceSet one_file() {
  source::SourceSet sources;
  sources.add("db/a b.mig", "create table t;\n  ü create table t;\n");
  return sources;
}

}  // namespace

TEST_CASE("a C compiler's line has the place, the text and the code") {
  const source::SourceSet sources = one_file();
  Diagnostics all;
  Diagnostic error{"E0201", Severity::error, {0, 34, 35}, "table `t` already exists", {}, {}};
  error.label = "did you mean `u`?";
  error.note({0, 13, 14}, "created here").note("in upgrade 001");
  all.add(error);
  CHECK(to_gcc(all, sources) ==
        "db/a b.mig:2:18: error: table `t` already exists; did you mean `u`? [E0201]\n"
        "db/a b.mig:1:14: note: created here\n"
        "db/a b.mig:2:18: note: in upgrade 001\n");
}

TEST_CASE("without a place a C compiler's line begins with the program") {
  Diagnostics all;
  all.add({"W0105", Severity::warning, {}, "two\nlines", {}, {}}).note("a remark");
  CHECK(to_gcc(all, {}) == "migc: warning: two\\x0Alines [W0105]\nmigc: note: a remark\n");
}
