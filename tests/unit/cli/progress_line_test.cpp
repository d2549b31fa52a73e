#include "compiler/cli/progress_line.hpp"

#include <catch2/catch.hpp>

using namespace migc::cli;
using namespace std::chrono_literals;

TEST_CASE("a time is told in two units at most") {
  CHECK(time_in_words(440ms) == "0.4 s");
  CHECK(time_in_words(9999ms) == "9.9 s");
  CHECK(time_in_words(59s) == "59 s");
  CHECK(time_in_words(200s) == "3 min 20 s");
  CHECK(time_in_words(7500s) == "2 h 5 min");
}

TEST_CASE("a copy is told with its rate and the time that is left") {
  migc::backends::FramedStatement statement;
  statement.sql = "INSERT INTO t\nSELECT 1";
  migc::exec::Progress progress{&statement, 4s, 1000, 5000};
  CHECK(progress_line(progress, {}) == "copying: 1000 of 5000 rows (20 %), 250 rows/s, 16 s left");
  CHECK(progress_line(progress, {3, 40}) ==
        "3 of 40: copying: 1000 of 5000 rows (20 %), 250 rows/s, 16 s left");
  progress.rows = 0;
  CHECK(progress_line(progress, {}) == "copying 5000 rows, 4.0 s");
  progress.all = 0;
  CHECK(progress_line(progress, {}) == "4.0 s: INSERT INTO t");
}

TEST_CASE("at the end there is a count and a time") {
  CHECK(summary_line(1000, 12s) == "1000 revisions in 12 s");
}
