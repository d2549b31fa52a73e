#include "compiler/verify/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <numeric>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/schema/model/affected_objects.hpp"
#include "compiler/sql/may_depend_on.hpp"

namespace migc::verify {

using schema::Entry;
using schema::Id;
using schema::Space;

namespace {

/// What the steps of a block say of names and values.
struct Intent {
  std::set<std::string> columns;  ///< Keys of those that come, go or change their names.
  std::set<Id> restated;          ///< Tables whose values may be others; types of their columns.
  std::set<Id> rewritten;         ///< Views that the block itself makes or drops.
  bool reorders = false;
  bool is_raw = false;
};

class ReadIntent {
 public:
  explicit ReadIntent(Intent& intent) : intent_(intent) {}

  void operator()(const ir::AlterTable& op) {
    const ir::AlterationEffect effect = ir::effect_of(op.alteration);
    if (effect.changes_names)
      for (const source::Name& column : effect.columns) intent_.columns.insert(column.key());
    intent_.reorders |= effect.changes_order;
    if (effect.changes_values) restate(op.table);
  }
  void operator()(const ir::Execute&) { intent_.is_raw = true; }
  void operator()(const ir::DropTable& op) { restate(op.table); }
  void operator()(const ir::AddEnumValue& op) { restate_type(op.type); }
  void operator()(const ir::RenameEnumValue& op) { restate_type(op.type); }
  void operator()(const ir::DropEnumValue& op) { restate_type(op.type); }
  void operator()(const ir::CreateView& op) { rewrite(op.view.name); }
  void operator()(const ir::DropView& op) { rewrite(op.view); }
  template <class Other>
  void operator()(const Other&) {}  // changes no value that is there, and no name of a column

 private:
  void restate(const source::Name& table) {
    intent_.restated.insert({Space::relation, table.key()});
  }
  void restate_type(const source::Name& type) {
    intent_.restated.insert({Space::type, type.key()});
  }
  void rewrite(const source::Name& view) {
    intent_.rewritten.insert({Space::relation, view.key()});
  }

  Intent& intent_;
};

Intent intent_of(const pipeline::Block& block) {
  Intent intent;
  for (const std::vector<ir::Step>* steps : block.steps)
    for (const ir::Step& step : *steps) std::visit(ReadIntent(intent), step.operation);
  return intent;
}

/// Whether an answer depends on when, or how often, it is asked for.
bool is_fickle(const ir::Expression& query) {
  constexpr std::array<std::string_view, 6> words = {
      "random", "randomblob", "now", "current_date", "current_time", "current_timestamp"};
  return std::any_of(query.tokens.begin(), query.tokens.end(), [&](const ir::Token& token) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return source::same(token.text, word); });
  });
}

class Choose {
 public:
  Choose(const pipeline::Block& block, const Neighbourhood& around)
      : block_(block), around_(around), intent_(intent_of(block)) {
    for (const Entry* entry : around.before) entries_[schema::id_of(entry->object)] = entry;
  }

  [[nodiscard]] bool is_raw() const { return intent_.is_raw; }

  [[nodiscard]] bool stays(const Id& id) const {
    return around_.affected.count(id) > 0 && intent_.rewritten.count(id) == 0 &&
           block_.after.find(id) != nullptr && block_.after.dangling.count(id) == 0;
  }

  /// Whether a view might answer otherwise, though all that it reads keeps its values.
  [[nodiscard]] bool could_change(const Entry& entry) const {
    bool could = intent_.reorders;
    std::set<Id> seen;
    std::deque<const Entry*> open = {&entry};
    while (!open.empty()) {
      const Entry& next = *open.front();
      open.pop_front();
      if (const auto* view = std::get_if<ir::View>(&next.object)) {
        if (is_fickle(view->query)) return false;
        could |= sql::may_depend_on(intent_.columns, view->query);
      }
      for (const Id& id : next.mentions) {
        if (!seen.insert(id).second) continue;
        if (intent_.restated.count(id) > 0 || intent_.rewritten.count(id) > 0) return false;
        if (const auto found = entries_.find(id); found != entries_.end())
          open.push_back(found->second);
      }
    }
    return could;
  }

 private:
  const pipeline::Block& block_;
  const Neighbourhood& around_;
  const Intent intent_;
  std::map<Id, const Entry*> entries_;
};

std::string name_of(const Entry& entry) {
  return backends::quoted(schema::name_of(entry.object).text, '"');
}

