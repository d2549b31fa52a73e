#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/sql/relation_columns.hpp"
#include "compiler/sql/relations.hpp"

namespace migc::sql {

/// The columns of relations, kept from one reader of SQL to the next.
class KeptColumns {
 public:
  /// Those of a relation; null where there is none. `mentions` returns, for the id of a view, the
  /// ids of what it reads. A view is worked out after those that it reads, so that no chain of
  /// views is too deep. The address is good until forget().
  template <class Mentions>
  const Relation* find(const std::string& key, const Relations& relations,
                       const Mentions& mentions) {
    std::vector<Begun> path{{key}};
    while (!path.empty()) {
      const std::string at = path.back().key;
      const ir::Object* object = relations.object({ir::Space::relation, at});
      if (object == nullptr || kept_.contains(at)) {
        path.pop_back();
      } else if (std::exchange(path.back().is_begun, true) ||
                 !std::holds_alternative<ir::View>(*object)) {
        path.pop_back();
        make(at, *object, relations);
      } else {
        for (const ir::Id& read : mentions(ir::Id{ir::Space::relation, at}))
          if (read.space == ir::Space::relation && !is_on(path, read.key))
            path.push_back({read.key});
      }
    }
    const auto found = kept_.find(key);
    return found == kept_.end() ? nullptr : &found->second;
  }

  /// Returns whether it was known.
  bool forget(const std::string& key) { return kept_.erase(key) > 0; }

 private:
  struct Begun {
    std::string key;
    bool is_begun = false;
  };
  /// Views that read each other.
  static bool is_on(const std::vector<Begun>& path, const std::string& key);
  void make(const std::string& key, const ir::Object& object, const Relations& relations);

  std::unordered_map<std::string, Relation> kept_;
};

}  // namespace migc::sql
