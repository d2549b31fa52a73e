#include "compiler/schema/replay/affected.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "compiler/schema/replay/earlier.hpp"
#include "compiler/sql/may_depend_on.hpp"
#include "compiler/sql/unique_keys.hpp"

namespace migc::schema {

namespace {

/// What the queries and bodies of others can see of a table.
struct Seen {
  std::vector<std::pair<std::string, bool>> columns{};  ///< In their order; whether generated.
  bool without_rowid = false;
  std::vector<std::vector<std::string>> keys{};

  Seen(const ir::Table& table, const Schema& schema) : without_rowid(table.without_rowid) {
    for (const ir::Column& column : table.columns)
      columns.emplace_back(column.name.key(), column.has<ir::Generated>());
    for (sql::UniqueKey& key : sql::unique_keys_of(table, schema))
      keys.push_back(std::move(key.columns));
    std::sort(keys.begin(), keys.end());
  }
  bool operator==(const Seen&) const = default;
};

using Columns = std::set<std::string>;

/// The columns that a table got or lost, if that is all that its readers can see of the change;
/// nothing if it may look otherwise to any of them.
std::optional<Columns> only_columns(const Schema::Change& change, const Schema& schema) {
  const Entry* entry = schema.find(change.id);
  const auto* now = entry == nullptr ? nullptr : std::get_if<ir::Table>(&entry->object);
  const auto* then =
      change.before->has_value() ? std::get_if<ir::Table>(&(*change.before)->object) : nullptr;
  if (now == nullptr || then == nullptr) return std::nullopt;
  Seen fewer(*then, schema), more(*now, schema);
  if (fewer.columns.size() > more.columns.size()) std::swap(fewer, more);
  Columns columns;
  std::size_t kept = 0;
  for (const auto& column : more.columns)
    if (kept < fewer.columns.size() && column == fewer.columns[kept])
      ++kept;
    else
      columns.insert(column.first);
  if (kept < fewer.columns.size()) return std::nullopt;
  more.columns = fewer.columns;
  if (fewer != more) return std::nullopt;
  return columns;
}

/// Whether a reader of a table may mean something else once the table got or lost columns.
struct MayDepend {
  const Columns& columns;

  bool operator()(const ir::View& view) const { return in(view.query); }
  bool operator()(const ir::Trigger& trigger) const {
    return in(trigger.body) || (trigger.when && in(*trigger.when)) ||
           std::any_of(trigger.update_of.begin(), trigger.update_of.end(),
                       [&](const Name& name) { return columns.contains(name.key()); });
  }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }

 private:
  [[nodiscard]] bool in(const ir::Expression& text) const {
    return sql::may_depend_on(columns, text);
  }
};

}  // namespace

std::vector<Id> affected(const Schema& schema, Schema::Mark begin) {
  std::vector<Id> found;
  std::set<Id> seen, spread;
  std::deque<Id> queue;
  const auto visit = [&](const Id& id) {
    if (schema.find(id) != nullptr && seen.insert(id).second) found.push_back(id);
  };
  const auto spread_from = [&](Id id) {
    if (spread.insert(id).second) queue.push_back(std::move(id));
  };
  for (const Schema::Change& change : schema.changes_since(begin)) {
    visit(change.id);
    if (change.id.space == Space::relation) {
      const std::optional<Columns> columns = only_columns(change, schema);
      if (!schema.dangling.empty() || !columns) {
        spread_from(change.id);
      } else {
        for (const Entry* entry : schema.dependents(change.id))
          if (std::holds_alternative<ir::Table>(entry->object) ||
              (!columns->empty() && std::visit(MayDepend{*columns}, entry->object))) {
            visit(id_of(entry->object));
            if (std::holds_alternative<ir::View>(entry->object)) spread_from(id_of(entry->object));
          }
      }
    }
    if (change.id.space != Space::index) continue;
    // An index that comes or goes makes or unmakes a key for foreign keys and upserts, and is named
    // by INDEXED BY.
    const Entry* now = schema.find(change.id);
    for (const Entry* entry : {now, *change.before ? &**change.before : nullptr})
      if (entry != nullptr)
        for (const Entry* reader :
             schema.dependents({Space::relation, std::get<ir::Index>(entry->object).table.key()}))
          if (!std::holds_alternative<ir::Index>(reader->object)) visit(id_of(reader->object));
  }
  while (!queue.empty()) {
    const Id id = std::move(queue.front());
    queue.pop_front();
    for (const Entry* entry : schema.dependents(id)) {
      visit(id_of(entry->object));
      if (std::holds_alternative<ir::View>(entry->object)) spread_from(id_of(entry->object));
    }
  }
  return found;
}

