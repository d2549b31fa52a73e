#include "compiler/verify/rehearsal.hpp"

#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/verify/block_rehearsal.hpp"
#include "compiler/verify/plain_block.hpp"

namespace migc::verify {

namespace kind = diagnostics::kind;

Rehearsal::Rehearsal(const backends::Backend& backend, const source::SourceSet& sources,
                     diagnostics::Diagnostics& diagnostics)
    : backend_(backend),
      sources_(sources),
      diagnostics_(diagnostics),
      driver_(*drivers::find_driver(backend.name())),
      stage_(driver_.open_stage()),
      before_(driver_.open_stage()) {}

pipeline::Rehearse Rehearsal::hook() {
  return {driver_.version_number(), [this](const pipeline::Block& block) { rehearse(block); }};
}

void Rehearsal::rehearse(const pipeline::Block& block) {
  if (is_plain(block)) return;
  BlockRehearsal(*this, block).run();
}

void Rehearsal::note_untried(const std::string& what, const std::string& why) {
  if (untried_.insert(what).second) diagnostics_.report(kind::not_rehearsed, {}, what, why);
}

}  // namespace migc::verify
