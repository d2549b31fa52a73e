#include "tests/random_graph/travel.hpp"

#include <algorithm>

#include "tests/random_graph/address.hpp"
#include "tests/random_graph/real.hpp"
#include "tests/random_graph/words.hpp"

namespace migc::random_graph {

namespace {

constexpr int moves = 10;

/// A path in names, so that those of two graphs can be compared.
struct Told {
  Ids steps = {};
  std::vector<Ids> rows = {};  ///< After each step.
  Ids before = {}, after = {};

  bool operator==(const Told&) const = default;
};

std::string joined(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text.empty() ? "nothing" : text;
}

/// One database that is moved, in the model and in two graphs of the same revisions.
class Journey {
 public:
  Journey(const Model& model, Rng& rng)
      : model_(model),
        rng_(rng),
        one_(model, headers_of(model, rng)),
        other_(model, headers_of(model, rng)) {}

  std::string go() {
    if (std::string reason = one_.compare(); !reason.empty()) return reason;
    if (told_order(one_) != told_order(other_)) return "another order of the files, another order";
    for (int i = 0; i < moves; ++i) {
      const std::size_t kind = rng_.below(10);
      std::string reason = kind == 0 ? stamp() : kind == 1 ? range() : move(kind < 6);
      if (!reason.empty()) return reason + "\n  at " + joined(rows());
    }
    return pelt(one_.graph(), rows(), rng_);
  }

  [[nodiscard]] std::size_t steps() const { return steps_; }

 private:
  [[nodiscard]] Ids rows() const { return ids_of(model_, model_.maximal(applied_)); }

  static Ids told_order(const Real& real) {
    Ids ids;
    for (const graph::Index revision : real.graph().order())
      ids.push_back(real.graph().id(revision));
    return ids;
  }

  /// `upgrade` or `downgrade` to a random address.
  std::string move(bool up) {
    const Address address = draw_address(rng_, model_);
    const std::string what = (up ? "upgrade " : "downgrade ") + address.text + ": ";
    const auto told = tell(one_, address, up);
    if (told != tell(other_, address, up)) return what + "another order of the files, other steps";
    const auto place = place_of(model_, address, up, applied_);
    if (place.has_value() != was_resolved_)
      return what + (place ? "the address is refused" : "the address is not refused");
    if (!place) return "";
    if (up) {
      if (!told) return what + "refused";
      return prefixed(what,
                      check_steps(*told, model_.with_anc(place->revisions) & ~applied_, true));
    }
    std::optional<std::size_t> target;
    if (place->revisions != 0) target = only(place->revisions);
    const auto reverted = model_.reverted(applied_, target, place->line, !address.offset);
    const Bits state = model_.maximal(applied_);
    const bool is_there = target ? has(state, *target) : state == 0;
    const bool possible =
        (!target || has(applied_, *target)) && reverted.has_value() && (*reverted != 0 || is_there);
    if (told.has_value() != possible) return what + (possible ? "refused" : "not refused");
    return told ? prefixed(what, check_steps(*told, *reverted, false)) : "";
  }

  static std::string prefixed(const std::string& what, const std::string& reason) {
    return reason.empty() ? "" : what + reason;
  }

  std::optional<Told> tell(const Real& real, const Address& address, bool up) {
    diagnostics::Diagnostics diagnostics;
    const Ids current = rows();
    const graph::Use use = up ? graph::Use::upgrade : graph::Use::downgrade;
    const auto target = resolve(real.graph(), address.text, {current, use, up}, diagnostics);
    was_resolved_ = target.has_value();
    if (!target) return std::nullopt;
    const auto path = up ? graph::upgrade(real.graph(), current, *target, diagnostics)
                         : graph::downgrade(real.graph(), current, *target, diagnostics);
    if (!path) return std::nullopt;
    Told told;
    Ids at = path->before;
    for (const graph::PathStep& step : path->steps) {
      told.steps.push_back(real.graph().id(step.revision));
      at = rows_after(real.graph(), step, std::move(at));
      told.rows.push_back(at);
    }
    told.before = path->before;
    told.after = path->after;
    return told;
  }

