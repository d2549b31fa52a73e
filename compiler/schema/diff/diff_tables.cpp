#include <algorithm>
#include <set>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/check/foreign_keys.hpp"
#include "compiler/schema/diff/diff_table.hpp"
#include "compiler/schema/diff/way.hpp"
#include "compiler/schema/model/same.hpp"

namespace migc::schema {

namespace {

Id relation(const Name& name) { return {Space::relation, name.key()}; }

bool has(const ir::Table& table, const ir::TableConstraint& constraint) {
  const std::vector<ir::LocatedConstraint> all = ir::constraints_of(table);
  return std::any_of(all.begin(), all.end(), [&](const ir::LocatedConstraint& placed) {
    return same_constraint(placed.constraint, constraint);
  });
}

/// Creates and alters in an order in which no foreign key leads nowhere on the way.
class Settle {
 public:
  Settle(Way& way, const Schema& to, ColumnOrder counts) : way_(way), to_(to), counts_(counts) {
    for (const Entry* entry : to_.all())
      if (!std::holds_alternative<ir::Table>(entry->object) &&
          !std::holds_alternative<ir::VirtualTable>(entry->object))
        continue;
      else if (way_.at().find(id_of(entry->object)) == nullptr)
        open_.push_back(entry);
      else if (std::holds_alternative<ir::Table>(entry->object))
        altered_.push_back(entry);
    open_.insert(open_.end(), altered_.begin(), altered_.end());
    for (const Entry* entry : open_) pending_.insert(id_of(entry->object));
  }

  void run() {
    while (!open_.empty()) {
      const std::size_t left = open_.size();
      std::erase_if(open_, [&](const Entry* entry) { return is_ready(*entry) && settle(*entry); });
      if (open_.size() < left) continue;
      // They refer to each other in a ring: one gets its foreign keys later.
      if (altered_.empty()) {
        settle(*open_.front());
        open_.erase(open_.begin());
      } else {
        const auto& table = std::get<ir::Table>(altered_.front()->object);
        if (pending_.contains(relation(table.name))) alter_to(without_faults(table));
        altered_.erase(altered_.begin());
      }
    }
  }

 private:
  /// A new table may name another new one before it is there; what is there already must be as it
  /// will be named, since a downgrade takes it back while the other still stands.
  [[nodiscard]] bool is_ready(const Entry& entry) const {
    const auto* table = std::get_if<ir::Table>(&entry.object);
    if (table == nullptr) return true;
    const bool is_new = way_.at().table(table->name) == nullptr;
    const std::vector<ir::LocatedConstraint> constraints =
        ir::constraints_of<ir::ForeignKey>(*table);
    return std::all_of(
        constraints.begin(), constraints.end(), [&](const ir::LocatedConstraint& placed) {
          const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
          if (source::same(key.references.table, table->name)) return true;
          const Id parent = relation(key.references.table);
          if (!pending_.contains(parent)) return true;
          return (is_new && way_.at().find(parent) == nullptr) || resolves(key, way_.at());
        });
  }

  bool settle(const Entry& entry) {
    pending_.erase(id_of(entry.object));
    const auto* table = std::get_if<ir::Table>(&entry.object);
    if (way_.create(entry.object)) {
      for (const ir::Index* index : to_.indexes_of(name_of(entry.object))) way_.create(*index);
    } else if (table != nullptr) {
      alter_to(*table);
    }
    return true;
  }

  void alter_to(const ir::Table& wanted) {
    way_.add_all(diff_table(*way_.at().table(wanted.name), wanted, counts_));
  }

  /// The table without the foreign keys that do not lead anywhere yet.
  [[nodiscard]] ir::Table without_faults(const ir::Table& table) const {
    ir::Table rest = table;
    const std::vector<ir::LocatedConstraint> constraints =
        ir::constraints_of<ir::ForeignKey>(table);
    for (auto placed = constraints.rbegin(); placed != constraints.rend(); ++placed) {
      const auto& key = std::get<ir::ForeignKey>(placed->constraint.rule);
      if (!source::same(key.references.table, table.name) && !resolves(key, way_.at()))
        remove(rest, placed->at);
    }
    return rest;
  }

  Way& way_;
  const Schema& to_;
  const ColumnOrder counts_;
  std::vector<const Entry*> open_;     ///< In the order in which they are tried.
  std::vector<const Entry*> altered_;  ///< Of these, those that can be altered in two parts.
  std::set<Id> pending_;
};

}  // namespace

void drop_foreign_keys(Way& way, const Schema& to) {
  for (const Entry* entry : to.all()) {
    const auto* wanted = std::get_if<ir::Table>(&entry->object);
    const ir::Table* now = wanted == nullptr ? nullptr : way.at().table(wanted->name);
    if (now == nullptr) continue;
    const Name name = now->name;
    for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(*now)) {
      const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
      if (!source::same(key.references.table, name) && !resolves(key, to) &&
          !has(*wanted, placed.constraint))
        way.add({ir::AlterTable{name, ir::drop_of(placed.constraint)}});
    }
  }
}

void settle_tables(Way& way, const Schema& to, ColumnOrder counts) {
  Settle(way, to, counts).run();
}

}  // namespace migc::schema
