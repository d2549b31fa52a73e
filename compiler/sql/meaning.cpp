#include "compiler/sql/meaning.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace migc::sql {

namespace {

/// Compares what one text meant with what it means. It has the same tokens, some of them renamed.
class Compare {
 public:
  Compare(const ir::Expression& text, const RelationLookup& then_lookup,
          const RelationLookup& now_lookup, const Renames& renames, std::size_t since,
          std::vector<Unresolved>& changed)
      : text_(text),
        then_lookup_(then_lookup),
        now_lookup_(now_lookup),
        renames_(renames),
        since_(since),
        changed_(changed) {}

  void run(const Resolution& then, const Resolution& now) {
    names(then, now);
    pairings(Pairing::What::place, then, now);
    pairings(Pairing::What::joined, then, now);
    indexes(then, now);
  }

 private:
  using What = Binding::What;

  [[nodiscard]] Name name(std::size_t token) const { return text_.tokens[token].name(); }

  void names(const Resolution& then, const Resolution& now) {
    std::set<std::size_t> told;
    for (const Unresolved& missing : now.unresolved) told.insert(missing.name.written.begin);
    std::multimap<std::size_t, const Binding*> bound;
    for (const auto& [token, binding] : now.bindings) bound.emplace(token, &binding);
    for (const auto& [token, before] : then.bindings) {
      const auto found = bound.find(token);
      if (found == bound.end()) continue;
      const Binding& after = *found->second;
      bound.erase(found);
      if (before.what == What::doubt || after.what == What::doubt) continue;
      if (before.what == after.what && before.source == after.source) continue;
      if (told.contains(name(token).written.begin) && name(token).written.known()) continue;
      captured(token, before, after);
    }
  }

  void captured(std::size_t token, const Binding& before, const Binding& after) {
    if (after.what == What::nothing)  // a text from now on
      changed_.push_back({Unresolved::What::column, name(token), before.relation, {}});
    else
      changed_.push_back(
          {Unresolved::What::captured, name(token), described(before), {}, described(after)});
  }

  /// What a name is, for people.
  static std::string described(const Binding& binding) {
    switch (binding.what) {
      case What::column:
        return "the column of `" + binding.relation + "`";
      case What::rowid:
        return "the rowid of `" + binding.relation + "`";
      case What::alias:
        return "a result of the same name";
      case What::relation:
        return "a table or view";
      case What::with:
        return "what WITH gives";
      case What::nothing:
      case What::doubt:
        break;
    }
    return "a text";
  }

  /// Names count only where it is not known which table's column it is.
  [[nodiscard]] bool same(const Listed& then, const Listed& now) const {
    const auto is_written = [](const Listed& listed) { return listed.origin.starts_with('#'); };
    if (then.origin.empty() || now.origin.empty() || is_written(then) != is_written(now))
      return then.name == now.name;
    return renames_.now(then.origin, since_) == now.origin;
  }

  /// Every pair of columns, one of which was there before, has to be a pair of before.
  void pairings(Pairing::What what, const Resolution& then, const Resolution& now) {
    const auto of = [&](const Resolution& resolution) {
      std::map<std::size_t, std::vector<const Pairing*>> lists;
      for (const Pairing& pairing : resolution.pairings)
        if (pairing.what == what) lists[pairing.token].push_back(&pairing);
      return lists;
    };
    const auto before = of(then), after = of(now);
    for (const auto& [token, pairs] : before) {
      const auto found = after.find(token);
      // Lists of different lengths are not paired, and are a mistake of their own.
      if (found == after.end() && what == Pairing::What::place) continue;
      if (found != after.end() && same_pairs(pairs, found->second)) continue;
      tell(what, token, *pairs.front());
    }
    if (what == Pairing::What::joined)
      for (const auto& [token, pairs] : after)
        if (!before.contains(token)) tell(what, token, *pairs.front());
  }

