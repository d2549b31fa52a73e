#pragma once

#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"

namespace migc::emit {

/// A revision, as a program that has its migrations in itself runs it.
struct CppRevision {
  std::string id, message, checksum;
  std::vector<std::string> parents;
  std::vector<std::string> rows;  ///< Of the version table behind its upgrade, sorted.
  std::vector<backends::FramedStatement> up, down;  ///< Whole scripts, each with its opening.
  bool transactional = true;
  std::string irreversible{};  ///< Why it cannot be undone; then `down` has nothing.
  bool is_irreversible = false;
};

/// What records by the names of this history where a database is that knows other names.
struct CppRename {
  std::vector<std::string> rows, renamed;  ///< By the other names and by these, sorted.
  std::vector<backends::FramedStatement> statements;
};

struct CppColumn {
  std::string name;
  std::string sql;  ///< The name as it stands in SQL, in quotes where it needs them.
  std::string type;
  bool not_null = false;
};

/// A table, a virtual table or a view.
struct CppRelation {
  std::string name, sql;
  std::vector<CppColumn> columns;
};

/// Everything that the header of a program says.
struct CppProgram {
  std::string name;  ///< Of its namespace.
  std::string tool;
  int engine = 0;  ///< The oldest version that runs it, as FrameOptions counts.
  std::string version_table, log_table;
  std::vector<CppRevision> revisions;  ///< Each goes on where the one before it ends.
  std::vector<CppRename> renames;
  std::vector<CppRelation> schema;  ///< Behind the last revision.
};

/// One header: the revisions as constants, and the tables and columns as names. The same program
/// gives the same bytes.
[[nodiscard]] std::string cpp_header(const CppProgram& program);

/// A text as C++ writes it: ASCII alone, and literals no longer than every compiler takes.
[[nodiscard]] std::string cpp_literal(std::string_view text, std::string_view indent);

}  // namespace migc::emit