  /// I1 to I4: exactly the wanted revisions, none too early, and after each the rows are the
  /// maximal elements of what is applied.
  std::string check_steps(const Told& told, Bits wanted, bool up) {
    if (told.steps.size() != static_cast<std::size_t>(count(wanted)))
      return "the steps are " + joined(told.steps) + ", not " + joined(ids_of(model_, wanted));
    if (told.before != rows()) return "the path begins at " + joined(told.before);
    for (std::size_t i = 0; i < told.steps.size(); ++i) {
      const std::size_t revision = number(told.steps[i]);
      if (!has(wanted, revision)) return told.steps[i] + " is not to be moved";
      wanted &= ~bit(revision);
      if (up && (model_.anc(revision) & ~applied_) != 0) return told.steps[i] + " comes too early";
      applied_ ^= bit(revision);
      ++steps_;
      for (std::size_t other = 0; !up && other < model_.size(); ++other)
        if (has(applied_, other) && has(model_.anc(other), revision))
          return told.steps[i] + " is needed by " + model_.nodes()[other].id;
      if (told.rows[i] != rows())
        return "after " + told.steps[i] + " the rows are " + joined(told.rows[i]) + ", not " +
               joined(rows());
    }
    return told.after == rows() ? "" : "the path ends at " + joined(told.after);
  }

  [[nodiscard]] std::size_t number(const std::string& id) const {
    return one_.number(one_.graph().find(id).value());
  }

  Place draw_place() {
    Place place;
    if (rng_.chance(80))
      place.revisions = bit(rng_.below(model_.size()));
    else if (rng_.chance(50))
      place.line = rng_.below(model_.size());
    return place;
  }

  /// Whether one target of a stamp is below the other.
  [[nodiscard]] bool below(const Place& lower, const Place& upper) const {
    if (lower.revisions == 0)
      return ((lower.line ? model_.line(*lower.line) : model_.all()) & upper.revisions) != 0;
    return (model_.with_anc(upper.revisions) & ~upper.revisions & lower.revisions) != 0;
  }

  std::string stamp() {
    std::vector<Place> places = {draw_place()};
    if (rng_.chance(50)) places.push_back(draw_place());
    std::vector<graph::Target> targets;
    for (const Place& place : places) targets.push_back(one_.target(place.revisions, place.line));

    diagnostics::Diagnostics diagnostics;
    const bool overlap =
        below(places.front(), places.back()) || below(places.back(), places.front());
    if (check_stamps(one_.graph(), targets, diagnostics) == overlap)
      return overlap ? "a stamp of revisions that overlap" : "a stamp is refused";
    if (overlap) return "";
    Bits gone = 0, stamped_places = 0;
    for (const Place& place : places) {
      gone |= place.revisions != 0 ? model_.children(only(place.revisions))
              : place.line         ? model_.own_part(applied_, *place.line)
                                   : applied_;
      stamped_places |= place.revisions;
    }
    const Bits state = (applied_ & ~model_.with_followers(gone)) | stamped_places;
    const bool recorded = (stamped_places & ~model_.maximal(model_.with_anc(state))) == 0;
    const auto stamped = graph::stamp(one_.graph(), rows(), targets, diagnostics);
    if (stamped.has_value() != recorded) return "a stamp is refused, or is not";
    if (!recorded) return "";
    std::reverse(targets.begin(), targets.end());
    const auto turned = graph::stamp(one_.graph(), rows(), targets, diagnostics);
    applied_ = model_.with_anc(state);
    if (!stamped || *stamped != rows()) return "stamp makes other rows than " + joined(rows());
    return turned == stamped ? "" : "stamping in another order makes other rows";
  }

  /// What `history` lists from one place to another.
  std::string range() {
    const Place lower = draw_place();
    const Bits upper = bit(rng_.below(model_.size())) | bit(rng_.below(model_.size()));
    const Bits below_upper = model_.with_anc(upper);
    Bits wanted = below_upper;
    if (lower.revisions != 0)
      wanted &= model_.with_line_above(lower.revisions);
    else if (lower.line)
      wanted &= model_.line(*lower.line);
    diagnostics::Diagnostics diagnostics;
    const auto found = between(one_.graph(), one_.target(lower.revisions, lower.line),
                               one_.target(upper, {}), diagnostics);
    if (found.has_value() != ((lower.revisions & ~below_upper) == 0)) return "a range is refused";
    if (!found) return "";
    Bits listed = 0;
    for (const graph::Index revision : *found) {
      const std::size_t at = one_.number(revision);
      for (std::size_t other = 0; other < model_.size(); ++other)
        if (has(listed, other) && has(model_.anc(at), other)) return "a range is not newest first";
      listed |= bit(at);
    }
    return listed == wanted ? "" : "a range has other revisions";
  }

  const Model& model_;
  Rng& rng_;
  Real one_, other_;
  Bits applied_ = 0;
  std::size_t steps_ = 0;
  bool was_resolved_ = false;  ///< The last address; a path may still be refused.
};

}  // namespace

Trip travel(const Model& model, Rng& rng) {
  Journey journey(model, rng);
  std::string wrong = journey.go();
  return {std::move(wrong), journey.steps()};
}

}  // namespace migc::random_graph
