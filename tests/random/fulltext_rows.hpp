#pragma once

#include <string>
#include <vector>

#include "tests/random/model.hpp"
#include "tests/support/database.hpp"

namespace migc::random {

/// The rows of a table that its full-text index finds, by what was in them at the beginning.
[[nodiscard]] inline std::vector<support::Row> find_texts(const support::Database& database,
                                                          const Model& model,
                                                          const Fulltext& fulltext) {
  const std::string name = support::quoted(fulltext.name);
  return support::query(database.handle(),
                        "select f.rowid from " + name + " f join " +
                            support::quoted(model.table(fulltext.table).name) +
                            " t on t.rowid = f.rowid where f." + name +
                            " match 'abc OR it OR x OR 012 OR 12 OR ünï' order by 1");
}

/// What an index finds after it has read its content again.
[[nodiscard]] inline std::vector<support::Row> find_if_read_anew(const support::Database& database,
                                                                 const Model& model,
                                                                 const Fulltext& fulltext) {
  const std::string name = support::quoted(fulltext.name);
  database.run("savepoint read_anew; insert into " + name + " (" + name + ") values ('rebuild')");
  auto found = find_texts(database, model, fulltext);
  database.run("rollback to read_anew; release read_anew");
  return found;
}

}  // namespace migc::random
