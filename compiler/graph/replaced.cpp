#include "compiler/graph/replaced.hpp"

#include <algorithm>
#include <iterator>

#include "compiler/diagnostics/catalogue/graph.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

/// Which of the revisions that replace others are left out; and so all that is.
class Replacements::Choice {
 public:
  Choice(const Replacements& all, const std::set<Index>& named) : all_(all) {
    for (const Index one : all.all_) {
      std::set<Index> behind = all.behind(one);
      const bool inside = std::any_of(behind.begin(), behind.end(),
                                      [&](Index other) { return named.contains(other); });
      if (inside)
        unused_.insert(one);
      else
        left_out_.merge(behind);
    }
    left_out_.insert(unused_.begin(), unused_.end());
  }

  [[nodiscard]] bool has(Index revision) const { return !left_out_.contains(revision); }
  [[nodiscard]] bool has(std::string_view id) const {
    const auto found = all_.find(id);
    return found && has(*found);
  }
  [[nodiscard]] const std::set<Index>& unused() const { return unused_; }

  /// The revision of this view after which the schema is the same; nothing where there is none.
  [[nodiscard]] std::optional<std::string> same_as(std::string id) const {
    for (std::size_t steps = 0; steps <= 2 * all_.all_.size(); ++steps) {
      if (has(id)) return id;
      if (const auto found = all_.find(id); found && unused_.contains(*found)) {
        id = all_.header(*found).replaces.back().text;
        continue;
      }
      const auto by = all_.replaced_by_.find(id);
      if (by == all_.replaced_by_.end() || all_.header(by->second).replaces.back().text != id)
        return std::nullopt;
      id = all_.id(by->second);
    }
    return std::nullopt;  // they replace each other in a circle, which is reported
  }

  /// The revision of this view that replaces it, however it is to be found; nothing without.
  [[nodiscard]] std::optional<std::string> replaces(std::string id) const {
    for (std::size_t steps = 0; steps <= all_.all_.size(); ++steps) {
      const auto by = all_.replaced_by_.find(id);
      if (by == all_.replaced_by_.end()) return std::nullopt;
      id = all_.id(by->second);
      if (has(id)) return id;
    }
    return std::nullopt;
  }

 private:
  const Replacements& all_;
  std::set<Index> unused_, left_out_;
};

namespace {

/// The ids, labels and beginnings of them in an address or a range.
std::vector<std::string_view> symbols_of(std::string_view word) {
  std::vector<std::string_view> symbols;
  while (!word.empty()) {
    const std::size_t end = std::min(word.find_first_of(":,@"), word.size());
    std::string_view symbol = word.substr(0, end);
    symbol = symbol.substr(0, symbol.find_first_of("+-"));
    if (!symbol.empty()) symbols.push_back(symbol);
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  return symbols;
}

}  // namespace

Replacements::Replacements(std::span<const ir::Header> headers) : headers_(headers) {
  for (Index one = 0; one < headers.size(); ++one)
    if (!header(one).replaces.empty()) all_.push_back(one);
  if (all_.empty()) return;
  for (Index one = 0; one < headers.size(); ++one) {
    by_id_.try_emplace(id(one), one);
    if (header(one).replaces.empty())
      for (const ir::Name& label : header(one).labels) by_label_.try_emplace(label.text, one);
  }
  for (const Index one : all_) {
    for (const ir::Name& label : header(one).labels) by_label_.try_emplace(label.text, one);
    for (const ir::Name& name : header(one).replaces) replaced_by_.try_emplace(name.text, one);
  }
}

std::optional<Index> Replacements::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::set<Index> Replacements::behind(Index revision) const {
  std::set<Index> found;
  std::vector<Index> open{revision};
  while (!open.empty()) {
    const Index one = open.back();
    open.pop_back();
    for (const ir::Name& name : header(one).replaces)
      if (const auto other = find(name.text); other && found.insert(*other).second)
        open.push_back(*other);
  }
  return found;
}

std::vector<Replacements::Alternative> Replacements::alternatives() const {
  std::vector<Alternative> found;
  for (const Index one : all_)
    if (const ir::Name& last = header(one).replaces.back(); is_there(last))
      found.push_back({id(one), last.text});
  return found;
}

/// Adds what a symbol stands for only in a view that has replaced revisions in it: what the usual
/// one knows, too, decides nothing.
void Replacements::add_named(std::string_view symbol, const Choice& usual,
                             std::set<Index>& found) const {
  if (const auto exact = find(symbol)) {
    found.insert(*exact);
    return;
  }
  if (by_label_.contains(symbol)) return;
  std::set<Index> longer;
  for (auto at = by_id_.lower_bound(symbol); at != by_id_.end() && at->first.starts_with(symbol);
       ++at) {
    if (usual.has(at->second)) return;
    longer.insert(at->second);
  }
  found.merge(longer);
}

std::set<Index> Replacements::named(const NamedRevisions& named, const Choice& usual) const {
  std::set<Index> found;
  for (const std::string& row : named.rows)
    if (const auto revision = find(row)) found.insert(*revision);
  for (const std::string& word : named.words)
    for (const std::string_view symbol : symbols_of(word)) add_named(symbol, usual, found);
  return found;
}

View Replacements::view(const NamedRevisions& wanted, diagnostics::Diagnostics& diagnostics) const {
  const std::set<Index> all_named = named(wanted, Choice(*this, {}));
  const Choice choice(*this, all_named);
  for (const std::string& row : wanted.rows)
    if (const auto at = find(row); at && choice.unused().contains(*at)) {
      const std::set<Index> inside = behind(*at);
      const auto word = std::find_if(all_named.begin(), all_named.end(),
                                     [&](Index one) { return inside.contains(one); });
      diagnostics.report(kind::word_inside_replaced, {}, id(*word), row)
          .note("`migc stamp --purge " + header(*at).replaces.back().text +
                "` records the last replaced revision, whose schema is the same; continue from "
                "there");
    }

  View view{std::vector<bool>(headers_.size(), true), {}};
  for (Index one = 0; one < headers_.size(); ++one) view.has[one] = choice.has(one);
  for (const auto& [id, by] : replaced_by_) {
    if (choice.has(id)) continue;
    const auto same = choice.same_as(id);
    if (const auto other = same ? same : choice.replaces(id))
      view.absent.push_back({id, *other, same.has_value(), !find(id)});
  }
  for (const Index one : choice.unused())
    if (const auto same = choice.same_as(id(one)); same && !replaced_by_.contains(id(one)))
      view.absent.push_back({id(one), *same, true, false});
  return view;
}

}  // namespace migc::graph
