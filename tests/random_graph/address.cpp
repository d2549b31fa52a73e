#include "tests/random_graph/address.hpp"

namespace migc::random_graph {

namespace {

using Symbol = Address::Symbol;

/// How many revisions have a name that begins so; one that is whole counts alone.
int meant(const Model& model, const std::string& word) {
  int found = 0;
  for (const Node& node : model.nodes()) {
    bool begins = node.id.starts_with(word);
    if (node.id == word) return 1;
    for (const std::string& label : node.labels) {
      if (label == word) return 1;
      begins = begins || label.starts_with(word);
    }
    if (begins) ++found;
  }
  return found;
}

/// The id of a revision, a label of it, or a beginning of one that begins no other.
std::string spell(Rng& rng, const Model& model, std::size_t revision) {
  const Node& node = model.nodes()[revision];
  const std::string& name = node.labels.empty() || rng.chance(50) ? node.id : rng.pick(node.labels);
  const std::string part = name.substr(0, 1 + rng.below(name.size()));
  const bool whole_of_other = [&] {
    for (const Node& other : model.nodes()) {
      if (other.id == part && &other != &node) return true;
      for (const std::string& label : other.labels)
        if (label == part && &other != &node) return true;
    }
    return false;
  }();
  return whole_of_other || meant(model, part) != 1 ? name : part;
}

/// Where counting steps leads within a pool; nothing when a step has no way or several.
std::optional<Bits> walk(const Model& model, Bits from, int offset, Bits pool) {
  for (int i = offset; i > 0; --i) {
    from = (from == 0 ? model.bases() : model.children(only(from))) & pool;
    if (count(from) != 1) return std::nullopt;
  }
  for (int i = offset; i < 0; ++i) {
    if (from == 0) return std::nullopt;
    from = model.nodes()[only(from)].parents & pool;
    if (count(from) > 1) return std::nullopt;
  }
  return from;
}

std::optional<Bits> start_of(const Model& model, const Address& address, bool up, Bits applied,
                             Bits pool) {
  switch (address.symbol) {
    case Symbol::revision:
      if (!has(pool, address.revision)) return std::nullopt;
      return bit(address.revision);
    case Symbol::base:
      return 0;
    case Symbol::head:
    case Symbol::heads: {
      const Bits heads = model.heads() & pool;
      const bool several = address.symbol == Symbol::heads && up && !address.offset;
      if (count(heads) > 1 && !several) return std::nullopt;
      return heads;
    }
    case Symbol::none:
      break;
  }
  if ((*address.offset > 0) != up) return std::nullopt;
  Bits rows = model.maximal(applied) & pool;
  if (rows == 0) rows = model.maximal(applied & pool);
  if (count(rows) > 1) return std::nullopt;
  return rows;
}

}  // namespace

Address draw_address(Rng& rng, const Model& model) {
  Address address;
  if (rng.chance(35)) {
    address.branch = rng.below(model.size());
    address.text = spell(rng, model, *address.branch) + "@";
  }
  static const std::vector<Symbol> symbols = {Symbol::revision, Symbol::revision, Symbol::head,
                                              Symbol::heads,    Symbol::base,     Symbol::none};
  address.symbol = rng.pick(symbols);
  address.revision = rng.below(model.size());
  switch (address.symbol) {
    case Symbol::revision:
      address.text += spell(rng, model, address.revision);
      break;
    case Symbol::head:
      address.text += "head";
      break;
    case Symbol::heads:
      address.text += "heads";
      break;
    case Symbol::base:
      address.text += "base";
      break;
    case Symbol::none:
      break;
  }
  if (address.symbol == Symbol::none || rng.chance(25)) {
    const int steps = static_cast<int>(1 + rng.below(3));
    address.offset = rng.chance(50) ? steps : -steps;
    address.text += (*address.offset > 0 ? "+" : "-") + std::to_string(steps);
  }
  return address;
}

std::optional<Place> place_of(const Model& model, const Address& address, bool up, Bits applied) {
  Place place;
  place.line = address.branch;
  const Bits pool = address.branch ? model.line(*address.branch) : model.all();
  const auto start = start_of(model, address, up, applied, pool);
  if (!start) return std::nullopt;
  place.revisions = *start;
  if (!address.offset) return place;
  if (*address.offset < 0 && !place.line && *start != 0) place.line = only(*start);
  const auto end = walk(model, *start, *address.offset, pool);
  if (!end) return std::nullopt;
  place.revisions = *end;
  return place;
}

}  // namespace migc::random_graph
