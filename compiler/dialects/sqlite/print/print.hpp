#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/schema/model/schema.hpp"

/// The text of definitions in SQLite's dialect, without a closing `;`. What is printed is what
/// SQLite stores in sqlite_schema, so the same definition is always the same text.
namespace migc::backends::sqlite {

/// An identifier, bare where it was written bare and SQLite reads it so.
[[nodiscard]] std::string quote(const source::Name& name);
/// Several, with commas between.
[[nodiscard]] std::string quote_list(const std::vector<source::Name>& names);

/// Tokens with the white space and comments they were written with, `$$…$$` as plain strings.
[[nodiscard]] std::string print(const ir::Expression& expression);
/// The same with portable spellings in SQLite's words: `now()` as CURRENT_TIMESTAMP. For what is
/// executed; what is stored for later (views, triggers) may call a function of the application's.
[[nodiscard]] std::string print_portable(const ir::Expression& expression);

/// The declared type: upper case, SQLite's word where a portable type has one.
[[nodiscard]] std::string type_text(const ir::Column& column, const schema::Schema& schema);

/// A default as it stands behind the word in a declaration.
[[nodiscard]] std::string default_text(const ir::Expression& value);

/// What a new column holds in rows that are there already: its default, or NULL. A bare word that
/// is no keyword is a string to SQLite where it is a default.
[[nodiscard]] std::string default_value(const ir::Column& column);

/// A column definition as it stands in CREATE TABLE and ALTER TABLE ADD COLUMN. The schema says
/// which types are enums: these become TEXT with a check.
[[nodiscard]] std::string print(const ir::Column& column, const schema::Schema& schema);
/// With IF NOT EXISTS or without; SQLite does not store these words.
enum class Unless : bool { said_nothing, exists };
[[nodiscard]] std::string print(const ir::Table& table, const schema::Schema& schema,
                                Unless unless = {});
[[nodiscard]] std::string print(const ir::Index& index, Unless unless = {});
[[nodiscard]] std::string print(const ir::View& view, Unless unless = {});
[[nodiscard]] std::string print(const ir::Trigger& trigger, Unless unless = {});
[[nodiscard]] std::string print(const ir::VirtualTable& table, Unless unless = {});
/// "IF NOT EXISTS " or nothing.
[[nodiscard]] std::string_view text_of(Unless unless);
/// " ASC", " DESC" or nothing.
[[nodiscard]] std::string order_text(ir::Order order);
[[nodiscard]] std::string print_terms(const std::vector<ir::Term>& terms);

/// Any object that is created by one statement; empty for what SQLite has no statement for.
[[nodiscard]] std::string print(const schema::Object& object, const schema::Schema& schema);

}  // namespace migc::backends::sqlite
