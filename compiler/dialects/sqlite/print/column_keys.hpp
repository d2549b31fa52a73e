#pragma once

#include <set>
#include <string>
#include <utility>

#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

/// Columns, by the names that they and their tables have by now.
class ColumnKeys {
 public:
  void insert(const source::Name& table, const source::Name& column) {
    keys_.insert({table.key(), column.key()});
  }
  bool erase(const std::string& table, const std::string& column) {
    return keys_.erase({table, column}) > 0;
  }
  [[nodiscard]] bool contains(const source::Name& table, const source::Name& column) const {
    return keys_.contains({table.key(), column.key()});
  }

  void rename(const source::Name& table, const source::Name& from, const source::Name& to) {
    if (erase(table.key(), from.key())) insert(table, to);
  }
  void rename_table(const source::Name& from, const source::Name& to) {
    if (same(from, to)) return;
    for (auto at = first_of(from.key()); is_of(at, from.key()); at = first_of(from.key())) {
      auto moved = keys_.extract(at);
      moved.value().first = to.key();
      keys_.insert(std::move(moved));
    }
  }
  void erase_table(const std::string& table) {
    for (auto at = first_of(table); is_of(at, table);) at = keys_.erase(at);
  }

 private:
  using Keys = std::set<std::pair<std::string, std::string>>;

  [[nodiscard]] Keys::const_iterator first_of(const std::string& table) const {
    return keys_.lower_bound({table, {}});
  }
  [[nodiscard]] bool is_of(Keys::const_iterator at, const std::string& table) const {
    return at != keys_.end() && at->first == table;
  }

  Keys keys_;
};

}  // namespace migc::backends::sqlite
