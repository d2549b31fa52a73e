#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/rowid_key.hpp"

/// What SQLite makes of a definition.
namespace migc::backends::sqlite {

/// A number, with or without a sign.
[[nodiscard]] bool is_signed_number(const ir::Expression& value);

/// A default that ALTER TABLE ADD COLUMN takes over a table with rows: a literal, a bare word
/// (which is a string), in parentheses or not.
/// https://www.sqlite.org/lang_altertable.html#alter_table_add_column
[[nodiscard]] bool is_constant(const ir::Expression& value);
[[nodiscard]] bool is_null(const ir::Expression& value);

[[nodiscard]] bool is_autoincrement(const ir::Column& column);
[[nodiscard]] bool is_autoincrement(const ir::Table& table);

/// The column alone as a term.
[[nodiscard]] ir::Term term_of(const ir::Column& column);

/// The terms of the primary key, wherever it is declared; empty without one.
[[nodiscard]] std::vector<ir::Term> primary_key(const ir::Table& table);

/// A UNIQUE constraint, wherever it is declared.
struct UniqueKey {
  std::vector<ir::Term> terms;
  ir::Conflict conflict;
};
[[nodiscard]] std::vector<UniqueKey> unique_keys(const ir::Table& table);

/// How many indexes SQLite makes by itself for the keys of a table: one for each list of columns
/// that is unique, but for the rowid's. https://www.sqlite.org/fileformat2.html#intschema
[[nodiscard]] std::size_t automatic_indexes(const ir::Table& table, const schema::Schema& schema);

/// A name for the hidden rowid that no column of either table bears; nothing when all are taken.
[[nodiscard]] std::optional<std::string> rowid_name(const ir::Table& a, const ir::Table& b);

/// Whether the expression says `table.column` of this very table.
[[nodiscard]] bool is_qualified(const ir::Expression& expression, const source::Name& table);

/// One term as SQL: a single quoted or reserved name gets quotes where it needs them.
[[nodiscard]] std::string print_term(const ir::Expression& term);

}  // namespace migc::backends::sqlite
