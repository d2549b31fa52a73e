#include "tests/random_graph/words.hpp"

#include "compiler/graph/path.hpp"
#include "compiler/graph/version_rows.hpp"

namespace migc::random_graph {

namespace {

constexpr int words = 8;

std::string draw_word(const graph::Graph& graph, random::Rng& rng) {
  static const std::vector<std::string> parts = {
      "head", "heads", "base", "current", "@",  "@",    "+",
      "-",    "+1",    "-1",   "+2",      ":",  "0",    "9223372036854775808",
      "a",    "b",     "ab",   "",        " ",  ".",    "é",
      "\xff", "\n",    "`",    "--sql",   "+-", "HEAD", "base-",
      "@-"};
  std::string word;
  for (std::size_t left = rng.below(6); left > 0; --left)
    word += rng.chance(30) ? graph.id(static_cast<graph::Index>(rng.below(graph.size())))
                           : rng.pick(parts);
  if (rng.chance(5)) word += static_cast<char>(rng.below(256));
  return word;
}

/// Goes to a target in every way there is.
bool use(const graph::Graph& graph, std::span<const std::string> rows,
         const graph::Target& target) {
  const auto sound = [&](const auto& result, const diagnostics::Diagnostics& diagnostics) {
    return result.has_value() == diagnostics.ok();
  };
  diagnostics::Diagnostics up, down, listing, stamping;
  const graph::Target targets[] = {target};
  return sound(graph::upgrade(graph, rows, target, up), up) &&
         sound(graph::downgrade(graph, rows, target, down), down) &&
         sound(graph::between(graph, target, {graph.heads(), {}}, listing), listing) &&
         sound(graph::stamp(graph, rows, targets, stamping), stamping);
}

}  // namespace

std::string pelt(const graph::Graph& graph, std::span<const std::string> rows, random::Rng& rng) {
  static const std::vector<graph::Use> uses = {graph::Use::upgrade, graph::Use::downgrade,
                                               graph::Use::other};
  for (int i = 0; i < words; ++i) {
    const std::string word = draw_word(graph, rng);
    const graph::AddressContext context{rows, rng.pick(uses), rng.chance(50)};
    diagnostics::Diagnostics diagnostics;
    const auto target = resolve(graph, word, context, diagnostics);
    if (target.has_value() != diagnostics.ok())
      return "`" + word + "` gives " + (target ? "a target and an error" : "nothing and no error");
    if (target && target->revisions.size() > 1 && !context.several)
      return "`" + word + "` gives several revisions where one is needed";
    if (target && !use(graph, rows, *target)) return "`" + word + "` fails without an error";
    diagnostics::Diagnostics of_range;
    if (graph::parse_range(word, of_range).has_value() != of_range.ok())
      return "`" + word + "` is a range with an error, or none without";
  }
  return "";
}

}  // namespace migc::random_graph
