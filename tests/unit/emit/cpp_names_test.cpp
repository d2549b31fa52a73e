#include "compiler/emit/cpp_names.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <tuple>

using namespace migc::emit;

TEST_CASE("a name becomes one that C++ takes") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"vendor_name", "vendor_name"},
      {"Vendor", "Vendor"},
      {"2nd name", "x2nd_name"},
      {"a--b", "a_b"},
      {"__init__", "_init_"},
      {"_Upper", "x_Upper"},
      {"größe", "gr_e"},
      {"", "x"},
      {"class", "class_"},
      {"co_await", "co_await_"},
      {"reinterpret_cast", "reinterpret_cast_"},
      {"xor_eq", "xor_eq_"},
      {"NULL", "NULL_"},
      {"unix", "unix_"},
      {"BOOL", "BOOL_"},
  }));
  CHECK(cpp_name(name) == expected);
}

TEST_CASE("names that stand side by side differ") {
  CppScope scope;
  CHECK(scope.add("a b") == "a_b");
  CHECK(scope.add("a-b") == "a_b_2");
  CHECK(scope.add("a_b_2") == "a_b_2_2");
  CHECK(scope.add("class") == "class_");
  CHECK(scope.add("class_") == "class_2");
}

TEST_CASE("a namespace may be within others") {
  CHECK(is_cpp_namespace("app"));
  CHECK(is_cpp_namespace("app::migrations"));
  for (const char* wrong :
       {"", "::", "app::", "::app", "app:migrations", "app::class", "1st", "a b"})
    CHECK_FALSE(is_cpp_namespace(wrong));
}
