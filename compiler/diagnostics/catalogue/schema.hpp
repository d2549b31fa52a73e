#pragma once

#include "compiler/diagnostics/kind.hpp"

/// Tables, columns and whatever refers to them, as the revisions are replayed.
namespace migc::diagnostics::kind {

// clang-format off

// names and definitions
inline constexpr Kind<string_view, string_view> name_taken{"E0201", error, "{} `{}` already exists"};
inline constexpr Kind<string_view> unknown_table{"E0202", error, "no table `{}`"};
inline constexpr Kind<string_view, string_view> unknown_column{"E0203", error, "no column `{}` in table `{}`"};
inline constexpr Kind<string_view, string_view> unknown_object{"E0204", error, "no {} `{}`"};
inline constexpr Kind<string_view, string_view, string_view> wrong_kind{"E0205", error, "`{}` is a {}, not a {}"};
inline constexpr Kind<string_view, string_view, string_view> reserved_name{"E0206", error, "`{}` begins with `{}`, which {} reserves: choose another name"};
inline constexpr Kind<string_view, string_view> duplicate_column{"E0207", error, "table `{}` already has a column `{}`"};
inline constexpr Kind<string_view> no_columns{"E0208", error, "table `{}` has no columns: a table needs at least one"};
inline constexpr Kind<string_view> only_generated{"E0209", error, "table `{}` has only generated columns: at least one column must hold data"};
inline constexpr Kind<string_view> two_primary_keys{"E0210", error, "table `{}` has a second primary key: list all key columns in one `primary key (…)`"};
inline constexpr Kind<string_view> autoincrement_key{"E0211", error, "autoincrement on {}: it needs a single `integer` column as ascending primary key"};
inline constexpr Kind<string_view> autoincrement_rowid{"E0212", error, "table `{}` is without rowid, so its key cannot be autoincrement: remove one of the two"};
inline constexpr Kind<string_view> without_rowid_key{"E0213", error, "table `{}` is without rowid, so it needs a primary key"};
inline constexpr Kind<string_view, string_view> strict_type{"E0214", error, "column `{}` of a strict table cannot be `{}`: use int, integer, real, text, blob or any"};
inline constexpr Kind<string_view> strict_untyped{"E0215", error, "column `{}` of a strict table has no type: use int, integer, real, text, blob or any"};
inline constexpr Kind<string_view> generated_loop{"E0216", error, "generated column depends on itself: {}"};
inline constexpr Kind<string_view> generated_key{"E0217", error, "generated column `{}` cannot be part of the primary key"};
inline constexpr Kind<string_view, string_view> generated_has{"E0218", error, "generated column `{}` cannot have a {}: its value comes from its expression"};
inline constexpr Kind<string_view> key_expression{"E0219", error, "{} takes only columns: for an expression, create a unique index"};
inline constexpr Kind<string_view, string_view> duplicate_constraint{"E0220", error, "table `{}` already has a constraint `{}`"};
inline constexpr Kind<size_t, size_t, string_view> foreign_key_count{"E0221", error, "foreign key of {} column(s) refers to {} column(s) of `{}`: the counts must be equal"};
inline constexpr Kind<string_view, string_view> type_argument{"E0222", error, "`{}` cannot take {}"};
inline constexpr Kind<string_view, string_view> unknown_constraint{"E0223", error, "no constraint `{}` in table `{}`"};
inline constexpr Kind<string_view> no_primary_key{"E0224", error, "table `{}` has no primary key"};
inline constexpr Kind<string_view, string_view, string_view> no_such_key{"E0225", error, "no {} over ({}) in table `{}`"};
inline constexpr Kind<string_view> no_such_check{"E0226", error, "no such check in table `{}`"};
inline constexpr Kind<size_t, string_view, string_view> ambiguous_key{"E0227", error, "{} foreign keys over ({}) in table `{}` refer to different tables, and none has a name: drop and create the table in this block instead"};
inline constexpr Kind<string_view, string_view> not_foreign_key{"E0228", error, "constraint `{}` of table `{}` is not a foreign key"};
inline constexpr Kind<string_view, string_view> column_already{"E0229", error, "column `{}` is already {}: remove this change"};
inline constexpr Kind<string_view, string_view> column_is_not{"E0230", error, "column `{}` {}: remove this change"};
inline constexpr Kind<string_view, string_view> table_already{"E0231", error, "table `{}` is already {}: remove this change"};
inline constexpr Kind<string_view, string_view> table_is_not{"E0232", error, "table `{}` is not {}: remove this change"};
inline constexpr Kind<string_view, string_view> last_column{"E0233", error, "`{}` is the last column of `{}` that holds data: drop the table instead"};
inline constexpr Kind<string_view, string_view> column_in_use{"E0234", error, "column `{}` of `{}` is still used: first change what depends on it, or add `cascade`"};
inline constexpr Kind<string_view, string_view> reorder_without{"E0235", error, "`reorder columns` leaves out `{}`: list every column of `{}` once"};
inline constexpr Kind<string_view> reorder_twice{"E0236", error, "`reorder columns` lists `{}` twice"};
inline constexpr Kind<string_view, string_view> duplicate_value{"E0237", error, "type `{}` already has the value '{}'"};
inline constexpr Kind<string_view, string_view> unknown_value{"E0238", error, "type `{}` has no value '{}'"};
inline constexpr Kind<string_view> type_in_use{"E0239", error, "type `{}` is still used by columns: give them another type first"};
inline constexpr Kind<string_view> no_values{"E0240", error, "type `{}` has no values: an enum needs at least one"};
inline constexpr Kind<string_view> unknown_relation{"E0241", error, "no table or view `{}`"};
inline constexpr Kind<string_view> unknown_name{"E0242", error, "no column `{}` in any of the tables used here"};
inline constexpr Kind<string_view, string_view> trigger_time{"E0243", error, "a trigger on {} must be `{}`"};
inline constexpr Kind<string_view> no_triggers{"E0244", error, "`{}` is a virtual table, which cannot have triggers"};
inline constexpr Kind<string_view> unknown_result{"E0245", error, "cannot tell which columns the query gives to `{}`: create the table with a list of columns, and fill it with `insert into … select`"};

// the end of a block
inline constexpr Kind<string_view, string_view, string_view> dangling_relation{"E0250", error, "{} `{}` refers to `{}`, which is not a table or view at the end of this block"};
inline constexpr Kind<string_view, string_view, string_view, string_view> dangling_column{"E0251", error, "{} `{}` refers to column `{}`, which {} at the end of this block"};
inline constexpr Kind<string_view, string_view> foreign_key_table{"E0252", error, "foreign key of `{}` refers to table `{}`, which does not exist at the end of this block"};
inline constexpr Kind<string_view, string_view, string_view> foreign_key_column{"E0253", error, "foreign key of `{}` refers to column `{}`, which `{}` does not have at the end of this block"};
inline constexpr Kind<string_view, string_view, string_view> foreign_key_target{"E0254", error, "foreign key of `{}` refers to `{}` ({}), which is neither its primary key nor unique"};
inline constexpr Kind<string_view, string_view> foreign_key_keyless{"E0255", error, "foreign key of `{}` lists no columns of `{}`, which has no primary key: list the columns"};
inline constexpr Kind<string_view, string_view, string_view> foreign_key_kind{"E0256", error, "foreign key of `{}` refers to `{}`, which is a {}"};

// downgrade auto
inline constexpr Kind<string_view> data_has_no_inverse{"E0260", error, "this {} cannot be undone automatically: write the `downgrade {{ … }}` block, or `downgrade irreversible 'why';`"};
inline constexpr Kind<> raw_sql_has_no_inverse{"E0261", error, "raw SQL cannot be undone automatically: write the `downgrade {{ … }}` block, or `downgrade irreversible 'why';`"};
inline constexpr Kind<string_view> no_inverse{"E0262", error, "no statement undoes this {}: write the `downgrade {{ … }}` block, or `downgrade irreversible 'why';`"};
inline constexpr Kind<string_view, string_view> temporary_left{"E0263", error, "temporary {} `{}` still exists at the end of this block: it lasts only as long as the connection, so no later revision can find it"};

// SQL
inline constexpr Kind<string, string, string, string> ambiguous_name{"E0270", error, "{}`{}` is ambiguous: it is a column of both `{}` and `{}`"};
inline constexpr Kind<string, string, size_t, size_t> values_for_table{"E0271", error, "{}`{}` takes {} value(s), found {}"};
inline constexpr Kind<string, size_t, size_t> values_for_list{"E0272", error, "{}{} column(s) in the list, but {} value(s)"};
inline constexpr Kind<string, size_t, size_t> rows_differ{"E0273", error, "{}this row has {} value(s), and others have {}"};
inline constexpr Kind<string, size_t, size_t> selects_differ{"E0274", error, "{}one SELECT has {} column(s), but another that it is combined with has {}"};
inline constexpr Kind<string, size_t, size_t> names_for_columns{"E0275", error, "{}{} name(s) in the list, but {} column(s) in the query"};
inline constexpr Kind<string, string, string> writes_generated{"E0276", error, "{}column `{}` of `{}` is generated and cannot be given a value"};
inline constexpr Kind<string, string, string> no_conflict_target{"E0277", error, "{}`on conflict ({})` needs a primary key, unique constraint or unique index of `{}` over exactly these columns"};
inline constexpr Kind<string, string, string> no_such_index{"E0278", error, "{}`indexed by {}`: `{}` has no such index"};
inline constexpr Kind<string, string> partial_index{"E0279", error, "{}`indexed by {}`: the index covers only some of the rows from now on"};
inline constexpr Kind<string, string, string, string> meaning_changed{"E0280", error, "{}`{}` meant {}, and now means {}"};
inline constexpr Kind<string, string> by_position{"E0281", error, "{}takes {} by position, and other columns are in these positions at the end of this block"};
inline constexpr Kind<string, string, string> natural_join{"E0282", error, "{}the natural join of `{}` and `{}` compares other columns at the end of this block"};
inline constexpr Kind<string, string> strict_default{"E0283", error, "column `{}` of a strict table is `{}` and cannot hold this default"};

// clang-format on

}  // namespace migc::diagnostics::kind
