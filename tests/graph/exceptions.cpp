#include "tests/graph/exceptions.hpp"

namespace migc::graph_cases {

std::span<const Exception> exceptions() {
  static const std::string first_row =
      "Alembic steps back from the row that its SELECT happens to return first; which one is meant "
      "is for the user to say";
  static const Exception all[] = {
      {"branched/minus-1-two-rows-right",
       first_row,
       "E0435",
       {"migc downgrade d1-1", "migc downgrade d2-1"}},
      {"branched/minus-1-two-rows-right-unbalanced",
       first_row,
       "E0435",
       {"migc downgrade c2-1", "migc downgrade d1-1"}},
      {"branched/minus-1-two-rows-left",
       first_row,
       "E0435",
       {"migc downgrade d1-1", "migc downgrade d2-1"}},
      {"branched/minus-1-two-rows-left-unbalanced",
       first_row,
       "E0435",
       {"migc downgrade c1-1", "migc downgrade d2-1"}},
      {"travel/overlapping-heads",
       "a range has one end at each side, so that `history` cannot be asked this; of the commands "
       "that take several revisions `stamp` must refuse them",
       "E0464",
       {"migc stamp b2 fe1b1"},
       {"stamp", "db1", "b2", "fe1b1"}},
  };
  return all;
}

}  // namespace migc::graph_cases
