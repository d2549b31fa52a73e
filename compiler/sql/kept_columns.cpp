#include "compiler/sql/kept_columns.hpp"

#include <algorithm>

namespace migc::sql {

bool KeptColumns::is_on(const std::vector<Begun>& path, const std::string& key) {
  return std::any_of(path.begin(), path.end(),
                     [&](const Begun& one) { return one.is_begun && one.key == key; });
}

void KeptColumns::make(const std::string& key, const ir::Object& object,
                       const Relations& relations) {
  kept_.insert_or_assign(key, Relation{key, unknown_columns()});  // to itself it is unknown
  kept_.insert_or_assign(key, columns_of(object, relations));
}

}  // namespace migc::sql
