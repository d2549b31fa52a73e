#include <pthread.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "compiler/graph/path.hpp"

using namespace migc;

namespace {

constexpr std::size_t size = 100000;

std::string numbered(std::size_t i) {
  const std::string digits = std::to_string(i);
  return std::string(6 - digits.size(), '0') + digits + "_revision";
}

/// Which revisions a revision of a large history follows.
using Shape = std::vector<std::size_t> (*)(std::size_t revision);

std::vector<std::size_t> in_a_line(std::size_t i) {
  if (i == 0) return {};
  return {i - 1};
}

/// i-2 and i-1 both follow i-3.
std::vector<std::size_t> merge_every_third(std::size_t i) {
  if (i % 3 == 1) return {i - 1};
  if (i % 3 == 2) return {i - 2};
  if (i == 0) return {};
  return {i - 1, i - 2};
}

/// One revision with 50,000 children, each with one of its own.
std::vector<std::size_t> fan(std::size_t i) {
  if (i == 0) return {};
  return {i <= size / 2 ? 0 : i - size / 2};
}

/// 50,000 lines of two revisions.
std::vector<std::size_t> side_by_side(std::size_t i) {
  if (i < size / 2) return {};
  return {i - size / 2};
}

struct Large {
  explicit Large(Shape shape) {
    for (std::size_t i = 0; i < size; ++i) {
      ir::Header& header = headers.emplace_back();
      header.id.text = numbered(i);
      for (const std::size_t parent : shape(i))
        header.parents.push_back({numbered(parent), false, {}, {}});
    }
    std::shuffle(headers.begin(), headers.end(), std::mt19937(1));
  }

  std::vector<ir::Header> headers;
  double seconds = 0;
  bool right = false;
};

/// Runs where recursion over such a history would end the program.
void in_small_stack(void* (*function)(void*), void* argument) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  pthread_t thread;
  REQUIRE(pthread_create(&thread, &attributes, function, argument) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

/// All the way up and down again.
void* build_and_go(void* argument) {
  auto& large = *static_cast<Large*>(argument);
  const auto start = std::chrono::steady_clock::now();
  diagnostics::Diagnostics diagnostics;
  const graph::Graph graph = graph::Graph::build(large.headers, diagnostics);
  const auto heads = resolve(graph, "heads", {{}, graph::Use::upgrade, true}, diagnostics);
  const auto up = upgrade(graph, {}, *heads, diagnostics);
  const auto down = downgrade(graph, up->after, {}, diagnostics);
  large.right = diagnostics.ok() && up->steps.size() == size && down->steps.size() == size &&
                up->after.size() == graph.heads().size() && down->after.empty();
  large.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return nullptr;
}

}  // namespace

TEST_CASE("a hundred thousand revisions take little time and stack") {
  const Shape shape = GENERATE(in_a_line, merge_every_third, fan, side_by_side);
  Large large(shape);
  in_small_stack(build_and_go, &large);
  CHECK(large.right);
  CHECK(large.seconds < 20);  // 0.3 s when optimised; minutes when anything is quadratic
}

TEST_CASE("a refusal among fifty thousand heads names a few") {
  const Large large(fan);
  diagnostics::Diagnostics diagnostics;
  const graph::Graph graph = graph::Graph::build(large.headers, diagnostics);
  CHECK_FALSE(resolve(graph, "head", {{}, graph::Use::upgrade, true}, diagnostics));
  CHECK(diagnostics.all().front().text ==
        "`head` means 50000 revisions, but only one is allowed here");
  CHECK(diagnostics.all().front().notes.back().text == "and 49990 more");
}

TEST_CASE("a circle of a hundred thousand revisions is told in a line") {
  Large large([](std::size_t i) { return std::vector{(i + 1) % size}; });
  in_small_stack(
      [](void* argument) -> void* {
        auto& given = *static_cast<Large*>(argument);
        diagnostics::Diagnostics diagnostics;
        const auto graph = graph::Graph::build(given.headers, diagnostics);
        given.right = diagnostics.errors() == 1 && diagnostics.all().front().text.size() < 500 &&
                      graph.order().empty();
        return nullptr;
      },
      &large);
  CHECK(large.right);
}
