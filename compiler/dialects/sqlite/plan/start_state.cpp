#include "compiler/dialects/sqlite/plan/start_state.hpp"

#include <algorithm>
#include <variant>

#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/schema/model/words_said.hpp"

namespace migc::backends::sqlite {

namespace {

/// What the schema table calls an object that is in it.
struct TypeWord {
  std::string operator()(const ir::Table&) const { return "table"; }
  std::string operator()(const ir::VirtualTable&) const { return "table"; }
  std::string operator()(const ir::View&) const { return "view"; }
  std::string operator()(const ir::Index&) const { return "index"; }
  std::string operator()(const ir::Trigger&) const { return "trigger"; }
  std::string operator()(const ir::Enum&) const { return ""; }
  std::string operator()(const ir::Sequence&) const { return ""; }
};

/// Whether an index or a trigger stands on the relation.
struct StandsOn {
  const source::Name& relation;

  bool operator()(const ir::Index& index) const { return same(index.table, relation); }
  bool operator()(const ir::Trigger& trigger) const { return same(trigger.table, relation); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

/// Whether a word is somewhere in the text of an object, or a table refers to a relation of that
/// name. Rather once too often: it says who is known.
struct Says {
  const std::string& key;

  bool operator()(const ir::View& view) const {
    return in(view.name.text) || in(view.columns) || in(view.query);
  }
  bool operator()(const ir::Trigger& trigger) const {
    return in(trigger.name.text) || in(trigger.table.text) || (trigger.when && in(*trigger.when)) ||
           in(trigger.body) || in(trigger.update_of);
  }
  bool operator()(const ir::Table& table) const {
    const auto refers = [&](const auto& constraint) {
      if (const auto* rule = std::get_if<ir::ForeignKey>(&constraint.rule))
        return rule->references.table.key() == key;
      return false;
    };
    return std::any_of(table.constraints.begin(), table.constraints.end(), refers) ||
           std::any_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
             return std::any_of(column.constraints.begin(), column.constraints.end(),
                                [&](const ir::ColumnConstraint& constraint) {
                                  const auto* rule = std::get_if<ir::References>(&constraint.rule);
                                  return rule != nullptr && rule->table.key() == key;
                                });
           });
  }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  [[nodiscard]] bool in(const std::string& text) const {
    return source::fold(text).find(key) != std::string::npos;
  }
  [[nodiscard]] bool in(const std::vector<ir::Name>& names) const {
    return std::any_of(names.begin(), names.end(),
                       [&](const ir::Name& name) { return in(name.text); });
  }
  [[nodiscard]] bool in(const ir::Expression& expression) const {
    return std::any_of(expression.tokens.begin(), expression.tokens.end(),
                       [&](const ir::Token& token) {
                         return in(token.text) || (!token.gap.empty() && in(token.gap));
                       });
  }
};

}  // namespace

StartState::StartState(const schema::Schema& after, schema::Schema::Mark begin) : after_(after) {
  for (const schema::Schema::Change& change : after.changes_since(begin))
    changed_[change.id] = change.before->has_value() ? &(*change.before)->object : nullptr;
}

const schema::Object* StartState::find(const schema::Id& id) const {
  const auto changed = changed_.find(id);
  if (changed != changed_.end()) return changed->second;
  const schema::Entry* entry = after_.find(id);
  return entry == nullptr ? nullptr : &entry->object;
}

std::vector<const schema::Object*> StartState::on(const source::Name& relation) const {
  std::vector<const schema::Object*> found;
  for (const schema::Entry* entry : after_.dependents({schema::Space::relation, relation.key()}))
    if (!changed_.contains(schema::id_of(entry->object)) &&
        std::visit(StandsOn{relation}, entry->object))
      found.push_back(&entry->object);
  for (const auto& [id, object] : changed_)
    if (object != nullptr && std::visit(StandsOn{relation}, *object)) found.push_back(object);
  return found;
}

std::vector<std::string> StartState::readers_of(const source::Name& relation) const {
  const std::string key = relation.key();
  std::vector<std::string> names;
  const auto take = [&](const schema::Object& object) {
    if (std::visit(Says{key}, object)) names.push_back(schema::name_of(object).text);
  };
  const std::set<std::string> words = schema::words_in(key);
  for (const schema::Id& id : after_.saying(words.empty() ? "" : *words.begin()))
    if (!changed_.contains(id)) take(after_.find(id)->object);
  for (const schema::Entry* entry : after_.dependents({schema::Space::relation, key}))
    if (std::holds_alternative<ir::Table>(entry->object) &&
        !changed_.contains(schema::id_of(entry->object)))
      take(entry->object);
  for (const auto& [id, object] : changed_)
    if (object != nullptr) take(*object);
  return names;
}

schema::Schema StartState::types_of(const ir::Table& table) const {
  schema::Schema types(rules());
  for (const ir::Column& column : table.columns) {
    if (!column.type) continue;
    const schema::Object* type =
        find({schema::Space::type, source::Name{column.type->name, false, {}, {}}.key()});
    if (type != nullptr) types.put(*type);
  }
  return types;
}

std::optional<Kept> StartState::kept(const schema::Object& object) const {
  const auto* table = std::get_if<ir::Table>(&object);
  return sqlite::kept(object, table == nullptr ? schema::Schema(rules()) : types_of(*table));
}

std::optional<Kept> kept(const schema::Object& object, const schema::Schema& schema) {
  if (!schema::is_stored(object)) return std::nullopt;
  return Kept{std::visit(TypeWord{}, object), schema::name_of(object).text, print(object, schema)};
}

}  // namespace migc::backends::sqlite
