#pragma once

#include <set>
#include <string>
#include <vector>

/// What a schema that is invented is known by.
namespace migc::drift {

struct Column {
  std::string name;  ///< As it is.
  bool free = true;  ///< Nothing else names it.
  bool plain = true;
};
/// An index, a view or a trigger.
struct Object {
  std::string name;
  std::set<std::string> tables;  ///< That it is on, or reads.
};
struct Table {
  std::string name;
  std::vector<Column> columns;
  bool is_parent = false;
  bool is_read = false;  ///< By views or triggers.
};

}  // namespace migc::drift
