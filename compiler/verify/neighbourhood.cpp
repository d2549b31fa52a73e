#include "compiler/verify/neighbourhood.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "compiler/schema/model/affected_objects.hpp"
#include "compiler/schema/model/words_said.hpp"
#include "compiler/source/name.hpp"

namespace migc::verify {

using backends::Strategy;
using schema::Entry;
using schema::Id;
using schema::Space;

namespace {

/// How much of what surrounds an object has to be there with it.
enum class Depth : std::uint8_t {
  read,     ///< What it needs to be read.
  written,  ///< And its triggers, with all that they need.
  changed,  ///< And whatever depends on it.
};

/// Of INDEXED BY.
const std::string indexed = "indexed";

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The phases of creation: what stands on a relation after all relations, triggers last.
int phase_of(const Entry& entry) {
  struct Phases {
    int operator()(const ir::Enum&) const { return 0; }
    int operator()(const ir::Sequence&) const { return 0; }
    int operator()(const ir::Table&) const { return 1; }
    int operator()(const ir::Index&) const { return 2; }
    int operator()(const ir::VirtualTable&) const { return 3; }
    int operator()(const ir::View&) const { return 4; }
    int operator()(const ir::Trigger&) const { return 5; }
  };
  return std::visit(Phases{}, entry.object);
}

class Gather {
 public:
  explicit Gather(const pipeline::Block& block) : block_(block), now_(block.after) {}

  Neighbourhood gather() {
    for (const schema::Schema::Change& change : now_.changes_since(block_.begin)) {
      before_[change.id] = *change.before ? &**change.before : nullptr;
      found_.changed.insert(change.id);
      some_say_indexed_ |=
          *change.before && schema::words_said((*change.before)->object).contains(indexed);
    }
    for (const Id& id : found_.changed) {
      visit(id, Depth::changed);
      if (id.space == Space::trigger || id.space == Space::index) change_owner(id);
    }
    visit_conditional();
    visit_named();
    while (!queue_.empty()) {
      const auto [id, depth] = std::move(queue_.front());
      queue_.pop_front();
      spread(id, depth);
    }
    return finish();
  }

 private:
  void visit(const Id& id, Depth depth, bool affected = false) {
    if (affected && id.space == Space::relation) found_.affected.insert(id);
    const auto [seen, is_new] = depth_.emplace(id, depth);
    if (!is_new && seen->second >= depth) return;
    seen->second = depth;
    queue_.emplace_back(id, depth);
  }

  /// What changes on a table changes what can be done with the table.
  void change_owner(const Id& id) {
    for (const Entry* entry : {then(id), now_.find(id)})
      if (entry != nullptr) {
        const auto* index = std::get_if<ir::Index>(&entry->object);
        const source::Name& owner =
            index != nullptr ? index->table : std::get<ir::Trigger>(entry->object).table;
        visit({Space::relation, owner.key()}, index != nullptr ? Depth::changed : Depth::written,
              true);
      }
  }

  /// What statements with IF EXISTS and IF NOT EXISTS are about, though they may change nothing.
  void visit_conditional() {
    for (const std::vector<ir::Step>* steps : block_.steps)
      for (const ir::Step& step : *steps) {
        const bool asks = std::visit(
            [](const auto& op) {
              if constexpr (requires { op.if_exists; })
                return op.if_exists;
              else if constexpr (requires { op.if_not_exists; })
                return op.if_not_exists;
              else
                return false;
            },
            static_cast<const ir::Operations&>(step.operation));
        if (!asks) continue;
        for (const Id& id : schema::affected_objects(step.operation))
          if (then(id) != nullptr || now_.find(id) != nullptr) visit(id, Depth::written);
      }
  }

  /// What the author's own statements name: those over rows, and expressions in a rebuild.
  void visit_named() {
    for (const std::vector<ir::Step>* steps : block_.steps)
      for (const ir::Step& step : *steps) {
        for (const Id& id : schema::affected_objects(step.operation))
          if (then(id) != nullptr) visit(id, Depth::written);
        if (const auto* create = std::get_if<ir::CreateTrigger>(&step.operation))
          visit({Space::relation, create->trigger.table.key()}, Depth::written);
      }
    for (const backends::Action& action : block_.script.actions) {
      if (action.strategy == Strategy::native) continue;
      for (const backends::Statement& statement : action.statements)
        for (const std::string& word : words_in(statement.text))
          for (const Space space : {Space::relation, Space::index, Space::trigger})
            if (const Id id{space, word}; then(id) != nullptr || now_.find(id) != nullptr)
              visit(id, action.raw ? Depth::changed : Depth::written);
    }
  }

