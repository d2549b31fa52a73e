#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// Full-text indexes over texts that are another relation's, as far as a block leaves them stale:
/// they find what the relation held before its declaration was changed. What the author's own
/// statements do to rows is theirs, or their triggers', to tell the index.
class StaleIndexes {
 public:
  /// A table is about to be changed.
  void watch(const ir::Table& table, const schema::Schema& before);
  /// A column comes, goes or gets other values; without one: the relation has other rows.
  void other_values(const source::Name& relation, const source::Name* column,
                    const schema::Schema& before, source::Span written);
  /// The index is to be read anew, once what it reads is there.
  void read_at_end(const ir::VirtualTable& index, source::Span written);
  /// The index itself is dropped, made, or read anew by the author.
  void settle(const source::Name& index) { stale_.erase(index.key()); }

  /// An index goes by another name from now on.
  void renamed(const source::Name& index, const source::Name& to);

  struct Stale {
    source::Name index;
    std::string content;  ///< What it reads, as it is called.
    source::Span written;
  };
  /// Those that are still there at the end of the block.
  [[nodiscard]] std::vector<Stale> at_end(const schema::Schema& after);

 private:
  void note(const ir::VirtualTable& index, const source::Name& content, source::Span written);

  std::map<std::string, Stale> stale_;  ///< By key.
  struct Watched {
    std::string rowid;  ///< Key of the column that was another name of the rowid.
    source::Span written;
  };
  std::map<std::string, Watched> watched_;  ///< Content tables, by key.
};

/// Whether a data statement tells a full-text index to read its content: `insert into f (f) values
/// ('rebuild')`.
[[nodiscard]] bool reads_anew(const ir::Expression& statement);

}  // namespace migc::backends::sqlite
