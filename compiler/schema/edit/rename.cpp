#include <deque>
#include <map>
#include <set>
#include <utility>

#include "compiler/schema/edit/objects.hpp"
#include "compiler/sql/names_column.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::schema {

namespace {

/// Renames a column and follows its name: where a view shows the column under that name, what
/// reads the view follows as well. All objects are rewritten against the schema before, then put
/// together.
class ColumnRename {
 public:
  explicit ColumnRename(Schema& schema) : schema_(schema) {}

  void run(const Name& table, const Name& from, const Name& to) {
    const Id id{Space::relation, table.key()};
    follow(schema_.find(id)->object, {table, from, to});
    queue_.push_back({table, from, to});
    while (!queue_.empty()) {
      const Renamed renamed = std::move(queue_.front());
      queue_.pop_front();
      spread(renamed);
    }
    put_all();
  }

 private:
  struct Renamed {
    Name relation, from, to;
  };

  void follow(const Object& object, const Renamed& renamed) {
    const Id id = id_of(object);
    const auto found = rewritten_.find(id);
    Object now = found == rewritten_.end() ? object : std::move(found->second);
    rewritten_.insert_or_assign(id, sql::with_column_renamed(std::move(now), renamed.relation,
                                                             renamed.from, renamed.to, schema_));
  }

  void spread(const Renamed& renamed) {
    std::vector<ir::View> views;
    const Id id{Space::relation, renamed.relation.key()};
    for (const Entry* entry : schema_.dependents(id)) {
      if (id_of(entry->object) != id &&
          sql::names_column(entry->object, renamed.relation, renamed.from, schema_))
        follow(entry->object, renamed);
      const auto* view = std::get_if<ir::View>(&entry->object);
      if (view != nullptr && view->columns.empty()) views.push_back(*view);
    }
    if (!views.empty()) queue_changed_columns(views);
  }

  /// Compares the columns of views before and after; to know those after, tries the rename out.
  void queue_changed_columns(const std::vector<ir::View>& views) {
    std::vector<std::optional<std::vector<Name>>> before, after;
    for (const ir::View& view : views) before.push_back(sql::view_column_names(view, schema_));
    const Schema::Mark mark = schema_.mark();
    put_all();
    for (const ir::View& view : views)
      after.push_back(sql::view_column_names(*schema_.view(view.name), schema_));
    schema_.undo_to(mark);
    for (std::size_t v = 0; v < views.size(); ++v) {
      if (!before[v] || !after[v] || before[v]->size() != after[v]->size()) continue;
      for (std::size_t i = 0; i < before[v]->size(); ++i) {
        const Name &old_name = (*before[v])[i], &new_name = (*after[v])[i];
        if (source::same(old_name, new_name)) continue;
        if (seen_.insert({views[v].name.key(), old_name.key()}).second)
          queue_.push_back({views[v].name, old_name, new_name});
      }
    }
  }

  void put_all() {
    for (const auto& [id, object] : rewritten_) schema_.put(object);
  }

  Schema& schema_;
  std::map<Id, Object> rewritten_;
  std::deque<Renamed> queue_;
  std::set<std::pair<std::string, std::string>> seen_;
};

Object named(Object object, const Name& name) {
  std::visit([&](auto& any) { any.name = name; }, object);
  return object;
}

}  // namespace

bool rename(const ir::RenameTable& op, const Context& context) {
  Schema& schema = context.schema;
  const Entry* entry = find_entry(Space::relation, op.table, context);
  if (entry == nullptr) return false;
  if (std::holds_alternative<ir::View>(entry->object)) {
    Diagnostic& diagnostic =
        context.report_at(kind::wrong_kind, op.table.written, op.table.shown(), "view", "table");
    diagnostic.label = "a view cannot be renamed: drop it, and create it under its new name";
    note_origin(diagnostic, *entry);
    return false;
  }
  const Id id{Space::relation, op.table.key()};
  if (op.to.key() != id.key && !check_name_available(Space::relation, op.to, "table", context))
    return false;
  // A trigger whose name is its table's gets another one.
  std::vector<std::pair<Id, Object>> followers;
  for (const Entry* dependent : schema.dependents(id))
    if (dependent != entry)
      followers.emplace_back(
          id_of(dependent->object),
          sql::with_relation_renamed(dependent->object, op.table, op.to, schema));
  schema.replace(id,
                 named(sql::with_relation_renamed(entry->object, op.table, op.to, schema), op.to));
  for (auto& [old, follower] : followers) schema.replace(old, std::move(follower));
  return true;
}

bool rename(const Name& name, const ir::RenameColumn& op, const Context& context) {
  const ir::Table* table = find_table(name, context);
  if (table == nullptr) return false;
  const ir::Column* column = find_column(*table, op.from, context);
  if (column == nullptr) return false;
  const ir::Column* other = table->find(op.to);
  if (other != nullptr && other != column) {
    Diagnostic& diagnostic =
        context.report_at(kind::duplicate_column, op.to.written, table->name.shown(), op.to.text);
    if (other->name.written.known()) diagnostic.note(other->name.written, "it is declared here");
    return false;
  }
  ColumnRename(context.schema).run(name, op.from, op.to);
  return true;
}

bool rename(const ir::RenameIndex& op, const Context& context) {
  const Entry* entry = find_entry(Space::index, op.index, context);
  if (entry == nullptr) return false;
  if (op.to.key() != op.index.key() && !check_name_available(Space::index, op.to, "index", context))
    return false;
  context.schema.replace({Space::index, op.index.key()}, named(entry->object, op.to));
  return true;
}

}  // namespace migc::schema