/// Views that were read as they were then are read once.
struct Past::At {
  At(const Schema& now, Schema::Mark mark) : earlier(now, mark), lookup(earlier) {}

  const Earlier earlier;
  sql::RelationLookup lookup;
};

Past::Past(const std::vector<ir::Step>& steps, const std::map<Id, std::size_t>& touched_by,
           const Schema& schema, Schema::Mark begin)
    : renames_(steps), touched_by_(touched_by), schema_(schema), begin_(begin) {}

Past::~Past() = default;

std::vector<sql::Unresolved> Past::changed_meaning(const Entry& entry) {
  const Id id = id_of(entry.object);
  const bool reads = std::holds_alternative<ir::View>(entry.object) ||
                     std::holds_alternative<ir::Trigger>(entry.object);
  if (!reads) return {};
  if (!std::exchange(known_, true)) look();
  Schema::Mark mark = begin_;
  std::size_t since = 0;
  const auto written = touched_by_.find(id);
  const auto created = latest_.created.find(id);
  if (written != touched_by_.end() && created != latest_.created.end()) {
    mark = created->second + 1;
    since = written->second + 1;
  }
  if (!reads_what_changed_after(mark, entry)) return {};
  std::unique_ptr<At>& at = at_[mark];
  if (!at) at = std::make_unique<At>(schema_, mark);
  const Object* old = at->lookup.object(id);
  if (old == nullptr) return {};
  sql::RelationLookup after(schema_);
  return sql::changed_meaning(*old, at->lookup, entry.object, after, renames_, since);
}

/// A change of an index is one of its table, too.
void Past::look() {
  latest_ = schema_.latest_since(begin_);
  for (const Schema::Change& change : schema_.changes_since(begin_)) {
    if (change.id.space != Space::index) continue;
    const Entry* now = schema_.find(change.id);
    for (const Entry* entry : {now, *change.before ? &**change.before : nullptr}) {
      if (entry == nullptr) continue;
      const Id table{Space::relation, std::get<ir::Index>(entry->object).table.key()};
      Schema::Mark& last = latest_.changed[table];
      last = std::max(last, latest_.changed.at(change.id));
    }
  }
}

/// Or was changed itself: a rename may have led it from a table to what WITH gives.
bool Past::reads_what_changed_after(Schema::Mark mark, const Entry& entry) {
  const auto own = latest_.changed.find(id_of(entry.object));
  if (own != latest_.changed.end() && own->second >= mark) return true;
  return std::any_of(entry.mentions.begin(), entry.mentions.end(), [&](const Id& id) {
    return id.space == Space::relation && last_change(id) > mark;
  });
}

/// One more than where the journal has the last change of a relation or of what it reads.
Schema::Mark Past::last_change(const Id& id) {
  const auto [known, fresh] = reached_.try_emplace(id, 0);
  if (!fresh) return known->second;  // 0, too, for a view that reads itself
  Schema::Mark last = 0;
  const auto changed = latest_.changed.find(id);
  if (changed != latest_.changed.end()) last = changed->second + 1;
  const Entry* entry = schema_.find(id);
  if (entry != nullptr && std::holds_alternative<ir::View>(entry->object))
    for (const Id& mentioned : entry->mentions)
      if (mentioned.space == Space::relation) last = std::max(last, last_change(mentioned));
  return reached_[id] = last;
}

}  // namespace migc::schema
