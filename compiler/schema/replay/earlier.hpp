#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/kept_columns.hpp"

namespace migc::schema {

/// A schema as it was at a mark.
class Earlier final : public sql::Relations {
 public:
  Earlier(const Schema& now, Schema::Mark mark) : now_(now) {
    for (const Schema::Change& change : now.changes_since(mark))
      changed_.emplace(change.id, change.before);
  }

  [[nodiscard]] const dialect::Dialect& dialect() const override { return now_.dialect(); }
  [[nodiscard]] const Object* object(const Id& id) const override {
    const auto found = changed_.find(id);
    if (found == changed_.end()) return now_.object(id);
    return found->second->has_value() ? &(*found->second)->object : nullptr;
  }
  [[nodiscard]] std::vector<std::string> names(Space space) const override {
    return now_.names(space);
  }
  [[nodiscard]] std::vector<const ir::Index*> indexes_of(const Name& table) const override {
    std::vector<const ir::Index*> indexes = now_.indexes_of(table);
    std::erase_if(indexes, [&](const ir::Index* index) {
      return changed_.contains({Space::index, index->name.key()});
    });
    for (const auto& [id, before] : changed_)
      if (const auto* index =
              before->has_value() ? std::get_if<ir::Index>(&(*before)->object) : nullptr)
        if (source::same(index->table, table)) indexes.push_back(index);
    return indexes;
  }
  [[nodiscard]] const sql::Relation* columns_of(const std::string& key) const override {
    return columns_.find(
        key, *this, [this](const Id& id) -> const auto& {
          const auto found = changed_.find(id);
          return found == changed_.end() ? now_.find(id)->mentions : (*found->second)->mentions;
        });
  }

 private:
  const Schema& now_;
  std::unordered_map<Id, const std::optional<Entry>*, ir::IdHash> changed_;
  mutable sql::KeptColumns columns_;
};

}  // namespace migc::schema
