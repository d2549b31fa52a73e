#include "compiler/dialects/sqlite/plan/probes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

using schema::Id;
using schema::Schema;
using schema::Space;

/// Functions of every SQLite, and words that a parenthesis may follow though they can be names.
constexpr std::string_view known_words =
    " abs all any avg by cast changes char coalesce conflict count cume_dist current date "
    "datetime dense_rank exclude filter first first_value following full glob group_concat "
    "hex if ifnull iif inner instr json json_array json_array_length json_each json_extract "
    "json_group_array json_group_object json_insert json_object json_patch json_quote "
    "json_remove json_replace json_set json_tree json_type json_valid julianday key lag last "
    "last_insert_rowid last_value lead left length like likelihood likely lower ltrim "
    "materialized max min nth_value ntile nullif nulls over partition percent_rank preceding "
    "printf query quote raise random randomblob range rank recursive replace right round row "
    "row_number rows rtrim sqlite_version strftime substr sum time total total_changes trim "
    "typeof unicode unlikely upper zeroblob ";

constexpr std::array<std::string_view, 3> known_collations = {"binary", "nocase", "rtrim"};
constexpr std::array<std::string_view, 5> known_modules = {"fts3", "fts4", "fts5", "rtree",
                                                           "rtree_i32"};

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), source::fold(word)) != words.end();
}

/// Whether every SQLite knows all that an object says, wherever the names in it lead.
class Ordinary {
 public:
  explicit Ordinary(const std::vector<Id>& mentions) : mentions_(mentions) {}

  bool operator()(const ir::Table& table) const {
    return std::ranges::all_of(table.columns,
                               [&](const ir::Column& column) { return all(column.constraints); }) &&
           all(table.constraints);
  }
  bool operator()(const ir::View& view) const {
    return !view.has_doubtful_quotes && is(view.query);
  }
  bool operator()(const ir::Trigger& trigger) const {
    return !trigger.has_doubtful_quotes && is(trigger.body) && (!trigger.when || is(*trigger.when));
  }
  bool operator()(const ir::VirtualTable& table) const {
    return is_one_of(known_modules, table.module.text) &&
           source::fold(table.arguments).find("tokenize") == std::string::npos;
  }
  bool operator()(const ir::Index& index) const {
    return (!index.where || is(*index.where)) &&
           std::ranges::all_of(index.terms,
                               [&](const ir::Term& term) { return is(term.expression); });
  }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }

 private:
  template <class Constraints>
  [[nodiscard]] bool all(const Constraints& constraints) const {
    return std::ranges::all_of(constraints, [&](const auto& constraint) {
      return std::visit([&](const auto& rule) { return is_rule(rule); }, constraint.rule);
    });
  }
  template <class Rule>
  [[nodiscard]] bool is_rule(const Rule& rule) const {
    if constexpr (requires { rule.condition; })
      return is(rule.condition);
    else if constexpr (requires { rule.value.tokens; })
      return is(rule.value);
    else if constexpr (requires { rule.collation; })
      return is_one_of(known_collations, rule.collation.text);
    else if constexpr (requires { rule.terms; })
      return std::ranges::all_of(rule.terms,
                                 [&](const ir::Term& term) { return is(term.expression); });
    else
      return true;
  }

  [[nodiscard]] bool is(const ir::Expression& expression) const {
    const std::vector<ir::Token>& tokens = expression.tokens;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const ir::Token& token = tokens[at];
      if (!token.is_name()) continue;
      if (token.is_word("regexp") || token.is_word("match")) return false;
      if (at + 1 == tokens.size()) continue;
      const ir::Token& next = tokens[at + 1];
      if (token.is_word("collate") && !is_one_of(known_collations, next.text)) return false;
      if (next.is_symbol("(") && !is_known(token)) return false;
    }
    return true;
  }
  [[nodiscard]] bool is_known(const ir::Token& token) const {
    return known_words.find(" " + source::fold(token.text) + " ") != std::string_view::npos ||
           (token.kind == ir::Token::Kind::word && rules().needs_quotes(token.text)) ||
           std::ranges::find(mentions_, Id{Space::relation, token.name().key()}) != mentions_.end();
  }

  const std::vector<Id>& mentions_;
};

bool is_ordinary(const Id& id, const Schema& schema) {
  const schema::Entry* entry = schema.find(id);
  return entry == nullptr ||
         (!schema.dangling.contains(id) && std::visit(Ordinary(entry->mentions), entry->object));
}

