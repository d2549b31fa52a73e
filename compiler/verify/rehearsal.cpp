#include "compiler/verify/rehearsal.hpp"

#include <sqlite3.h>

#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/verify/block_rehearsal.hpp"
#include "compiler/verify/plain_block.hpp"

namespace migc::verify {

namespace kind = diagnostics::kind;

pipeline::Rehearse Rehearsal::hook() {
  return {sqlite3_libversion_number(), [this](const pipeline::Block& block) { rehearse(block); }};
}

void Rehearsal::rehearse(const pipeline::Block& block) {
  if (is_plain(block)) return;
  BlockRehearsal(*this, block).run();
}

void Rehearsal::note_untried(const std::string& what, const std::string& why) {
  if (untried_.insert(what).second) diagnostics_.report(kind::not_rehearsed, {}, what, why);
}

}  // namespace migc::verify
