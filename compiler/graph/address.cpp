#include "compiler/graph/address.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "compiler/diagnostics/catalogue/graph.hpp"
#include "compiler/graph/version_rows.hpp"
#include "compiler/graph/walk.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

constexpr std::size_t most_candidates = 10;

/// Finds what one address stands for. Every member returns nothing once it has reported why not.
class Resolver {
 public:
  Resolver(const Graph& graph, std::string_view word, const AddressContext& context,
           diagnostics::Diagnostics& diagnostics)
      : graph_(graph), word_(word), context_(context), diagnostics_(diagnostics) {}

  std::optional<Target> resolve(const Address& address) {
    Target target;
    if (address.branch) {
      target.line = name(*address.branch);
      if (!target.line) return std::nullopt;
      line_ = graph_.line(*target.line);
    }
    const bool from_current = address.symbol.empty() || address.symbol == "current";
    if (address.symbol.empty() && !check_direction(*address.offset)) return std::nullopt;
    auto start = from_current ? current(address) : symbol(address);
    if (!start) return std::nullopt;
    target.revisions = std::move(*start);
    if (!address.offset) return several_allowed(target, address);
    return count_steps(std::move(target), *address.offset);
  }

 private:
  /// `upgrade -1` and `downgrade +1` mean nothing: they are refused, not guessed.
  bool check_direction(std::int64_t offset) {
    const bool up = context_.use == Use::upgrade && offset < 0;
    const bool down = context_.use == Use::downgrade && offset > 0;
    if (!up && !down) return true;
    diagnostics_.report(kind::wrong_direction, {}, word_, up ? "an upgrade" : "a downgrade")
        .note(up ? fmt::format("to downgrade, use `migc downgrade {}`", word_)
                 : fmt::format("to upgrade, use `migc upgrade {}`", word_));
    return false;
  }

  /// A full id or label, or the only one that begins so.
  std::optional<Index> name(std::string_view text) {
    if (const auto exact = graph_.find(text)) return exact;
    if (const auto labelled = graph_.labelled(text)) return labelled;
    const std::vector<Index> longer = graph_.starting_with(text);
    if (longer.size() == 1) return longer.front();
    if (longer.empty()) {
      const std::vector<const Absent*> absent = graph_.absent_with(text);
      if (absent.size() == 1 && absent.front()->same) return graph_.find(absent.front()->by);
      const std::vector<std::string> names = graph_.names();
      auto& complaint = diagnostics_.report(kind::unknown_revision, {}, text);
      if (absent.size() == 1)
        complaint.note(fmt::format("`{}` is one of the revisions that `{}` replaces",
                                   absent.front()->id, absent.front()->by));
      complaint.suggest(text, names).note("`migc history` lists all revisions");
      if (context_.use == Use::parent) offer(complaint, graph_.heads());
    } else {
      offer(diagnostics_.report(kind::ambiguous_prefix, {}, text, longer.size()), longer);
    }
    return std::nullopt;
  }

  /// The revisions of a symbol that does not need the database; none for `base`.
  std::optional<std::vector<Index>> symbol(const Address& address) {
    if (address.symbol == "base") return std::vector<Index>{};
    if (address.symbol == "head" || address.symbol == "heads") return heads(address);
    auto found = address.branch ? prefix_on_line(address.symbol) : std::nullopt;
    if (!found) found = name(address.symbol);
    if (!found) return std::nullopt;
    if (address.branch && !line_[*found]) {
      diagnostics_.report(kind::not_on_branch, {}, graph_.id(*found), *address.branch)
          .note(fmt::format("use only `{}`", graph_.id(*found)));
      return std::nullopt;
    }
    return std::vector<Index>{*found};
  }

  /// The only revision of the branch that begins so, whatever else does.
  [[nodiscard]] std::optional<Index> prefix_on_line(std::string_view text) const {
    if (graph_.find(text) || graph_.labelled(text)) return std::nullopt;
    const std::vector<Index> longer = on_line(graph_.starting_with(text));
    return longer.size() == 1 ? std::optional(longer.front()) : std::nullopt;
  }

  std::optional<std::vector<Index>> heads(const Address& address) {
    const std::vector<Index> heads = on_line(graph_.heads());
    if (heads.size() <= 1 || (address.symbol == "heads" && !address.offset)) return heads;
    auto& complaint = diagnostics_.report(kind::several_heads, {}, word_, heads.size());
    if (context_.several && !address.offset)
      complaint.note(fmt::format("for all of them, use `{}`", command(all_of(address))));
    if (!address.offset && (!context_.several || context_.use == Use::upgrade))
      complaint.note("to join them, use `migc merge heads`");
    offer(complaint, heads, suffix(address));
    return std::nullopt;
  }

  static std::string all_of(const Address& address) {
    return address.branch ? fmt::format("{}@heads", *address.branch) : "heads";
  }

  static std::string suffix(const Address& address) {
    return address.offset ? fmt::format("{:+}", *address.offset) : "";
  }