/// The same of all that SQLite reads when it prepares a statement over a relation.
bool all_ordinary(const Id& relation, const Schema& schema) {
  std::set<Id> seen;
  std::deque<Id> queue{relation};
  while (!queue.empty()) {
    const Id id = std::move(queue.front());
    queue.pop_front();
    const schema::Entry* entry = schema.find(id);
    if (!seen.insert(id).second || entry == nullptr) continue;
    if (!is_ordinary(id, schema)) return false;
    if (!std::holds_alternative<ir::Table>(entry->object))
      queue.insert(queue.end(), entry->mentions.begin(), entry->mentions.end());
    if (id.space != Space::relation) continue;
    for (const ir::Trigger* trigger : schema.triggers_of(schema::name_of(entry->object)))
      queue.push_back({Space::trigger, trigger->name.key()});
    for (const ir::Index* index : schema.indexes_of(schema::name_of(entry->object)))
      queue.push_back({Space::index, index->name.key()});
  }
  return true;
}

std::string to_themselves(const std::vector<ir::Name>& columns) {
  std::string text;
  for (const ir::Name& column : columns)
    text += fmt::format("{0}{1} = {1}", text.empty() ? "" : ", ", quote(column));
  return text;
}

/// A column that tables of this kind always have, whatever else has changed.
std::optional<ir::Name> lasting_column(const ir::Table& table) {
  if (table.without_rowid) {
    const std::vector<ir::Term> key = primary_key(table);
    return key.empty() ? std::nullopt : key.front().column();
  }
  const std::optional<std::string> name = rowid_name(table, table);
  if (!name) return std::nullopt;
  return ir::Name{*name, false, {}, {}};
}

std::string update_for(const ir::Trigger& trigger, const Schema& schema) {
  std::vector<ir::Name> columns = trigger.update_of;
  if (const ir::Table* table = schema.table(trigger.table)) {
    if (const auto lasting = lasting_column(*table); columns.empty() && lasting)
      columns = {*lasting};
    std::erase_if(columns, [&](const ir::Name& name) {
      const ir::Column* column = table->find(name);
      return column != nullptr && column->has<ir::Generated>();
    });
  } else if (const ir::View* view = schema.view(trigger.table);
             view != nullptr && columns.empty()) {
    if (const auto names = view_columns(*view, schema); names && !names->empty())
      columns = {ir::Name{names->front(), false, {}, {}}};
  }
  if (columns.empty()) return "";
  return fmt::format("UPDATE {} SET {} WHERE 0", quote(trigger.table), to_themselves(columns));
}

std::string insert_for(const ir::Trigger& trigger, const Schema& schema) {
  const std::string into = quote(trigger.table);
  const ir::Table* table = schema.table(trigger.table);
  if (table == nullptr) return fmt::format("INSERT INTO {0} SELECT * FROM {0} WHERE 0", into);
  const std::optional<ir::Name> column = lasting_column(*table);
  return column ? fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {0} WHERE 0", into,
                              quote(*column))
                : "";
}

}  // namespace

bool ProbesOf::is_ordinary(const Id& relation) {
  const auto [known, is_new] = ordinary_.try_emplace(relation, false);
  if (is_new) known->second = all_ordinary(relation, schema_);
  return known->second;
}

std::string ProbesOf::probe_of(const schema::Object& object) {
  if (const auto* view = std::get_if<ir::View>(&object))
    return is_ordinary(schema::id_of(object))
               ? fmt::format("SELECT 1 FROM {} WHERE 0", quote(view->name))
               : "";
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  if (trigger == nullptr || !is_ordinary({Space::relation, trigger->table.key()})) return "";
  switch (trigger->event) {
    case ir::Trigger::Event::insert:
      return insert_for(*trigger, schema_);
    case ir::Trigger::Event::update:
      return update_for(*trigger, schema_);
    case ir::Trigger::Event::delete_:
      return fmt::format("DELETE FROM {} WHERE 0", quote(trigger->table));
  }
  return "";
}

std::set<std::string> relations_of(const schema::Object& object, const Schema& schema) {
  std::set<std::string> found;
  std::deque<Id> queue{schema::id_of(object)};
  while (!queue.empty()) {
    const schema::Entry* entry = schema.find(queue.front());
    queue.pop_front();
    if (entry == nullptr || std::holds_alternative<ir::Table>(entry->object)) continue;
    for (const Id& id : entry->mentions)
      if (id.space == Space::relation && schema.find(id) != nullptr && found.insert(id.key).second)
        queue.push_back(id);
  }
  return found;
}

std::vector<Probe> probes(const Script& script, const KnownRelations& known) {
  std::vector<Probe> found;
  for (const Script::Made& made : script.made) {
    if (made.probe.empty()) continue;
    if (std::ranges::all_of(made.reads, [&](const std::string& key) { return known.has(key); }))
      continue;
    const bool is_found =
        std::ranges::any_of(found, [&](const Probe& probe) { return probe.sql == made.probe; });
    if (!is_found) found.push_back({made.probe, made.after.type + " " + made.after.name});
  }
  return found;
}

}  // namespace migc::backends::sqlite
