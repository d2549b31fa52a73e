#include "compiler/pipeline/idle_allows.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/schema/may_lose.hpp"
#include "compiler/schema/replay.hpp"

namespace migc::pipeline {

namespace kind = diagnostics::kind;

namespace {

using Steps = std::vector<ir::Step>;

bool has_allows(const Steps& steps) {
  return std::any_of(steps.begin(), steps.end(),
                     [](const ir::Step& step) { return !step.allows.empty(); });
}

/// An `allow` by where it is written: a loop repeats it, and a statement may be several steps.
using Place = std::pair<std::uint32_t, std::uint32_t>;
Place place_of(const ir::Allow& allow) {
  return {allow.rule.written.file, allow.rule.written.begin};
}

class IdleAllows {
 public:
  IdleAllows(const Project& project, graph::Index revision, schema::Schema& schema,
             diagnostics::Diagnostics& diagnostics)
      : body_(project.revisions[revision]),
        transactional_(project.headers[revision].transactional),
        backend_(backends::find_backend(project.dialect)),
        schema_(schema),
        diagnostics_(diagnostics) {}

  void report() {
    judge(body_.upgrade);
    judge(body_.downgrade.steps);
  }

 private:
  /// Each allow once. It is idle where none of the steps of its statement needs it.
  void judge(const Steps& steps) {
    std::set<Place> seen;
    for (const ir::Step& step : steps)
      for (const ir::Allow& allow : step.allows) {
        if (!seen.insert(place_of(allow)).second) continue;
        const bool needed = std::any_of(steps.begin(), steps.end(), [&](const ir::Step& other) {
          return has(other, place_of(allow)) && may_need(other, allow.rule.key());
        });
        const bool by_name = allow.rule.key() == "unresolved_name";
        if (!needed || (by_name && holds_without(place_of(allow)))) tell(allow, step);
      }
  }

  static bool has(const ir::Step& step, const Place& place) {
    return std::any_of(step.allows.begin(), step.allows.end(),
                       [&](const ir::Allow& allow) { return place_of(allow) == place; });
  }

  /// As far as the step alone tells. What a view or a trigger can still do, the rehearsal knows.
  [[nodiscard]] bool may_need(const ir::Step& step, std::string_view rule) const {
    if (rule == "data_loss") return schema::may_lose(step.operation);
    if (rule == "uncoupled")
      return !transactional_ || backend_ == nullptr || backend_->stands_alone(step.operation);
    return true;
  }

  /// Whether the revision goes up and down all the same. What turns out to be idle stays out, since
  /// of two that allow the same thing one is needed.
  bool holds_without(const Place& place) {
    without_.insert(place);
    diagnostics::Diagnostics said;
    const schema::Schema::Mark start = schema_.mark();
    std::vector<Steps> inverses;
    const bool derives = body_.downgrade.form == ir::Downgrade::Form::automatic;
    replay(stripped(body_.upgrade), derives ? &inverses : nullptr, said);
    Steps down = stripped(body_.downgrade.steps);
    for (auto inverse = inverses.rbegin(); inverse != inverses.rend(); ++inverse)
      down.insert(down.end(), inverse->begin(), inverse->end());
    replay(down, nullptr, said);
    schema_.undo_to(start);
    if (!said.ok()) without_.erase(place);
    return said.ok();
  }

  void replay(const Steps& steps, std::vector<Steps>* inverses, diagnostics::Diagnostics& said) {
    const schema::Schema::Mark begin = schema_.mark();
    replay_steps(steps, schema_, said, {.inverses = inverses});
    schema::check_block(steps, schema_, begin, said);
  }

  [[nodiscard]] Steps stripped(Steps steps) const {
    for (ir::Step& step : steps)
      std::erase_if(step.allows,
                    [&](const ir::Allow& allow) { return without_.contains(place_of(allow)); });
    return steps;
  }

  void tell(const ir::Allow& allow, const ir::Step& step) {
    diagnostics_
        .report(kind::idle_allow, allow.rule.written.known() ? allow.rule.written : step.written,
                allow.rule.text)
        .note("take it away: it would allow what a later change of the statement does");
  }

  const ir::Revision& body_;
  const bool transactional_;
  const backends::Backend* const backend_;
  schema::Schema& schema_;
  diagnostics::Diagnostics& diagnostics_;
  std::set<Place> without_;
};

}  // namespace

bool has_allows(const ir::Revision& revision) {
  return has_allows(revision.upgrade) || has_allows(revision.downgrade.steps);
}

void report_idle_allows(const Project& project, graph::Index revision, schema::Schema& schema,
                        diagnostics::Diagnostics& diagnostics) {
  IdleAllows(project, revision, schema, diagnostics).report();
}

}  // namespace migc::pipeline