  /// The rows of the database, or those of the line. A line that has no row of its own starts at
  /// the newest applied revision on it.
  std::optional<std::vector<Index>> current(const Address& address) {
    const bool from_elsewhere = context_.from && address.symbol.empty();
    const auto all =
        from_elsewhere ? context_.from : known_rows(graph_, context_.current, diagnostics_);
    if (!all) return std::nullopt;
    std::vector<Index> start = on_line(*all);
    if (address.branch && start.empty()) {
      Set applied = graph_.with_ancestors(*all);
      for (std::size_t i = 0; i < applied.size(); ++i) applied[i] = applied[i] && line_[i];
      start = rows(graph_, applied);
    }
    if (start.size() <= 1 || (!address.offset && context_.several)) return start;
    if (from_elsewhere) {
      offer(diagnostics_.report(kind::several_heads, {}, word_, start.size()), start,
            suffix(address));
      return std::nullopt;
    }
    offer(diagnostics_.report(kind::several_current, {}, word_, start.size()), start,
          suffix(address));
    return std::nullopt;
  }

  /// `heads` of several where one revision is needed.
  std::optional<Target> several_allowed(const Target& target, const Address& address) {
    if (target.revisions.size() <= 1 || context_.several) return target;
    offer(diagnostics_.report(kind::several_heads, {}, word_, target.revisions.size()),
          target.revisions, suffix(address));
    return std::nullopt;
  }

  std::optional<Target> count_steps(Target target, std::int64_t offset) {
    std::optional<Index> from;
    if (!target.revisions.empty()) from = target.revisions.front();
    // Steps back from a revision stay on its line: `c2-1` reverts c2, not the other children of its
    // parent.
    if (offset < 0 && !target.line) target.line = from;
    target.counted = true;
    const Walk walk = graph::walk(graph_, from, offset, line_.empty() ? nullptr : &line_);
    switch (walk.end) {
      case Walk::End::arrived:
        target.revisions.clear();
        if (walk.at) target.revisions.push_back(*walk.at);
        return target;
      case Walk::End::several_ways:
        offer(diagnostics_.report(kind::several_ways, {}, word_, called(walk.at), walk.ways.size()),
              walk.ways);
        return std::nullopt;
      case Walk::End::off_the_graph:
        break;
    }
    report_overshoot(from, offset, walk);
    return std::nullopt;
  }

  void report_overshoot(const std::optional<Index>& from, std::int64_t offset, const Walk& walk) {
    const std::string what =
        walk.steps == 0
            ? fmt::format("nothing {} {}", offset > 0 ? "follows" : "is below", called(from))
            : fmt::format(
                  "only {} {} from {}",
                  walk.steps == 1 ? "1 step leads" : fmt::format("{} steps lead", walk.steps),
                  offset > 0 ? "up" : "down", called(from));
    auto& complaint = diagnostics_.report(kind::off_the_graph, {}, word_, what);
    if (walk.steps > 0)
      complaint.note(
          fmt::format("to go that far, use `{}`", command(walk.at ? graph_.id(*walk.at) : "base")));
    else
      complaint.note(
          "`migc history --indicate-current` shows all revisions and where the database is");
  }

  [[nodiscard]] std::string called(const std::optional<Index>& revision) const {
    return revision ? fmt::format("`{}`", graph_.id(*revision)) : "`base`";
  }

  [[nodiscard]] std::vector<Index> on_line(std::span<const Index> revisions) const {
    std::vector<Index> found;
    for (const Index revision : revisions)
      if (line_.empty() || line_[revision]) found.push_back(revision);
    return found;
  }

  [[nodiscard]] std::string command(std::string_view address) const {
    switch (context_.use) {
      case Use::upgrade:
        return fmt::format("migc upgrade {}", address);
      case Use::downgrade:
        return fmt::format("migc downgrade {}", address);
      case Use::parent:
      case Use::other:
        break;
    }
    return std::string(address);
  }

  /// Lists what could be typed instead.
  void offer(diagnostics::Diagnostic& complaint, std::span<const Index> candidates,
             std::string_view suffix_of_each = "") {
    for (const Index candidate : candidates.first(std::min(candidates.size(), most_candidates)))
      complaint.note(
          fmt::format("use `{}`", command(graph_.id(candidate) + std::string(suffix_of_each))));
    if (candidates.size() > most_candidates)
      complaint.note(fmt::format("and {} more", candidates.size() - most_candidates));
  }

  const Graph& graph_;
  std::string_view word_;
  const AddressContext& context_;
  diagnostics::Diagnostics& diagnostics_;
  Set line_;  ///< Of the label; empty without one.
};

}  // namespace

std::optional<Target> resolve(const Graph& graph, std::string_view word,
                              const AddressContext& context,
                              diagnostics::Diagnostics& diagnostics) {
  const auto address = read_address(word, diagnostics);
  if (!address) return std::nullopt;
  return Resolver(graph, word, context, diagnostics).resolve(*address);
}

}  // namespace migc::graph
