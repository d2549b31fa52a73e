#include "compiler/pipeline/idle_allows.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/schema/check/context.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/may_lose.hpp"

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
        backend_(backends::find_backend(project.dialect->name)),
        schema_(schema),
        diagnostics_(diagnostics) {}

  void report() {
    collect(body_.upgrade);
    collect(body_.downgrade.steps);
    find_idle_names();
    for (const Found& found : found_)
      if (without_.contains(found.place())) tell(*found.allow, *found.step);
  }

 private:
  struct Found {
    const ir::Allow* allow;
    const ir::Step* step;
    [[nodiscard]] Place place() const { return place_of(*allow); }
  };
  using Names = std::vector<const Found*>;

  /// Each allow once. It is idle where none of the steps of its statement needs it.
  void collect(const Steps& steps) {
    std::map<Place, std::size_t> at;
    for (const ir::Step& step : steps)
      for (const ir::Allow& allow : step.allows) {
        const auto [found, is_new] = at.try_emplace(place_of(allow), found_.size());
        if (is_new) {
          found_.push_back({&allow, &step});
          without_.insert(place_of(allow));
        }
        if (may_need(step, allow.rule.key())) without_.erase(found->first);
      }
  }

  /// As far as the step alone tells. What a view or a trigger can still do, the rehearsal knows.
  [[nodiscard]] bool may_need(const ir::Step& step, std::string_view rule) const {
    if (rule == "data_loss") return sql::may_lose(step.operation);
    if (rule == "uncoupled")
      return !transactional_ || backend_ == nullptr || backend_->stands_alone(step.operation);
    return true;
  }

  /// All are left out at once. What then is wrong in a statement needs the allow of that statement;
  /// the others are narrowed down, so that the cost does not grow with their number.
  void find_idle_names() {
    Names names;
    for (const Found& found : found_)
      if (found.allow->rule.key() == "unresolved_name" && !without_.contains(found.place()))
        names.push_back(&found);
    if (names.empty()) return;
    diagnostics::Diagnostics reported;
    if (holds_without(names, reported)) return;
    std::erase_if(names,
                  [&](const Found* found) { return is_told(reported, found->step->written); });
    narrow(names);
  }

  void narrow(const Names& names) {
    diagnostics::Diagnostics reported;
    if (names.empty() || holds_without(names, reported) || names.size() == 1) return;
    const auto middle = names.begin() + static_cast<std::ptrdiff_t>(names.size() / 2);
    narrow({names.begin(), middle});
    narrow({middle, names.end()});
  }

  static bool is_told(const diagnostics::Diagnostics& reported, source::Span statement) {
    const auto is_in = [&](source::Span place) {
      return place.known() && schema::within(place, statement);
    };
    return std::any_of(reported.all().begin(), reported.all().end(), [&](const auto& one) {
      return is_in(one.place) || std::any_of(one.notes.begin(), one.notes.end(),
                                             [&](const auto& note) { return is_in(note.place); });
    });
  }

  /// Whether the revision goes up and down without these, too. They stay out then, since of two
  /// that allow the same thing one is needed.
  bool holds_without(const Names& names, diagnostics::Diagnostics& reported) {
    for (const Found* found : names) without_.insert(found->place());
    const schema::Schema::Mark start = schema_.mark();
    std::vector<Steps> inverses;
    const bool derives = body_.downgrade.form == ir::Downgrade::Form::automatic;
    replay(stripped(body_.upgrade), derives ? &inverses : nullptr, reported);
    Steps down = stripped(body_.downgrade.steps);
    for (auto inverse = inverses.rbegin(); inverse != inverses.rend(); ++inverse)
      down.insert(down.end(), inverse->begin(), inverse->end());
    replay(down, nullptr, reported);
    schema_.undo_to(start);
    if (!reported.ok())
      for (const Found* found : names) without_.erase(found->place());
    return reported.ok();
  }

  void replay(const Steps& steps, std::vector<Steps>* inverses,
              diagnostics::Diagnostics& reported) {
    const schema::Schema::Mark begin = schema_.mark();
    replay_steps(steps, schema_, reported, {.inverses = inverses});
    schema::check_block(steps, schema_, begin, reported);
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
        .note("remove it, so that it cannot allow a later change by accident");
  }

  const ir::Revision& body_;
  const bool transactional_;
  const backends::Backend* const backend_;
  schema::Schema& schema_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<Found> found_;
  std::set<Place> without_;  ///< What was found to be idle.
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
