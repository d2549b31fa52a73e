#include <deque>
#include <map>
#include <set>
#include <utility>

#include "compiler/schema/edit/objects.hpp"
#include "compiler/sql/names_column.hpp"
#include "compiler/sql/relation_columns.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::schema {

namespace {

/// A schema in which some objects are already as they will be.
class Overlay final : public sql::Relations {
 public:
  Overlay(const Schema& schema, const std::map<Id, Object>& rewritten)
      : schema_(schema), rewritten_(rewritten) {}

  [[nodiscard]] const dialect::Dialect& dialect() const override { return schema_.dialect(); }
  [[nodiscard]] const Object* object(const Id& id) const override {
    const auto found = rewritten_.find(id);
    return found == rewritten_.end() ? schema_.object(id) : &found->second;
  }
  [[nodiscard]] std::vector<std::string> names(Space space) const override {
    return schema_.names(space);
  }
  [[nodiscard]] std::vector<const ir::Index*> indexes_of(const Name& table) const override {
    return schema_.indexes_of(table);
  }

 private:
  const Schema& schema_;
  const std::map<Id, Object>& rewritten_;
};

/// Renames a column and follows its name: where a view shows the column under that name, what
/// reads the view follows as well. All objects are rewritten against the schema before, then put
/// together.
class ColumnRename {
 public:
  explicit ColumnRename(Schema& schema)
      : schema_(schema), overlay_(schema, rewritten_), after_(overlay_) {}

  void run(const Name& table, const Name& from, const Name& to) {
    const Id id{Space::relation, table.key()};
    follow(schema_.find(id)->object, {table, from, to});
    queue_.push_back({table, from, to});
    while (!queue_.empty()) {
      const Renamed renamed = std::move(queue_.front());
      queue_.pop_front();
      spread(renamed);
    }
    for (const auto& [key, object] : rewritten_) schema_.put(object);
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

  /// Compares the columns of views before and after. Each is read anew: what it reads has changed.
  void queue_changed_columns(const std::vector<ir::View>& views) {
    for (const ir::View& view : views) after_.forget(view.name.key());
    for (const ir::View& view : views) {
      const auto before = sql::view_column_names(view, schema_);
      const sql::Relation* after = after_.find(view.name.key());
      if (!before || after == nullptr || !after->shape.complete ||
          before->size() != after->shape.columns.size())
        continue;
      for (std::size_t i = 0; i < before->size(); ++i) {
        const sql::ColumnName& now = after->shape.columns[i];
        const Name& old_name = (*before)[i];
        const Name new_name{now.text, now.exact, {}, {}, now.exact};
        if (source::same(old_name, new_name)) continue;
        if (seen_.insert({view.name.key(), old_name.key()}).second)
          queue_.push_back({view.name, old_name, new_name});
      }
    }
  }

  Schema& schema_;
  std::map<Id, Object> rewritten_;
  Overlay overlay_;
  sql::RelationLookup after_;
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
