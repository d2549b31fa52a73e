#include "compiler/backends/sqlite/sqlite.hpp"

#include <memory>

#include "compiler/backends/sqlite/emitter.hpp"

namespace migc::backends::sqlite {

std::unique_ptr<Emitter> Sqlite::emitter(diagnostics::Diagnostics& diagnostics) const {
  return std::make_unique<SqliteEmitter>(diagnostics);
}

/// One statement group: each line that ends a statement opens a comment, which the next line
/// closes. SQLite's shell then takes the whole as one text, stops at its first error and drops the
/// rest, COMMIT included. A savepoint before a statement keeps a client that goes on after errors
/// out of autocommit when SQLite has rolled back by itself; the gate then rolls back what such a
/// client did.
std::string Sqlite::text(const std::vector<Framed>& statements) const {
  std::string text;
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const Framed& statement = statements[at];
    if (at > 0) text += " /*\n";
    if (!statement.comment.empty() && at == 0) text += "/*\n";
    for (const std::string& line : statement.comment) text += "   " + line + "\n";
    if (at > 0 || !statement.comment.empty()) text += "*/ ";
    if (statement.guarded && statement.in_transaction) text += "SAVEPOINT step; ";
    text += statement.sql + ";";
  }
  return text + "\n";
}

}  // namespace migc::backends::sqlite
