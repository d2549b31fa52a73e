#include "compiler/pipeline/replay.hpp"

#include <algorithm>
#include <span>

#include "compiler/schema/replay/replay.hpp"

namespace migc::pipeline {

using graph::Index;

namespace {

bool allows_dangling(const std::vector<ir::Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const ir::Step& step) {
    return std::any_of(step.allows.begin(), step.allows.end(), [](const ir::Allow& allow) {
      return allow.rule.key() == "unresolved_name";
    });
  });
}

bool allows_dangling(const Project& project) {
  return std::any_of(
      project.revisions.begin(), project.revisions.end(), [](const ir::Revision& revision) {
        return allows_dangling(revision.upgrade) || allows_dangling(revision.downgrade.steps);
      });
}

}  // namespace

Replay::Replay(const Project& project, diagnostics::Diagnostics& diagnostics, bool reverses,
               Judge judge)
    : project_(project),
      diagnostics_(diagnostics),
      reverses_(reverses),
      judges_(judge == Judge::every_block || allows_dangling(project)),
      schema_(*project.dialect) {}

void Replay::up(Index revision, backends::Emitter* emitter) {
  const ir::Revision& body = project_.revisions[revision];
  schema_.set_revision(project_.graph.id(revision));
  const bool derives = reverses_ && body.downgrade.form == ir::Downgrade::Form::automatic;
  std::vector<std::vector<ir::Step>> inverses;
  const schema::Schema::Mark begin = schema_.mark();
  sql::InsertedRows inserted;
  replay(body.upgrade, emitter, derives ? &inverses : nullptr, reverses_ ? &inserted : nullptr);
  forget(revision);
  if (!inserted.empty()) inserted_[revision] = std::move(inserted);
  if (judges_) schema::check_block(body.upgrade, schema_, begin, diagnostics_);
  if (judges_ && reverses_)
    if (auto dangled = schema_.dangling_at(begin); !dangled.empty())
      dangled_[revision] = std::move(dangled);
  if (derives) {
    std::vector<ir::Step>& down = derived_[revision];
    for (auto inverse = inverses.rbegin(); inverse != inverses.rend(); ++inverse)
      down.insert(down.end(), inverse->begin(), inverse->end());
  }
}

/// A revision may have been another when it was here before.
void Replay::forget(Index revision) {
  derived_.erase(revision);
  inserted_.erase(revision);
  dangled_.erase(revision);
}

void Replay::down(Index revision, backends::Emitter* emitter) {
  const schema::Schema::Mark begin = schema_.mark();
  schema_.set_revision(project_.graph.id(revision));
  if (const auto inserted = inserted_.find(revision); emitter != nullptr)
    emitter->undoes(inserted != inserted_.end() ? inserted->second : sql::InsertedRows{});
  replay(down_steps(revision), emitter, nullptr, nullptr);
  if (judges_) judge_down(revision, begin);
}

void Replay::down_unjudged(Index revision) {
  schema_.set_revision(project_.graph.id(revision));
  replay(down_steps(revision), nullptr, nullptr, nullptr);
}

void Replay::judge_down(Index revision, schema::Schema::Mark begin) {
  const auto dangled = dangled_.find(revision);
  schema::check_block(
      down_steps(revision), schema_, begin, diagnostics_,
      dangled == dangled_.end() ? std::span<const schema::Id>{} : std::span(dangled->second));
}

const std::vector<ir::Step>& Replay::down_steps(Index revision) const {
  const auto derived = derived_.find(revision);
  return derived != derived_.end() ? derived->second : project_.revisions[revision].downgrade.steps;
}

void Replay::replay(const std::vector<ir::Step>& steps, backends::Emitter* emitter,
                    std::vector<std::vector<ir::Step>>* inverses, sql::InsertedRows* inserted) {
  replay_steps(steps, schema_, diagnostics_, {emitter, inverses, inserted});
}

void replay_steps(const std::vector<ir::Step>& steps, schema::Schema& schema,
                  diagnostics::Diagnostics& diagnostics, const Followers& followers) {
  const auto& [emitter, inverses, inserted] = followers;
  schema::Created created;
  for (const ir::Step& step : steps)
    for (const ir::Step& single : schema::expand(step, schema)) {
      if (inverses != nullptr)
        inverses->push_back(schema::invert(single, schema, diagnostics, created));
      if (emitter != nullptr) emitter->step(single, schema);
      if (inserted != nullptr) inserted->follow(single, schema);
      if (schema::apply(single, schema, diagnostics) && inverses != nullptr) created.add(single);
    }
}

bool is_reversible(const ir::Revision& revision) {
  return revision.downgrade.form != ir::Downgrade::Form::irreversible;
}

}  // namespace migc::pipeline
