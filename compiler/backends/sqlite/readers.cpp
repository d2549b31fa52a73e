#include "compiler/backends/sqlite/readers.hpp"

#include <algorithm>

#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

bool is_executable(const schema::Object& object) {
  return std::holds_alternative<ir::View>(object) || std::holds_alternative<ir::Trigger>(object);
}

std::vector<schema::Id> unreadable(const std::set<schema::Id>& suspects,
                                   const schema::Schema& schema) {
  std::vector<schema::Id> found;
  std::set<schema::Id> known;
  const auto take = [&](const schema::Entry& entry) {
    if (is_executable(entry.object) && known.insert(schema::id_of(entry.object)).second)
      found.push_back(schema::id_of(entry.object));
  };
  for (const schema::Id& id : suspects) {
    const schema::Entry* entry = schema.find(id);
    if (entry != nullptr && !schema::unresolved_in(entry->object, schema).empty()) take(*entry);
  }
  for (std::size_t at = 0; at < found.size(); ++at)  // what reads them cannot be read either
    if (found[at].space == schema::Space::relation) {
      const schema::Id view = found[at];
      for (const schema::Entry* entry : schema.dependents(view)) take(*entry);
    }
  return found;
}

std::vector<schema::Id> second_hand_readers(const ir::RenameColumn& op,
                                            const schema::Schema& schema) {
  std::vector<schema::Id> views, readers;
  std::set<schema::Id> known;
  const auto read_by = [&](const schema::Id& relation, std::vector<schema::Id>& into) {
    for (const schema::Entry* entry : schema.dependents(relation))
      if (is_executable(entry->object) && known.insert(schema::id_of(entry->object)).second)
        into.push_back(schema::id_of(entry->object));
  };
  read_by({schema::Space::relation, op.table.key()}, views);
  for (const schema::Id& view : views)
    if (view.space == schema::Space::relation) read_by(view, readers);
  for (std::size_t at = 0; at < readers.size(); ++at)
    if (readers[at].space == schema::Space::relation) {
      const schema::Id view = readers[at];
      read_by(view, readers);
    }
  std::erase_if(readers, [&](const schema::Id& id) {
    const schema::Object& object = schema.find(id)->object;
    return schema::same_definition(
        object, schema::with_column_renamed(object, op.table, op.from, op.to, schema));
  });
  return readers;
}

}  // namespace migc::backends::sqlite
