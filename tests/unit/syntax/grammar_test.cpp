#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/file.hpp"

using namespace migc;

TEST_CASE("no rule can loop without reading") {
  CHECK(tao::pegtl::analyze<grammar::file>() == 0);
  CHECK(tao::pegtl::analyze<grammar::statements>() == 0);
  CHECK(tao::pegtl::analyze<grammar::token_run>() == 0);
}
