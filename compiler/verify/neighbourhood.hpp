#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "compiler/pipeline/compile.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::verify {

/// The part of a schema that a block can affect: what it changes, what its statements name, what
/// depends on any of that, and what these need in order to work.
struct Neighbourhood {
  /// As it is before the block, in an order in which it can be created. The entries are the
  /// schema's and its journal's own.
  std::vector<const schema::Entry*> before;
  std::set<schema::Id> all;       ///< Those before the block and those after it.
  std::set<schema::Id> changed;   ///< What the block creates, changes and drops.
  std::set<schema::Id> affected;  ///< Relations that might work no more, or otherwise.
};

[[nodiscard]] Neighbourhood neighbourhood_of(const pipeline::Block& block);

/// The words and quoted names in a text of SQL, folded. What stands in strings counts, too.
[[nodiscard]] std::set<std::string> words_in(std::string_view sql);

}  // namespace migc::verify
