#include "compiler/lsp/moment.hpp"

#include "compiler/pipeline/replay.hpp"

namespace migc::lsp {

namespace {

std::vector<ir::Step> ended_before(const std::vector<ir::Step>& steps, std::size_t offset) {
  std::vector<ir::Step> some;
  for (const ir::Step& step : steps)
    if (step.written.end < offset) some.push_back(step);
  return some;
}

}  // namespace

Moment::Moment(Workspace& workspace, graph::Index revision, Block block, std::size_t offset)
    : schema_(workspace.history().before(revision)),
      mark_(schema_.mark()),
      failed_(schema_.failed) {
  const ir::Revision& body = workspace.project().revisions[revision];
  schema_.set_revision(workspace.project().graph.id(revision));
  if (block == Block::upgrade) apply(ended_before(body.upgrade, offset));
  if (block != Block::downgrade) return;
  apply(body.upgrade);
  apply(ended_before(body.downgrade.steps, offset));
}

Moment::~Moment() {
  schema_.undo_to(mark_);
  schema_.failed = std::move(failed_);
}

void Moment::apply(const std::vector<ir::Step>& steps) {
  diagnostics::Diagnostics said;  // it is said already
  pipeline::replay_steps(steps, schema_, said, {});
}

}  // namespace migc::lsp