  [[nodiscard]] bool same_pairs(const std::vector<const Pairing*>& then,
                                const std::vector<const Pairing*>& now) const {
    const auto is_pair = [&](const Pairing& old, const Pairing& pair) {
      return same(old.to, pair.to) && same(old.from, pair.from);
    };
    const bool exact = now.front()->what == Pairing::What::joined;
    if (exact && then.size() != now.size()) return false;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Pairing& pair = *now[i];
      if (i < then.size() && is_pair(*then[i], pair)) continue;  // nearly always
      bool known = false, there = false;
      for (const Pairing* old : then) {
        known |= is_pair(*old, pair);
        there |= same(old->to, pair.to) || same(old->from, pair.from);
      }
      if (!known && (there || exact)) return false;
    }
    return true;
  }

  void tell(Pairing::What what, std::size_t token, const Pairing& pairing) {
    const auto kind =
        what == Pairing::What::place ? Unresolved::What::moved : Unresolved::What::joined;
    changed_.push_back({kind, name(token), pairing.relation, {}, pairing.other});
  }

  void indexes(const Resolution& then, const Resolution& now) {
    const auto is_partial = [](const RelationLookup& lookup, const Name& name) {
      const ir::Object* object = lookup.object({ir::Space::index, name.key()});
      const auto* index = object == nullptr ? nullptr : std::get_if<ir::Index>(object);
      return index != nullptr && index->where.has_value();
    };
    for (const auto& [token, index] : now.indexes)
      for (const auto& [old_token, old] : then.indexes)
        if (token == old_token && is_partial(now_lookup_, index) && !is_partial(then_lookup_, old))
          changed_.push_back({Unresolved::What::partial_index, name(token), {}, {}});
  }

  const ir::Expression& text_;
  const RelationLookup &then_lookup_, &now_lookup_;
  const Renames& renames_;
  const std::size_t since_;
  std::vector<Unresolved>& changed_;
};

}  // namespace

Renames::Renames(const std::vector<ir::Step>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const ir::Operation& operation = steps[i].operation;
    if (const auto* column = ir::alteration_in<ir::RenameColumn>(operation))
      renames_.push_back({i, std::get<ir::AlterTable>(operation).table.key(), column->from.key(),
                          column->to.key()});
    if (const auto* table = std::get_if<ir::RenameTable>(&operation))
      renames_.push_back({i, table->table.key(), {}, table->to.key()});
  }
}

std::string Renames::now(const std::string& origin, std::size_t since) const {
  if (renames_.empty() || origin.starts_with('#')) return origin;
  const std::size_t mark = origin.find(origin_mark);
  std::string table = origin.substr(0, mark), column = origin.substr(mark + 1);
  for (const Rename& rename : renames_) {
    if (rename.step < since || rename.table != table) continue;
    if (rename.from.empty())
      table = rename.to;
    else if (rename.from == column)
      column = rename.to;
  }
  return table + origin_mark + column;
}

std::vector<Unresolved> changed_meaning(const ir::Object& then, RelationLookup& before,
                                        const ir::Object& now, RelationLookup& after,
                                        const Renames& renames, std::size_t since) {
  std::vector<Unresolved> changed;
  const auto compare = [&](const ir::Expression& old_text, const Resolution& old,
                           const ir::Expression& text, const Resolution& found) {
    if (old_text.tokens.size() == text.tokens.size())
      Compare(text, before, after, renames, since, changed).run(old, found);
  };
  const auto *old_view = std::get_if<ir::View>(&then), *view = std::get_if<ir::View>(&now);
  if (old_view != nullptr && view != nullptr)
    compare(old_view->query, resolve_view(*old_view, before, true), view->query,
            resolve_view(*view, after, true));
  const auto *old_trigger = std::get_if<ir::Trigger>(&then),
             *trigger = std::get_if<ir::Trigger>(&now);
  if (old_trigger == nullptr || trigger == nullptr) return changed;
  const TriggerResolution old = resolve_trigger(*old_trigger, before, true);
  const TriggerResolution found = resolve_trigger(*trigger, after, true);
  if (old_trigger->when && trigger->when)
    compare(*old_trigger->when, old.when, *trigger->when, found.when);
  compare(old_trigger->body, old.body, trigger->body, found.body);
  return changed;
}

}  // namespace migc::sql
