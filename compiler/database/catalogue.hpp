#pragma once

#include <string>
#include <vector>

namespace migc::database {

/// An object as a database keeps it.
struct CatalogueObject {
  std::string type;  ///< `table`, `view`, `index` or `trigger`.
  std::string name;
  std::string statement;  ///< Which creates it.
};

struct CatalogueColumn {
  std::string name;
  bool is_stored = true;  ///< Not generated and not hidden, so that an INSERT may name it.
};

/// What a database says of its objects, without migc's model of them. Letter case of names does not
/// count. All of it throws Error as Connection::query() does.
class Catalogue {
 public:
  Catalogue() = default;
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;
  virtual ~Catalogue() = default;

  /// The names of tables and views but for the database's own, in order.
  [[nodiscard]] virtual std::vector<std::string> relations() = 0;
  /// `table` or `view`; empty where there is no such relation.
  [[nodiscard]] virtual std::string type_of(const std::string& relation) = 0;
  /// None where there is no such relation.
  [[nodiscard]] virtual std::vector<CatalogueColumn> columns_of(const std::string& relation) = 0;
  /// The statement that creates an object; empty where it is not there.
  [[nodiscard]] virtual std::string statement_of(const std::string& type,
                                                 const std::string& name) = 0;
  /// Indexes and triggers on a relation that somebody has created, by name.
  [[nodiscard]] virtual std::vector<CatalogueObject> objects_on(const std::string& relation) = 0;
  /// Whether a view can be read, or a trigger can fire, as things are. One that is not there can.
  [[nodiscard]] virtual bool can_be_used(const std::string& name) = 0;
};

}  // namespace migc::database