  void spread(const Id& id, Depth depth) {
    if (id.space == Space::relation && depth == Depth::changed) found_.affected.insert(id);
    if (depth == Depth::changed && id.space != Space::index && id.space != Space::trigger)
      for (const Entry* entry : now_.dependents(id)) visit_dependent(*entry);
    for (const Entry* entry : {then(id), now_.find(id)})
      if (entry != nullptr) visit_needed(*entry, depth);
  }

  void visit_dependent(const Entry& entry) {
    const Id id = schema::id_of(entry.object);
    if (std::holds_alternative<ir::View>(entry.object) ||
        std::holds_alternative<ir::VirtualTable>(entry.object))
      return visit(id, Depth::changed, true);
    if (const auto* trigger = std::get_if<ir::Trigger>(&entry.object))
      visit({Space::relation, trigger->table.key()}, Depth::written, true);
    visit(id, Depth::written, std::holds_alternative<ir::Table>(entry.object));
  }

  void visit_needed(const Entry& entry, Depth depth) {
    const Id id = schema::id_of(entry.object);
    const bool is_trigger = id.space == Space::trigger;
    // Whatever a trigger writes fires triggers in its turn.
    const Depth needed = is_trigger ? Depth::written : Depth::read;
    if (!std::holds_alternative<ir::Table>(entry.object) || depth >= Depth::written)
      for (const Id& mentioned : entry.mentions) visit(mentioned, needed);
    else
      for (const Id& mentioned : entry.mentions)
        if (mentioned.space == Space::type) visit(mentioned, needed);
    if (id.space != Space::relation) return;
    // The arguments of a module name what it reads.
    if (const auto* table = std::get_if<ir::VirtualTable>(&entry.object))
      for (const std::string& word : words_in(table->arguments))
        if (const Id named{Space::relation, word}; then(named) != nullptr)
          visit(named, Depth::read);
    const source::Name& name = schema::name_of(entry.object);
    for (const ir::Index* index : now_.indexes_of(name))
      if (index->unique || some_say_indexed_) visit({Space::index, index->name.key()}, Depth::read);
    if (depth >= Depth::written)
      for (const ir::Trigger* trigger : now_.triggers_of(name))
        visit({Space::trigger, trigger->name.key()}, Depth::written);
  }

  [[nodiscard]] const Entry* then(const Id& id) const {
    const auto changed = before_.find(id);
    return changed != before_.end() ? changed->second : now_.find(id);
  }

  Neighbourhood finish() {
    for (const auto& [id, depth] : depth_) {
      const Entry* entry = then(id);
      if (entry == nullptr && now_.find(id) == nullptr) continue;  // nothing has that name
      found_.all.insert(id);
      if (entry != nullptr) found_.before.push_back(entry);
    }
    std::sort(found_.before.begin(), found_.before.end(), [](const Entry* a, const Entry* b) {
      return std::tuple(phase_of(*a), a->order) < std::tuple(phase_of(*b), b->order);
    });
    return std::move(found_);
  }

  const pipeline::Block& block_;
  const schema::Schema& now_;
  std::map<Id, const Entry*> before_;  ///< Of what is changed; null: it was not there.
  std::map<Id, Depth> depth_;
  /// Then an index that is not unique can matter to statements over a table that stays as it is.
  bool some_say_indexed_ = !now_.saying(indexed).empty();
  std::deque<std::pair<Id, Depth>> queue_;
  Neighbourhood found_;
};

}  // namespace

Neighbourhood neighbourhood_of(const pipeline::Block& block) { return Gather(block).gather(); }

std::set<std::string> words_in(std::string_view sql) {
  std::set<std::string> words;
  for (std::size_t at = 0; at < sql.size();) {
    if (is_word_character(sql[at])) {
      const std::size_t begin = at;
      while (at < sql.size() && is_word_character(sql[at])) ++at;
      words.insert(source::fold(sql.substr(begin, at - begin)));
    } else if (sql[at] == '"' || sql[at] == '`' || sql[at] == '[') {
      const char closing = sql[at] == '[' ? ']' : sql[at];
      std::string name;
      for (++at; at < sql.size(); ++at) {
        if (sql[at] == closing && (closing == ']' || sql.substr(at + 1, 1) != sql.substr(at, 1)))
          break;
        if (sql[at] == closing) ++at;
        name += sql[at];
      }
      ++at;
      words.insert(source::fold(name));
    } else {
      ++at;  // the quotes of a string: its words count
    }
  }
  return words;
}

}  // namespace migc::verify
