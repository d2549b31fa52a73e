#pragma once

#include "grammar/file.hpp"
#include "grammar/message.hpp"

/// What to say when a committed rule fails. A rule that `must` match and has no message does not
/// compile; keywords say themselves.
namespace migc::grammar {

template <class Rule>
inline constexpr Message message{};

// clang-format off
#define MIGC_MESSAGE(rule, ...) template <> inline constexpr Message message<rule>{__VA_ARGS__}

// --- Lexical -----------------------------------------------------------------------------------

MIGC_MESSAGE(block_comment_rest, Says::unterminated, "comment");
MIGC_MESSAGE(double_quoted_rest, Says::unterminated, "name");
MIGC_MESSAGE(back_quoted_rest, Says::unterminated, "name");
MIGC_MESSAGE(bracketed_rest, Says::unterminated, "name");
MIGC_MESSAGE(single_quoted_rest, Says::unterminated, "string");
MIGC_MESSAGE(raw_string_rest, Says::unterminated, "string", "it ends with the same `$…$` that it begins with");
MIGC_MESSAGE(number_end, Says::malformed, "number", "a name that begins with a digit needs double quotes");
MIGC_MESSAGE(blob_rest, Says::misquoted, "blob", "a blob is `x'…'` with two hexadecimal digits for each byte");

MIGC_MESSAGE(group_close, Says::unclosed, "`)`");
MIGC_MESSAGE(subscript_close, Says::unclosed, "`]`");
MIGC_MESSAGE(case_close, Says::expected, "`end` of this `case`");
MIGC_MESSAGE(open, Says::expected, "`(`");
MIGC_MESSAGE(close, Says::unclosed, "`)`");
MIGC_MESSAGE(module_close, Says::unclosed, "`)`", "put `;`, `{` and `}` into quotes in the arguments of a module");
MIGC_MESSAGE(close_list, Says::unclosed, "`,` or `)`");

// --- Names and strings -------------------------------------------------------------------------

MIGC_MESSAGE(table_name, Says::expected, "a table name");
MIGC_MESSAGE(referenced_table, Says::expected, "the name of the referenced table");
MIGC_MESSAGE(object_name, Says::expected, "a name");
MIGC_MESSAGE(member_name, Says::expected, "a name after the dot");
MIGC_MESSAGE(new_name, Says::expected, "the new name");
MIGC_MESSAGE(column_name, Says::expected, "a column name");
MIGC_MESSAGE(previous_name, Says::expected, "the name it had before");
MIGC_MESSAGE(previous_column, Says::expected, "the name of the column before it");
MIGC_MESSAGE(constraint_name, Says::expected, "a constraint name");
MIGC_MESSAGE(collation_name, Says::expected, "a collation");
MIGC_MESSAGE(match_name, Says::expected, "`full`, `partial` or `simple`");
MIGC_MESSAGE(method_name, Says::expected, "an index method");
MIGC_MESSAGE(module_name, Says::expected, "the name of a virtual table module");
MIGC_MESSAGE(dialect_name, Says::expected, "a dialect", "such as `sqlite`, `postgresql` or `mariadb`");
MIGC_MESSAGE(rule_name, Says::expected, "the name of a rule: `broken_object`, `data_loss`, `uncoupled` or `unresolved_name`");
MIGC_MESSAGE(listed_name, Says::expected, "a name");
MIGC_MESSAGE(path_name, Says::expected, "a name");
MIGC_MESSAGE(path_dot, Says::expected, "`.` and a column name", "write the column with its table: `comment on column t.c is '…'`");
MIGC_MESSAGE(names, Says::expected, "`(` and column names");
MIGC_MESSAGE(text, Says::expected, "a string");
MIGC_MESSAGE(texts, Says::expected, "`(` and strings");
MIGC_MESSAGE(listed_text, Says::expected, "a string");

// --- Columns and constraints -------------------------------------------------------------------

MIGC_MESSAGE(column, Says::expected, "a column name");
MIGC_MESSAGE(change_type, Says::expected, "a type");
MIGC_MESSAGE(type_arguments, Says::expected, "the arguments of the type, such as a length");
MIGC_MESSAGE(type_dialect, Says::expected, "a dialect", "such as `sqlite`, `postgresql` or `mariadb`");
MIGC_MESSAGE(type_text, Says::expected, "the type as a string", "as in `for postgresql $$ citext $$`");
MIGC_MESSAGE(condition, Says::expected, "a condition");
MIGC_MESSAGE(generated_value, Says::expected, "an expression");
MIGC_MESSAGE(generated_body, Says::expected, "`(` and an expression");
MIGC_MESSAGE(generated, Says::expected, "`(` and an expression");
MIGC_MESSAGE(generated_as, Says::expected, "`identity`, or `(` and an expression");
MIGC_MESSAGE(identity_by_default, Says::expected, "`identity`");
MIGC_MESSAGE(default_value, Says::expected, "a literal, or an expression in parentheses");
MIGC_MESSAGE(term, Says::expected, "a column or an expression");
MIGC_MESSAGE(terms, Says::expected, "`(` and columns");
MIGC_MESSAGE(nulls_place, Says::expected, "`first` or `last`");
MIGC_MESSAGE(conflict_way, Says::expected, "`rollback`, `abort`, `fail`, `ignore` or `replace`", {}, "rollback abort fail ignore replace");
MIGC_MESSAGE(foreign_event, Says::expected, "`delete` or `update`", {}, "delete update");
MIGC_MESSAGE(foreign_action, Says::expected, "`cascade`, `restrict`, `set null`, `set default` or `no action`", {}, "cascade restrict set no");
MIGC_MESSAGE(set_what, Says::expected, "`null` or `default`", {}, "null default");
MIGC_MESSAGE(initially, Says::expected, "`deferred` or `immediate`", {}, "deferred immediate");
MIGC_MESSAGE(foreign_columns, Says::expected, "`(` and column names");
MIGC_MESSAGE(references, Says::expected, "`references`", {}, "references");
MIGC_MESSAGE(table_rule, Says::expected, "`primary key`, `unique`, `foreign key` or `check`", {}, "primary unique foreign check");

// --- create, drop, comment ---------------------------------------------------------------------

MIGC_MESSAGE(created, Says::expected, "what to create", "`table`, `index`, `view`, `trigger`, `virtual table`, `type` or `sequence`", "table index view trigger virtual type sequence unique temporary");
MIGC_MESSAGE(dropped, Says::expected, "what to drop", "`table`, `index`, `view`, `trigger`, `type` or `sequence`; a column or constraint is dropped by `alter table`", "table index view trigger type sequence");
MIGC_MESSAGE(commented, Says::expected, "`table` or `column`", {}, "table column");
MIGC_MESSAGE(temporary_object, Says::expected, "`table`, `view` or `trigger`", {}, "table view trigger");
MIGC_MESSAGE(or_replace, Says::expected, "`replace`", {}, "replace");
MIGC_MESSAGE(create_view, Says::expected, "`view`", "only views can be replaced", "view");
MIGC_MESSAGE(create_index, Says::expected, "`index`", {}, "index");
MIGC_MESSAGE(create_virtual_table, Says::expected, "`table`", {}, "table");
MIGC_MESSAGE(table_content, Says::expected, "`(` and columns, or `as` and a query");
MIGC_MESSAGE(table_element, Says::expected, "a column or a constraint");
MIGC_MESSAGE(table_close, Says::unclosed, "`,` or `)`", {}, "constraint primary not null unique check default collate references generated as comment foreign");
MIGC_MESSAGE(table_option, Says::expected, "an option such as `mariadb.engine = 'InnoDB'`");
MIGC_MESSAGE(option_equals, Says::expected, "`=`");
MIGC_MESSAGE(option_value, Says::expected, "a string, a word or a number");
MIGC_MESSAGE(query, Says::expected, "a query", "it begins with `select`, `values` or `with`", "select values with");
MIGC_MESSAGE(expression, Says::expected, "an expression");
MIGC_MESSAGE(index_terms, Says::expected, "`(` and what to index");
MIGC_MESSAGE(trigger_event, Says::expected, "`insert`, `delete` or `update`", {}, "insert delete update before after instead");
MIGC_MESSAGE(trigger_condition, Says::expected, "a condition");
MIGC_MESSAGE(trigger_body, Says::expected, "a statement of the trigger", "`insert`, `replace`, `update`, `delete`, `select` or `with`", "insert replace update delete select with");
MIGC_MESSAGE(trigger_semicolon, Says::expected, "`;`", "each statement of a trigger ends with one");
MIGC_MESSAGE(trigger_end, Says::expected, "`end`, or a statement of the trigger", "`insert`, `replace`, `update`, `delete`, `select` or `with`", "end insert replace update delete select with");
MIGC_MESSAGE(comment_text, Says::expected, "a string, or `null` for none");

// --- alter -------------------------------------------------------------------------------------

MIGC_MESSAGE(altered_object, Says::expected, "`table`, `index` or `type`", "drop and create views and triggers instead", "table index type");
MIGC_MESSAGE(table_action, Says::expected, "what to alter", "`add`, `drop`, `rename`, `alter`, `set` or `reorder columns`", "add drop rename alter set reorder");
MIGC_MESSAGE(added, Says::expected, "a column or a constraint");
MIGC_MESSAGE(removed, Says::expected, "a column or a constraint");
MIGC_MESSAGE(renamed, Says::expected, "`to` and the new name, or a column");
MIGC_MESSAGE(altered, Says::expected, "a column");
MIGC_MESSAGE(alter_column, Says::expected, "a column name");
MIGC_MESSAGE(column_change, Says::expected, "what to change of the column", "`type …`, `set …`, `drop …`, `comment …`, `first` or `after …`", "type set drop comment first after");
MIGC_MESSAGE(column_setting, Says::expected, "what to set", "`not null`, `default …`, `collate …`, `as (…)` or `autoincrement`; for a new type write `type …`", "not default collate as autoincrement");
MIGC_MESSAGE(column_property, Says::expected, "what to drop of the column", "`not null`, `default`, `collate`, `as`, `type` or `autoincrement`", "not default collate as type autoincrement");
MIGC_MESSAGE(table_setting, Says::expected, "`strict` or `without rowid`", "a column is set with `alter column c set …`", "strict without");
MIGC_MESSAGE(no_condition, Says::expected, "a column name", "no condition is needed: migc knows which columns exist");
MIGC_MESSAGE(foreign_changes, Says::expected, "`on delete`, `on update` or `[not] deferrable`", {}, "on deferrable not");
MIGC_MESSAGE(new_default, Says::expected, "an expression");
MIGC_MESSAGE(fill_value, Says::expected, "an expression for the rows that have none");
MIGC_MESSAGE(added_value, Says::expected, "an expression for the existing rows");
MIGC_MESSAGE(conversion, Says::expected, "an expression for the new values");
MIGC_MESSAGE(type_action, Says::expected, "`add value` or `rename value`", {}, "add rename");
MIGC_MESSAGE(old_text, Says::expected, "the old value as a string");
MIGC_MESSAGE(new_text, Says::expected, "the new value as a string");
MIGC_MESSAGE(before_text, Says::expected, "a value as a string");
MIGC_MESSAGE(after_text, Says::expected, "a value as a string");

// --- Data, loops, dialects, raw SQL --------------------------------------------------------------

MIGC_MESSAGE(assert_condition, Says::expected, "a condition");
MIGC_MESSAGE(assert_text, Says::expected, "a string that says what is wrong");
MIGC_MESSAGE(loop_source, Says::expected, "a list, a map or a variable", "as in `in ('a', 'b')`, `in { 'a': 1 }` or `in names`");
MIGC_MESSAGE(loop_value, Says::expected, "a literal, a list or a map");
MIGC_MESSAGE(map_entry, Says::expected, "a literal as a key");
MIGC_MESSAGE(map_colon, Says::expected, "`:` and a value");
MIGC_MESSAGE(round_close, Says::unclosed, "`,` or `)`");
MIGC_MESSAGE(square_close, Says::unclosed, "`,` or `]`");
MIGC_MESSAGE(map_close, Says::unclosed, "`,` or `}`");
MIGC_MESSAGE(execute_text, Says::expected, "SQL as a string", "as in `execute for postgresql $$ … $$`");
MIGC_MESSAGE(execute_end, Says::unended, "`;` or `declares { … }`", {}, "declares");
MIGC_MESSAGE(statement_end, Says::unended, "`;`");
MIGC_MESSAGE(block, Says::expected, "`{` and statements");
MIGC_MESSAGE(block_close, Says::unclosed_block, "`}`");
MIGC_MESSAGE(statement, Says::expected, "a statement", {}, "create alter drop insert replace update delete with comment assert for on execute allow");

MIGC_MESSAGE(no_transaction, Says::refused, "migc runs each revision in its own transaction, so remove it; `transaction off;` in the header turns the transaction off");
template <> inline constexpr Message message<no_select> = query_is_no_statement;
MIGC_MESSAGE(no_pragma, Says::refused, "migc sets the pragmas that a change needs; put one that is stored in the file into `execute for sqlite $$ … $$`");
MIGC_MESSAGE(no_maintenance, Says::refused, "it does not change the schema; to run it anyway, write `execute for sqlite $$ … $$`");
MIGC_MESSAGE(no_attach, Says::refused, "a migration changes only one database, so remove it");

// --- Header and blocks -------------------------------------------------------------------------

MIGC_MESSAGE(no_block, Says::expected, "`upgrade {` or `downgrade {` before a statement");
MIGC_MESSAGE(file_item, Says::expected, "a header item, `upgrade` or `downgrade`", "a header item is one of `revision`, `revises`, `depends on`, `replaces`, `label`, `message`, `created`, `describe`, `transaction` and `parameter`; put statements into `upgrade { … }`", "revision revises depends replaces label message created describe transaction parameter upgrade downgrade");
MIGC_MESSAGE(revision_id, Says::expected, "a revision id");
MIGC_MESSAGE(parent_id, Says::expected, "the id of the previous revision, or `base`");
MIGC_MESSAGE(dependency_id, Says::expected, "a revision id or a label");
MIGC_MESSAGE(replaced_id, Says::expected, "the id of a revision that this one replaces");
MIGC_MESSAGE(label_name, Says::expected, "a label");
MIGC_MESSAGE(item_end, Says::unended, "`;`");
MIGC_MESSAGE(header_text, Says::expected, "a string");
MIGC_MESSAGE(parameter_name, Says::expected, "the name of the parameter, a bare word");
MIGC_MESSAGE(parameter_type, Says::expected, "the type of the parameter", "as in `parameter tenant varchar default 'main';`");
MIGC_MESSAGE(parameter_default, Says::expected, "a literal");
MIGC_MESSAGE(transaction_setting, Says::expected, "`off` or `on`", {}, "off on");
MIGC_MESSAGE(downgrade_form, Says::expected, "`{ … }`, `auto;` or `irreversible 'why';`", {}, "auto irreversible");

#undef MIGC_MESSAGE
// clang-format on

}  // namespace migc::grammar