bool is_full_text(const Entry& entry) {
  const auto* table = std::get_if<ir::VirtualTable>(&entry.object);
  return table != nullptr && (table->module.key() == "fts5" || table->module.key() == "fts4" ||
                              table->module.key() == "fts3");
}

/// https://www.sqlite.org/fts5.html#the_integrity_check_command, …/fts3.html#integcheck
bool is_sound(const Entry& entry, database::Stage& stage) {
  const bool is_fts5 = std::get<ir::VirtualTable>(entry.object).module.key() == "fts5";
  const std::string name = name_of(entry);
  return !stage.run(
      is_fts5 ? fmt::format("INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)", name)
              : fmt::format("INSERT INTO {0} ({0}) VALUES ('integrity-check')", name));
}

std::optional<Answer> ask(const Entry& view, database::Stage& stage) {
  const std::string query = "SELECT * FROM " + name_of(view);
  try {
    Answer answer{stage.columns_of(query), {}};
    for (const auto& row : stage.query(query)) {
      std::vector<std::string>& values = answer.rows.emplace_back();
      for (const auto& value : row) values.push_back(value ? "'" + *value : "NULL");
    }
    return answer;
  } catch (const database::Error&) {
    return std::nullopt;  // whether it can be read is another question
  }
}

/// The rows as text, with the columns at these places alone.
std::vector<std::string> texts(const Answer& answer, const std::vector<std::size_t>& places) {
  std::vector<std::string> texts;
  for (const std::vector<std::string>& row : answer.rows) {
    std::string& text = texts.emplace_back();
    for (const std::size_t place : places) text += row[place] + '\n';
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

bool same_answer(const Answer& a, const Answer& b) {
  std::vector<std::size_t> all(a.columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  // Columns that change names are where they were.
  if (a.columns.size() == b.columns.size() && texts(a, all) == texts(b, all)) return true;
  std::vector<std::size_t> left, right, others;
  std::vector<bool> is_taken(a.columns.size(), false);
  for (std::size_t at = 0; at < b.columns.size(); ++at) {
    std::size_t from = 0;
    while (from < a.columns.size() &&
           (is_taken[from] || !source::same(a.columns[from], b.columns[at])))
      ++from;
    if (from == a.columns.size()) {
      others.push_back(at);
      continue;
    }
    is_taken[from] = true;
    left.push_back(from);
    right.push_back(at);
  }
  // A renamed column is where it was among those that have no namesake.
  std::size_t other = 0;
  for (std::size_t from = 0; from < a.columns.size() && other < others.size(); ++from)
    if (!is_taken[from] && a.columns.size() == b.columns.size()) {
      left.push_back(from);
      right.push_back(others[other++]);
    }
  return texts(a, left) == texts(b, right);
}

Bystanders::Bystanders(const pipeline::Block& block, const Neighbourhood& neighbourhood) {
  const Choose choose(block, neighbourhood);
  if (choose.is_raw()) return;
  for (const Entry* entry : neighbourhood.before) {
    if (!choose.stays(schema::id_of(entry->object))) continue;
    if (is_full_text(*entry)) indexes_.push_back(entry);
    if (std::holds_alternative<ir::View>(entry->object) && choose.could_change(*entry))
      views_.push_back(entry);
  }
}

void Bystanders::note(database::Stage& stage) {
  before_.clear();
  sound_.clear();
  for (const Entry* index : indexes_) {
    const std::string name = name_of(*index);
    static_cast<void>(stage.run(fmt::format("INSERT INTO {0} ({0}) VALUES ('rebuild')", name)));
    if (is_sound(*index, stage)) sound_.insert(schema::id_of(index->object));
  }
  for (const Entry* view : views_)
    if (auto answer = ask(*view, stage))
      before_.emplace(schema::id_of(view->object), std::move(*answer));
}

std::vector<Bystanders::Difference> Bystanders::differences(database::Stage& stage) const {
  std::vector<Difference> found;
  for (const Entry* index : indexes_) {
    const Id id = schema::id_of(index->object);
    if (sound_.count(id) > 0 && !is_sound(*index, stage)) found.push_back({id, true});
  }
  for (const Entry* view : views_) {
    const Id id = schema::id_of(view->object);
    const auto before = before_.find(id);
    if (before == before_.end()) continue;
    const auto after = ask(*view, stage);
    if (after && !same_answer(before->second, *after)) found.push_back({id, false});
  }
  return found;
}

}  // namespace migc::verify
