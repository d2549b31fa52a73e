#pragma once

#include <cstdint>

#include "tests/random_graph/invent.hpp"

namespace migc::random_graph {

/// An address of which is known what it means.
struct Address {
  enum class Symbol : std::uint8_t { revision, head, heads, base, none };

  std::optional<std::size_t> branch = {};  ///< Before the `@`.
  Symbol symbol = Symbol::none;
  std::size_t revision = 0;  ///< For Symbol::revision.
  std::optional<int> offset = {};
  std::string text = {};  ///< As typed.
};

/// Where an address leads; the empty set is base.
struct Place {
  Bits revisions = 0;
  std::optional<std::size_t> line = {};
};

[[nodiscard]] Address draw_address(Rng& rng, const Model& model);

/// What the address means to an upgrade or a downgrade at what is applied; nothing when it has to
/// be refused.
[[nodiscard]] std::optional<Place> place_of(const Model& model, const Address& address, bool up,
                                            Bits applied);

}  // namespace migc::random_graph
