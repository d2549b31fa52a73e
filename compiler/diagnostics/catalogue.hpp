#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"

/// Everything we complain about, a line each. The id is stable: people search for it and silence
/// it. Argument types are checked against the text at compile time. Texts: lower case, no full
/// stop, code in backticks; first what was found, then the rule or the remedy if it is not obvious.
namespace migc::diagnostics::kind {

using std::size_t;
using std::string;
using std::string_view;
inline constexpr Severity error = Severity::error;
inline constexpr Severity warning = Severity::warning;

// clang-format off

// E01xx: the text of a `.mig` file (syntax)
inline constexpr Kind<string_view, string_view> expected{"E0101", error, "expected {}, found {}"};
inline constexpr Kind<string_view> unterminated{"E0102", error, "unterminated {}"};
inline constexpr Kind<string_view> malformed{"E0103", error, "malformed {}"};
inline constexpr Kind<string_view> unclosed{"E0104", error, "unclosed `{}`"};
inline constexpr Kind<string_view, string_view> not_a_statement{"E0105", error, "`{}` is not a statement of a migration: {}"};
inline constexpr Kind<string_view> nested_too_deep{"E0106", error, "nested deeper than {} levels"};
inline constexpr Kind<size_t> more_errors{"E0107", error, "{} more errors in this file are not shown"};
inline constexpr Kind<> allow_without_statement{"E0108", error, "`allow` stands before the statement that it is for, and none follows"};
inline constexpr Kind<> empty_file{"E0110", error, "no revision in this file: it has no text but white space and comments"};
inline constexpr Kind<> utf16_text{"E0111", error, "this file is UTF-16: save it as UTF-8"};
inline constexpr Kind<string_view> invalid_utf8{"E0112", error, "byte `{}` is not UTF-8: save the file as UTF-8"};
inline constexpr Kind<> nul_byte{"E0113", error, "NUL byte in the text: take it out"};
inline constexpr Kind<> lone_carriage_return{"E0114", error, "carriage return without a line feed: end lines with `\\n` or `\\r\\n`"};
inline constexpr Kind<size_t, size_t> file_too_large{"E0115", error, "{} bytes: a file may have {} at most, so put part of it into another revision"};
inline constexpr Kind<> revision_first{"E0120", error, "a file begins with `revision ID;`"};
inline constexpr Kind<string_view> second_item{"E0121", error, "a second `{}`: a file has one"};
inline constexpr Kind<> no_upgrade{"E0122", error, "no `upgrade {{ … }}` block: every revision has one, be it empty"};
inline constexpr Kind<> no_downgrade{"E0123", error, "no `downgrade`: add `downgrade {{ … }}`, `downgrade auto;` or `downgrade irreversible 'why';`"};
inline constexpr Kind<string_view> header_behind_block{"E0124", error, "`{}` belongs to the header, before `upgrade` and `downgrade`"};
inline constexpr Kind<string_view, string_view> invalid_id{"E0125", error, "`{}` cannot be {}: it takes letters, digits, `_` and `.`"};
inline constexpr Kind<string_view, string_view> reserved_id{"E0126", error, "`{}` cannot be {}: it is an address that means something else"};
inline constexpr Kind<> base_among_parents{"E0127", error, "`base` stands for no parent at all, so no other can stand beside it"};
inline constexpr Kind<string_view, string_view> named_twice{"E0128", error, "{} `{}` is named twice"};
inline constexpr Kind<> message_of_lines{"E0129", error, "`message` is one line: put longer text into `describe $$ … $$`"};
inline constexpr Kind<string_view> invalid_date{"E0130", error, "`{}` is not an ISO 8601 date and time, such as `2025-01-11 12:00:00`"};

// E02xx: names and definitions (schema)
inline constexpr Kind<string_view, string_view> name_taken{"E0201", error, "{} `{}` already exists"};
inline constexpr Kind<string_view> unknown_table{"E0202", error, "no table `{}`"};
inline constexpr Kind<string_view, string_view> unknown_column{"E0203", error, "no column `{}` in table `{}`"};
inline constexpr Kind<string_view, string_view> unknown_object{"E0204", error, "no {} `{}`"};
inline constexpr Kind<string_view, string_view, string_view> wrong_kind{"E0205", error, "`{}` is a {}, not a {}"};
inline constexpr Kind<string_view> reserved_name{"E0206", error, "`{}` begins with `sqlite_`, which SQLite keeps for itself: choose another name"};
inline constexpr Kind<string_view, string> own_name{"E0264", error, "`{}` is the name of {}: choose another one"};
inline constexpr Kind<string_view, string_view> duplicate_column{"E0207", error, "table `{}` already has a column `{}`"};
inline constexpr Kind<string_view> no_columns{"E0208", error, "table `{}` has no columns: a table needs at least one"};
inline constexpr Kind<string_view> only_generated{"E0209", error, "table `{}` has generated columns only: one must hold data"};
inline constexpr Kind<string_view> two_primary_keys{"E0210", error, "table `{}` has a second primary key: name all key columns in one `primary key (…)`"};
inline constexpr Kind<string_view> autoincrement_key{"E0211", error, "autoincrement on {}: it needs a single column of type `integer` that is the primary key, ascending"};
inline constexpr Kind<string_view> autoincrement_rowid{"E0212", error, "table `{}` is without rowid, so its key cannot be autoincrement: take one of the two away"};
inline constexpr Kind<string_view> without_rowid_key{"E0213", error, "table `{}` is without rowid, so it needs a primary key"};
inline constexpr Kind<string_view, string_view> strict_type{"E0214", error, "column `{}` of a strict table cannot be `{}`: strict tables know int, integer, real, text, blob and any"};
inline constexpr Kind<string_view> strict_untyped{"E0215", error, "column `{}` of a strict table has no type: write int, integer, real, text, blob or any"};
inline constexpr Kind<string_view> generated_loop{"E0216", error, "generated column depends on itself: {}"};
inline constexpr Kind<string_view> generated_key{"E0217", error, "generated column `{}` cannot be part of the primary key"};
inline constexpr Kind<string_view, string_view> generated_has{"E0218", error, "generated column `{}` cannot have a {}: its value comes from its expression"};
inline constexpr Kind<string_view> key_expression{"E0219", error, "{} takes columns only: for an expression create a unique index"};
inline constexpr Kind<string_view, string_view> duplicate_constraint{"E0220", error, "table `{}` already has a constraint `{}`"};
inline constexpr Kind<size_t, size_t, string_view> foreign_key_count{"E0221", error, "foreign key of {} columns refers to {} columns of `{}`: the counts must agree"};
inline constexpr Kind<string_view, string_view> type_argument{"E0222", error, "`{}` cannot take {}"};
inline constexpr Kind<string_view, string_view> unknown_constraint{"E0223", error, "no constraint `{}` in table `{}`"};
inline constexpr Kind<string_view> no_primary_key{"E0224", error, "table `{}` has no primary key"};
inline constexpr Kind<string_view, string_view, string_view> no_such_key{"E0225", error, "no {} over ({}) in table `{}`"};
inline constexpr Kind<string_view> no_such_check{"E0226", error, "no such check in table `{}`"};
inline constexpr Kind<size_t, string_view, string_view> ambiguous_key{"E0227", error, "{} foreign keys over ({}) in table `{}` refer to different tables, and none has a name: write the table anew in this block"};
inline constexpr Kind<string_view, string_view> not_foreign_key{"E0228", error, "constraint `{}` of table `{}` is not a foreign key"};
inline constexpr Kind<string_view, string_view> column_already{"E0229", error, "column `{}` is already {}: leave this out"};
inline constexpr Kind<string_view, string_view> column_is_not{"E0230", error, "column `{}` {}: leave this out"};
inline constexpr Kind<string_view, string_view> table_already{"E0231", error, "table `{}` is already {}: leave this out"};
inline constexpr Kind<string_view, string_view> table_is_not{"E0232", error, "table `{}` is not {}: leave this out"};
inline constexpr Kind<string_view, string_view> last_column{"E0233", error, "`{}` is the last column of `{}` that holds data: drop the table instead"};
inline constexpr Kind<string_view, string_view> column_in_use{"E0234", error, "column `{}` of `{}` is named elsewhere: change what names it first, or say `cascade`"};
inline constexpr Kind<string_view, string_view> reorder_without{"E0235", error, "`reorder columns` leaves out `{}`: name every column of `{}` once"};
inline constexpr Kind<string_view> reorder_twice{"E0236", error, "`reorder columns` names `{}` twice"};
inline constexpr Kind<string_view, string_view> duplicate_value{"E0237", error, "type `{}` already has the value '{}'"};
inline constexpr Kind<string_view, string_view> unknown_value{"E0238", error, "type `{}` has no value '{}'"};
inline constexpr Kind<string_view> type_in_use{"E0239", error, "type `{}` is still the type of columns: give them another type first"};
inline constexpr Kind<string_view> no_values{"E0240", error, "type `{}` has no values: an enum needs at least one"};
inline constexpr Kind<string_view> unknown_relation{"E0241", error, "no table or view `{}`"};
inline constexpr Kind<string_view> unknown_name{"E0242", error, "no column `{}` in any table that is named here"};
inline constexpr Kind<string_view, string_view> trigger_time{"E0243", error, "a trigger on {} must be `{}`"};
inline constexpr Kind<string_view> no_triggers{"E0244", error, "`{}` is a virtual table, and those have no triggers"};
inline constexpr Kind<string_view> unknown_result{"E0245", error, "cannot tell which columns `{}` gets from its query: write the table out, and fill it with `insert into … select`"};
inline constexpr Kind<string_view, string_view, string_view> dangling_relation{"E0250", error, "{} `{}` names `{}`, which is no table or view at the end of this block"};
inline constexpr Kind<string_view, string_view> temporary_left{"E0263", error, "temporary {} `{}` is still there at the end of this block: it lives as long as the connection, and no later revision would find it"};
inline constexpr Kind<string_view, string_view, string_view, string_view> dangling_column{"E0251", error, "{} `{}` names column `{}`, which {} at the end of this block"};
inline constexpr Kind<string_view, string_view> foreign_key_table{"E0252", error, "foreign key of `{}` refers to table `{}`, which does not exist at the end of this block"};
inline constexpr Kind<string_view, string_view, string_view> foreign_key_column{"E0253", error, "foreign key of `{}` refers to column `{}`, which `{}` does not have at the end of this block"};
inline constexpr Kind<string_view, string_view, string_view> foreign_key_target{"E0254", error, "foreign key of `{}` refers to `{}` ({}), which is neither its primary key nor unique"};
inline constexpr Kind<string_view, string_view> foreign_key_keyless{"E0255", error, "foreign key of `{}` names no columns of `{}`, which has no primary key: name the columns"};
inline constexpr Kind<string_view, string_view, string_view> foreign_key_kind{"E0256", error, "foreign key of `{}` refers to `{}`, which is a {}"};
inline constexpr Kind<string, string> strict_default{"E0283", error, "column `{}` of a strict table is `{}`, and cannot hold this default"};
inline constexpr Kind<string, string, string, string> ambiguous_name{"E0270", error, "{}`{}` is a column of `{}` and of `{}`, and not said which"};
inline constexpr Kind<string, string, size_t, size_t> values_for_table{"E0271", error, "{}`{}` takes {} value(s), and is given {}"};
inline constexpr Kind<string, size_t, size_t> values_for_list{"E0272", error, "{}{} column(s) in the list, and {} value(s) for them"};
inline constexpr Kind<string, size_t, size_t> rows_differ{"E0273", error, "{}a row of {} value(s) among rows of {}"};
inline constexpr Kind<string, size_t, size_t> selects_differ{"E0274", error, "{}one SELECT gives {} column(s), and another that is joined to it {}"};
inline constexpr Kind<string, size_t, size_t> names_for_columns{"E0275", error, "{}{} name(s) in the list, and {} column(s) in the query"};
inline constexpr Kind<string, string, string> writes_generated{"E0276", error, "{}column `{}` of `{}` is generated, and takes no value"};
inline constexpr Kind<string, string, string> no_conflict_target{"E0277", error, "{}`on conflict ({})` needs a primary key, a unique constraint or a unique index of `{}` over just these columns"};
inline constexpr Kind<string, string, string> no_such_index{"E0278", error, "{}`indexed by {}`: `{}` has no such index"};
inline constexpr Kind<string, string> partial_index{"E0279", error, "{}`indexed by {}`: the index covers some rows only from now on"};
inline constexpr Kind<string, string, string, string> meaning_changed{"E0280", error, "{}`{}` was {}, and becomes {}"};
inline constexpr Kind<string, string> by_position{"E0281", error, "{}takes {} by their place, and others stand there at the end of this block"};
inline constexpr Kind<string, string, string> natural_join{"E0282", error, "{}the natural join of `{}` and `{}` compares other columns at the end of this block"};
inline constexpr Kind<string_view> data_has_no_inverse{"E0260", error, "nothing undoes this {}: write the `downgrade {{ … }}` block by hand, or say `downgrade irreversible 'why'`"};
inline constexpr Kind<string_view> no_inverse{"E0262", error, "no statement undoes this {}: write the `downgrade {{ … }}` block by hand, or say `downgrade irreversible 'why'`"};
inline constexpr Kind<> raw_sql_has_no_inverse{"E0261", error, "nothing is known that undoes raw SQL: write the `downgrade {{ … }}` block by hand, or say `downgrade irreversible 'why'`"};

// E03xx: what statements stand for (lower)
inline constexpr Kind<string> unknown_variable{"E0301", error, "no loop variable `{}`: `:name` stands for a variable of a `for` around the statement"};
inline constexpr Kind<string> variable_is_list{"E0302", error, "`:{}` is a list: loop over it with a `for` of its own"};
inline constexpr Kind<string> loop_over_literal{"E0303", error, "`{}` is one value: `for` runs over a list `(…, …)`, `[…]` or a map `{{ …: … }}`"};
inline constexpr Kind<> loop_needs_list{"E0304", error, "`for` runs over a list `(…, …)`, `[…]` or a map `{{ …: … }}`"};
inline constexpr Kind<size_t, size_t> element_does_not_fit{"E0305", error, "{} value(s) here for {} variables: each element of the list has one value per variable"};
inline constexpr Kind<string> unknown_dialect{"E0306", error, "no dialect `{}`: there are `sqlite`, `postgresql` and `mariadb`"};
inline constexpr Kind<> index_without_name{"E0307", error, "the index has no name: give it one, or set `ix` under `[naming]` in migc.toml"};
inline constexpr Kind<string> pattern_cannot_be_filled{"E0308", error, "`{{{}}}` of the naming convention cannot be known here: give it a name"};
inline constexpr Kind<string, string> sqlite_one_schema{"E0309", error, "no schema `{}` in SQLite: write `{}` alone, or put the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> was_in_migration{"E0310", error, "`was {}` says a rename in the wanted schema: in a migration write `alter table … rename`"};
inline constexpr Kind<size_t> loop_too_long{"E0312", error, "this loop comes to more than {} rounds or statements, those around and inside it multiplied"};
inline constexpr Kind<string_view> unknown_rule{"E0313", error, "no rule `{}` that could be allowed: there are `broken_object`, `data_loss`, `uncoupled` and `unresolved_name`"};
inline constexpr Kind<string, string, string> was_taken{"E0314", error, "`was {}` cannot be followed: {} has that, and `{}` as well"};
inline constexpr Kind<string, string, string> was_twice{"E0315", error, "`was {}`: `{}` and `{}` cannot both be its new name"};
inline constexpr Kind<> not_a_definition{"E0311", error, "this is no part of a schema, which is `create` and `comment` statements"};

// E04xx: the graph of revisions, addresses
// E0401..E0429: what is wrong with the files
inline constexpr Kind<string_view> duplicate_revision{"E0401", error, "revision `{}` is defined twice"};
inline constexpr Kind<string_view, string_view> revisions_differ_in_case{"E0402", error, "revision `{}` differs from `{}` in letter case only"};
inline constexpr Kind<string_view, string_view> illegal_revision_id{"E0403", error, "`{}` cannot be a revision id: {}"};
inline constexpr Kind<string_view, string_view> illegal_label{"E0404", error, "`{}` cannot be a label: {}"};
inline constexpr Kind<string_view> duplicate_label{"E0405", error, "label `{}` is given twice"};
inline constexpr Kind<string_view> label_is_revision{"E0406", error, "label `{}` is the id of a revision"};
inline constexpr Kind<string_view, string_view> missing_parent{"E0407", error, "no revision `{}`, which `{}` revises"};
inline constexpr Kind<string_view, string_view> missing_dependency{"E0408", error, "no revision or label `{}`, which `{}` depends on"};
inline constexpr Kind<string_view> revises_itself{"E0410", error, "revision `{}` revises itself"};
inline constexpr Kind<string_view> depends_on_itself{"E0411", error, "revision `{}` depends on itself"};
inline constexpr Kind<string> revision_cycle{"E0412", error, "revisions revise each other in a circle: {}"};
inline constexpr Kind<string> dependency_cycle{"E0413", error, "revisions wait for each other in a circle: {}"};
inline constexpr Kind<string_view> replaces_itself{"E0414", error, "revision `{}` replaces itself"};
inline constexpr Kind<string_view, string_view, string_view> replaced_twice{"E0415", error, "`{}` is replaced by `{}`, and by `{}` too"};
inline constexpr Kind<string_view, string_view> replaced_in_part{"E0416", error, "no revision `{}`, which `{}` replaces, while others that it replaces are still there"};
inline constexpr Kind<string_view, string> replaced_no_line{"E0417", error, "what `{}` replaces is not one line: {}"};
inline constexpr Kind<string_view, string_view, string> replaced_needed{"E0418", error, "`{}` cannot be replaced by `{}`: {}"};
inline constexpr Kind<string_view, string> replaces_elsewhere{"E0419", error, "`{}` has not the place of what it replaces: {}"};
// E0430..E0459: addresses as typed
inline constexpr Kind<> empty_address{"E0430", error, "an empty word where a revision was expected"};
inline constexpr Kind<string_view, string_view> unreadable_address{"E0431", error, "cannot read the revision `{}`: {}"};
inline constexpr Kind<string_view> unknown_revision{"E0432", error, "no revision or label `{}`, nor one that begins so"};
inline constexpr Kind<string_view, size_t> ambiguous_prefix{"E0433", error, "`{}` is the beginning of {} names"};
inline constexpr Kind<string_view, size_t> several_heads{"E0434", error, "`{}` stands for {} revisions, and one is needed"};
inline constexpr Kind<string_view, size_t> several_current{"E0435", error, "`{}` is ambiguous: the database is at {} revisions"};
inline constexpr Kind<string_view, string_view, size_t> several_ways{"E0436", error, "`{}` is ambiguous: from {} there are {} ways to go"};
inline constexpr Kind<string_view, string> off_the_graph{"E0437", error, "`{}` leaves the history: {}"};
inline constexpr Kind<string_view, string_view> not_on_branch{"E0438", error, "revision `{}` is not on the line of `{}`"};
inline constexpr Kind<string_view, string_view> wrong_direction{"E0439", error, "`{}` counts the wrong way for {}"};
inline constexpr Kind<string_view> range_unexpected{"E0440", error, "`{}` is a range, and one revision is needed"};
inline constexpr Kind<string_view> range_expected{"E0441", error, "`{}` is no range: a range is FROM:TO, FROM: or :TO"};
inline constexpr Kind<string_view> range_of_three{"E0442", error, "`{}` has more than one colon: a range is FROM:TO, FROM: or :TO"};
// E0460..E0479: ways that cannot be gone
inline constexpr Kind<string_view> target_not_applied{"E0460", error, "cannot downgrade to `{}`: it is not applied"};
inline constexpr Kind<string> nothing_to_revert{"E0461", error, "cannot downgrade to {}: there is nothing to revert"};
inline constexpr Kind<size_t> several_downgrade_targets{"E0462", error, "cannot downgrade to {} revisions at once"};
inline constexpr Kind<string, string> not_below{"E0463", error, "{} is not below {}"};
inline constexpr Kind<string_view, string_view> downgrade_blocked{"E0465", error, "cannot revert `{}`: `{}` of another branch is applied, and needs it"};
inline constexpr Kind<string> merge_does_not_compile{"E0466", error, "cannot merge {}: what they do does not go together"};
inline constexpr Kind<string_view> merge_from_branch{"W0467", warning, "a database at `{}` cannot be upgraded to the merge"};
inline constexpr Kind<string_view, string_view, string_view, string_view> both_write{"W0468", warning, "`{}` and `{}` both change `{}.{}`"};
inline constexpr Kind<string_view, string_view> stamp_needed{"E0469", error, "cannot stamp `{}`: `{}` of another branch is recorded, and needs it"};
inline constexpr Kind<string, string> stamps_overlap{"E0464", error, "cannot stamp `{}` and `{}` at once: one is below the other"};
// E0480..E0489: what the database's version table holds
inline constexpr Kind<string_view> unknown_row{"E0480", error, "the database is at `{}`, which is no revision of this project"};
inline constexpr Kind<string_view> row_twice{"E0481", error, "the version table of the database has the row `{}` twice"};
inline constexpr Kind<string_view, string_view> superfluous_row{"E0482", error, "the version table of the database has the row `{}` beside `{}`, which already implies it"};

// E049x: files and whole histories (pipeline)
inline constexpr Kind<string> no_versions_folder{"E0490", error, "no folder `{}`: `migc init` makes one, or set `versions` in migc.toml"};
inline constexpr Kind<string, string> cannot_read{"E0491", error, "cannot read `{}`: {}"};
inline constexpr Kind<string, string> irreversible{"E0492", error, "{} cannot be downgraded: {}"};

// E05xx: what a dialect cannot do (backends)
inline constexpr Kind<string> sqlite_no_index_method{"E0501", error, "SQLite has one kind of index: leave `using …` out of index `{}`, or write the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_no_include{"E0502", error, "SQLite has no `include` columns: add them to the terms of index `{}`, or write the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_no_concurrently{"E0503", error, "SQLite builds an index in one go: leave `concurrently` out of index `{}`, or write the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string_view> sqlite_nulls_order{"E0504", error, "SQLite sorts NULLs before everything else: here only `nulls {}` is possible"};
inline constexpr Kind<string> sqlite_no_sequences{"E0505", error, "SQLite has no sequences: write the statements of `{}` in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_transaction_control{"E0506", error, "`{}` in raw SQL: migc runs each revision in a transaction of its own; leave it out"};
inline constexpr Kind<string> sqlite_other_file{"E0511", error, "`{}` in raw SQL reaches another file: a revision changes this database alone; do it in a program of your own, before or after"};
inline constexpr Kind<> sqlite_vacuum{"E0512", error, "`vacuum` cannot run in a transaction: say `transaction off;` in the header of the revision, or run it after the migration"};
inline constexpr Kind<string, string> sqlite_rebuild_never{"E0507", error, "`{}` would have to be rebuilt ({}), and `rebuild = \"never\"` forbids that"};
inline constexpr Kind<string, string> wrapped_foreign_keys{"E0508", error, "{} cannot run inside another's transaction: {} needs foreign keys off, which is not possible there"};
inline constexpr Kind<string_view> sqlite_looks_back{"E0514", error, "`{}()` here would tell of migc's own statement before this one, and not of yours"};
inline constexpr Kind<string> exec_uncoupled{"E0510", error, "should this statement alone fail, a program that goes on after errors commits the rest of {}"};
inline constexpr Kind<string> wrapped_without_transaction{"E0509", error, "{} has `transaction off`, so it cannot run inside another's transaction"};

// E06xx: settings and usage (config, cli)
// E0601..E0619: migc.toml and what else sets a value; E0620..E0629: database URLs
inline constexpr Kind<string_view, string_view> no_config_file{"E0601", error, "cannot read the configuration `{}`: {}"};
inline constexpr Kind<string> toml_syntax{"E0602", error, "not TOML: {}"};
inline constexpr Kind<string_view, string_view> unknown_setting{"E0603", error, "no setting `{}` in {}"};
inline constexpr Kind<string_view, string_view, string_view> setting_type{"E0604", error, "`{}` is {}, and {} is expected"};
inline constexpr Kind<string_view, string_view, string_view> setting_value{"E0605", error, "`{}` cannot be `{}`: {}"};
inline constexpr Kind<string_view> unset_variable{"E0606", error, "the environment variable `{}` is not set, and has no default here"};
inline constexpr Kind<string_view> malformed_variable{"E0607", error, "cannot read a variable: {}"};
inline constexpr Kind<string_view, string_view> unknown_environment{"E0608", error, "no section `[env.{}]`, which {} asks for"};
inline constexpr Kind<string_view, string_view> dialect_asked_for{"E0609", error, "no dialect `{}`, which {} asks for; there are `sqlite`, `postgresql` and `mariadb`"};
inline constexpr Kind<string_view, string_view> dialect_contradicts_url{"E0610", error, "`--dialect {}` contradicts `--url`, which is a database of {}"};
inline constexpr Kind<> no_database_url{"E0620", error, "no database is set"};
inline constexpr Kind<string_view> empty_url{"E0621", error, "the database URL in {} is empty"};
inline constexpr Kind<string_view, string> url_without_scheme{"E0622", error, "the database URL in {} has no scheme: `{}`"};
inline constexpr Kind<string_view, string_view> url_dialect{"E0623", error, "the database URL in {} is for `{}`; known are `sqlite`, `postgresql`, `mariadb` and `mysql`"};
inline constexpr Kind<string_view, string_view, string_view> malformed_url{"E0624", error, "the {} of the database URL in {} is malformed: {}"};
inline constexpr Kind<string_view, string> sqlite_url_with_host{"E0625", error, "the SQLite URL in {} names a host, `{}`; the path of a file stands after three slashes"};

// E0650..E0699: the command line
inline constexpr Kind<string> unknown_command{"E0650", error, "no command `{}`"};
inline constexpr Kind<string> unknown_option{"E0651", error, "no option `{}`"};
inline constexpr Kind<string> surplus_argument{"E0652", error, "`{}` is one word too many"};
inline constexpr Kind<string, string> missing_argument{"E0653", error, "{} is missing: `migc {}`"};
inline constexpr Kind<string> option_misused{"E0654", error, "{}"};
inline constexpr Kind<string> value_missing{"E0665", error, "`{}` needs a value behind it"};
inline constexpr Kind<string, string, string> option_value{"E0655", error, "`{}` is {}, not `{}`"};
inline constexpr Kind<string, string> range_needs_sql{"E0656", error, "`{}` is a range, and a database begins where it is: name the end alone, or add `--sql` for a script ({})"};
inline constexpr Kind<string> option_needs_sql{"E0657", error, "`{}` is for a script: add `--sql`"};
inline constexpr Kind<string> any_start_beside{"E0691", error, "{}"};
inline constexpr Kind<string> no_script_line{"E0692", error, "`{}` is no place in a script: say `FILE.sql:LINE`"};
inline constexpr Kind<string, size_t, size_t> beyond_script{"E0693", error, "`{}` has {} lines, and no line {}"};
inline constexpr Kind<string> no_backend{"E0658", error, "this migc writes SQL for `sqlite` only, not for `{}`: set `dialect` or the url"};
inline constexpr Kind<string> already_there{"E0659", error, "`{}` is there already, and nothing is overwritten: remove it, or choose another name"};
inline constexpr Kind<> message_of_one_line{"E0660", error, "a message is one line of text in UTF-8: put more into `describe` in the new file"};
inline constexpr Kind<size_t> parent_needed{"E0661", error, "there are {} heads, and a new revision follows one: say which with `--head`"};
inline constexpr Kind<string> splice_needed{"E0662", error, "`{}` is no head: `--splice` makes a branch there"};
inline constexpr Kind<string, string> folder_not_searched{"E0666", error, "`{}` is not among the version folders: `versions` in migc.toml has `{}`"};
inline constexpr Kind<string> folder_needed{"E0667", error, "a revision without a parent can be in any of `{}`: say which with `--version-path`"};
inline constexpr Kind<string> depends_on_base{"E0668", error, "`{}` is no revision that another could depend on"};
inline constexpr Kind<string> merged_twice{"E0669", error, "`{}` is named twice"};
inline constexpr Kind<string> merge_of_no_head{"E0670", error, "`{}` is no head, and a merge joins heads: `migc heads` lists them"};
inline constexpr Kind<string> nothing_to_merge{"E0671", error, "a merge joins two heads or more, and there is {}"};
inline constexpr Kind<string> no_editor{"E0672", error, "no editor is set to open `{}` with: set EDITOR"};
inline constexpr Kind<string, string> editor_failed{"E0673", error, "the editor `{}` failed: {}"};
inline constexpr Kind<string> no_file_of_base{"E0674", error, "`{}` is no revision, so there is no file"};
inline constexpr Kind<string> rebase_of_merge{"E0675", error, "`{}` is a merge, which has a place of its own on each line: rebase what comes before or behind it"};
inline constexpr Kind<string, string> rebase_in_circle{"E0676", error, "`{}` follows `{}` already, so it cannot come before it"};
inline constexpr Kind<string> rebase_onto_no_head{"E0680", error, "`{}` is no head: behind it would be a branch again"};
inline constexpr Kind<string> rebase_of_applied{"E0677", error, "`{}` is applied to the database, and history that has happened is not rewritten: downgrade first, or `migc merge heads`"};
inline constexpr Kind<size_t, size_t> tag_too_long{"E0681", error, "the tag has {} bytes, and {} are possible"};
inline constexpr Kind<> backup_and_sql{"E0689", error, "`--backup` goes with a database that is changed, and `--sql` only prints: make one with `migc backup`"};
inline constexpr Kind<string> from_db_and_range{"E0683", error, "`{}` says itself where the script begins: leave out `--from-db`"};
inline constexpr Kind<size_t> more_than_one_head{"E0678", error, "there are {} heads: join them with `migc merge heads`, or move one with `migc rebase REV --onto HEAD`"};
inline constexpr Kind<string> heads_not_applied{"E0679", error, "the database is not at the heads of the project: {} not applied; `migc upgrade heads` applies them"};
inline constexpr Kind<string_view, string_view> output_onto{"E0690", error, "`{}` is {}: write the output elsewhere"};
inline constexpr Kind<string> not_written{"E0664", error, "{}"};
inline constexpr Kind<string> bug{"E0699", error, "a bug in migc: {}"};
inline constexpr Kind<string, string> file_template{"E0663", error, "`file_template` makes `{}` of a new revision: {}"};

// E07xx: what a database says (exec, verify)
inline constexpr Kind<string, string> database_unopened{"E0701", error, "cannot open database `{}`: {}"};
inline constexpr Kind<string, string> database_folder{"E0702", error, "no folder `{}` for database `{}`: create it, or correct the url"};
inline constexpr Kind<string> database_missing{"E0703", error, "no database at `{}`"};
inline constexpr Kind<string, string> not_a_database{"E0704", error, "`{}` is not a sound SQLite database: {}"};
inline constexpr Kind<string, string> database_read_only{"E0705", error, "database `{}` cannot be written: {}"};
inline constexpr Kind<string, string> database_locked{"E0706", error, "database `{}` is locked by another process: gave up after {} s"};
inline constexpr Kind<string> not_sqlite{"E0707", error, "cannot connect to `{}`: this migc connects to SQLite databases only"};
inline constexpr Kind<string, string> url_option{"E0708", error, "cannot use option `{}` of url `{}`: for SQLite there is `timeout`, a number of seconds"};
inline constexpr Kind<string> refused{"E0711", error, "SQLite refused: {}"};
inline constexpr Kind<string> condition_failed{"E0712", error, "{}"};
inline constexpr Kind<string, string> drifted{"E0717", error, "`{}` is not as the migrations left it, and what somebody has changed by hand would be lost in {}"};
inline constexpr Kind<string, string, string> broken_by_hand{"E0718", error, "`{}`, made by hand, reads {} and would break in {}"};
inline constexpr Kind<string, string, string> made_useless{"E0727", error, "{} `{}`, as {} makes it, would fail whenever it is used: what it reads was changed by hand"};
inline constexpr Kind<string, string> outcome_differs{"E0719", error, "`{}` is not what it should be behind {}"};
inline constexpr Kind<> reaches_other_file{"E0716", error, "SQL that is tried out reaches another file (ATTACH, DETACH, VACUUM INTO or a folder for temporary files): it was not run"};
inline constexpr Kind<string> transaction_control{"E0713", error, "`{}` in raw SQL: migc itself begins and ends the transactions, so leave it out"};
inline constexpr Kind<string> transaction_ended{"E0714", error, "this statement {}: leave out what does that"};
inline constexpr Kind<string> interrupted{"E0715", error, "interrupted by {}"};
inline constexpr Kind<string, string> version_shape{"E0721", error, "`{}` in the database is not a version table: {}"};
inline constexpr Kind<string> log_shape{"E0725", error, "`{}` in the database is not a log of migc"};
inline constexpr Kind<string_view, string> edited_revision{"E0726", error, "revision `{}` is not what it was when it was applied ({})"};
inline constexpr Kind<string, string> version_value{"E0722", error, "`{}` in the database holds {}, which can be no revision"};
inline constexpr Kind<string, string> unmanaged{"E0724", error, "the database has tables already ({}), but no `{}` to say at which revision it is"};
inline constexpr Kind<string, string> version_moved{"E0723", error, "another process moved the database from {} to {}"};

inline constexpr Kind<string, string> backup_failed{"E0730", error, "no backup was made to `{}`: {}"};
inline constexpr Kind<string> backup_exists{"E0731", error, "`{}` exists already, and a backup overwrites nothing: choose another name"};
inline constexpr Kind<string> backup_unsound{"E0732", error, "the backup is not sound, and was removed: {}"};
inline constexpr Kind<string> backup_of_memory{"E0733", error, "`{}` is in memory: there is nothing that a backup could be made of"};

// E075x: what a scratch database says (verify)
inline constexpr Kind<string, string> model_differs{"E0750", error, "after the upgrade to {} the database has another `{}` than the model: this is a defect of migc, please report it"};
inline constexpr Kind<string, string, string> not_restored{"E0751", error, "the downgrade of {} does not restore the database: `{}` {}"};
inline constexpr Kind<string> rehearsal_refused{"E0752", error, "SQLite refuses this: {}"};
inline constexpr Kind<string_view, string, string> rehearsal_differs{"E0753", error, "after the {} of {} SQLite has another `{}` than migc's model"};
inline constexpr Kind<string, string> object_broken{"E0754", error, "`{}` no longer works after this: {}"};
inline constexpr Kind<string, string> new_object_broken{"E0755", error, "`{}` does not work: {}"};
inline constexpr Kind<string> other_meaning{"E0756", error, "`{}` returns other rows after this, though nothing asks for that"};
inline constexpr Kind<string> index_stale{"E0757", error, "the full-text table `{}` no longer agrees with its content after this"};

// E076x: rows that a migration could not take, found before it runs (backends, exec)
using RowsKind = Kind<string, string, string>;  // how many rows, their table, what they lack
inline constexpr RowsKind rows_null{"E0760", error, "{} of `{}` with NULL in `{}`, which becomes NOT NULL"};
inline constexpr RowsKind rows_without_value{"E0761", error, "{} of `{}` without a value in the new column `{}`, which is NOT NULL and has no default"};
inline constexpr RowsKind rows_not_unique{"E0762", error, "{} of `{}` with the same `{}` as another, which becomes unique"};
inline constexpr RowsKind rows_violate{"E0763", error, "{} of `{}` against the new check `{}`"};
inline constexpr RowsKind rows_orphaned{"E0764", error, "{} of `{}` without a parent by the new foreign key `{}`"};
inline constexpr RowsKind rows_unconvertible{"E0765", error, "{} of `{}` with a value in `{}` that the column could not hold any more"};
inline constexpr RowsKind rows_too_long{"E0766", error, "{} of `{}` with a text in `{}` that is longer than its new type says"};
inline constexpr RowsKind rows_altered{"E0767", error, "{} of `{}` with a value in `{}` that its new type would make another one, as '007' becomes 7"};
inline constexpr RowsKind rows_lose_value{"E0768", error, "{} of `{}` given NULL in `{}` by its `using`, and it is NOT NULL"};
inline constexpr RowsKind rows_dropped{"E0769", error, "{} of `{}` lost with {}"};
inline constexpr RowsKind values_dropped{"E0770", error, "{} of `{}` with a value in `{}`, which would be lost with the column"};
inline constexpr RowsKind values_replaced{"E0771", error, "{} of `{}` with a value in `{}`, which its new expression would replace"};

// E08xx: schemas as data
// E0800..E0819: differences between two
inline constexpr Kind<string, string> no_way_between{"E0801", error, "no statements lead to the wanted {} `{}`"};
inline constexpr Kind<string> nothing_to_generate{"E0802", error, "{} and the head do not differ: there is nothing to write"};
inline constexpr Kind<string> no_wanted_schema{"E0803", error, "no wanted schema `{}`"};
inline constexpr Kind<string, size_t> schema_differs{"E0804", error, "{} and the head differ, by {} statement(s)"};
inline constexpr Kind<string> database_differs{"E0805", error, "the schema of the database is not what the revisions up to {} make"};

// E0820..E0839: what other tools keep
inline constexpr Kind<size_t> import_needs_empty{"E0820", error, "the project has {} revision(s) already, and an import begins a history: import into an empty project"};
inline constexpr Kind<string, string> nothing_to_import{"E0821", error, "`{}` is nothing that can be imported: {}"};
inline constexpr Kind<string, string> import_differs{"E0822", error, "what is imported makes another {} `{}` than its source does"};
inline constexpr Kind<string> no_alembic_output{"E0823", error, "no line `-- Running upgrade … -> …` in `{}`: it is not the output of `alembic upgrade head --sql`"};
inline constexpr Kind<string> file_without_number{"E0824", error, "`{}` has no number, so its place among the others is not known: rename it, or move it away"};
inline constexpr Kind<string> file_without_up{"E0825", error, "`{}` undoes what no other file does"};

inline constexpr Kind<string, string> sqitch_without_script{"E0826", error, "the change `{}` of the plan has no script `{}`"};
inline constexpr Kind<string, string, string> sqitch_dependency{"E0827", error, "the change `{}` does not fit into the plan: it names `{}`, {}"};
inline constexpr Kind<string, string> legacy_foreign_key{"E0828", error, "under `pragma legacy_alter_table` the foreign keys of `{1}` go on to name `{0}`, and the rename of a migration takes them along: rebuild `{1}` in the source, or leave the pragma out"};

// E0840..E0849: revisions joined to one
inline constexpr Kind<string, size_t> nothing_to_squash{"E0840", error, "a squash joins two revisions or more, and `{}` has {}"};
inline constexpr Kind<string, string> squash_no_line{"E0841", error, "the revisions of `{}` are not one line: {}"};
inline constexpr Kind<string> squash_transaction{"E0842", error, "`{}` has `transaction off`, so it cannot be one revision with others: squash what is before it and what is behind it"};
inline constexpr Kind<string_view, string_view> row_inside_replaced{"E0843", error, "the database is at `{}`, in the middle of what `{}` replaces, and its file is gone"};
inline constexpr Kind<string_view, string_view> word_inside_replaced{"E0844", error, "`{}` is in the middle of what `{}` replaces, and the database is at that"};
inline constexpr Kind<string, string> squash_untried{"E0845", error, "`{}` is not written: what it would replace does not run on a scratch database ({})"};
inline constexpr Kind<string, string> squash_differs{"E0846", error, "`{}` does not do what the revisions do that it replaces: {}"};
// E0860..E0869: layout
inline constexpr Kind<string> format_defect{"E0860", error, "`{}` would not say the same in another layout: this is a defect of migc, please report it"};
inline constexpr Kind<string> delete_inside{"E0847", error, "the database is at `{}`, in the middle of what is replaced: upgrade it first, or leave out `--delete`"};

// E0850..E0859: a fresh database in one step
inline constexpr Kind<string> fresh_not_empty{"E0850", error, "`--fresh` makes a database of nothing, and this one {}: leave it out to go on from there"};
inline constexpr Kind<string> fresh_beside{"E0851", error, "`--fresh` begins with an empty database, where `{}` means nothing: leave one of them out"};
inline constexpr Kind<string> fresh_not_repeatable{"E0852", error, "`{}` is another value each time, so the rows that this statement leaves cannot be known before"};
inline constexpr Kind<string> fresh_raw{"E0853", error, "`{}` in raw SQL does more than to leave tables and rows, which is all that a fresh database can be given"};
inline constexpr Kind<string> fresh_refused{"E0854", error, "SQLite does not take what the revisions leave in one step: {}"};
inline constexpr Kind<string, string> fresh_differs{"E0855", error, "in one step `{}` would not be what the revisions leave: {}"};

// W01xx: warnings
inline constexpr Kind<string> left_out{"W0103", warning, "`{}` is no part of a migration, and is left out"};
inline constexpr Kind<string> import_unproven{"W0105", warning, "the result was not compared with its source, since SQLite does not run that: {}"};
inline constexpr Kind<string> repeatable_once{"W0106", warning, "`{}` is repeatable, and becomes a revision that runs once, behind all others"};
inline constexpr Kind<string> tables_left_out{"W0107", warning, "other tools' own tables are left out: {}"};
inline constexpr Kind<string, string> was_unknown{"W0104", warning, "`was {}`: {} has nothing of that name, so this is new"};
inline constexpr Kind<string, string> stops_on_null{"W0121", warning, "the upgrade to {} stops where rows hold NULL: {}"};
inline constexpr Kind<string> undeclared_change{"W0123", warning, "raw SQL changes `{}` and does not declare it, so migc does not know of it"};
inline constexpr Kind<string, string> new_index_broken{"W0122", warning, "the virtual table `{}` cannot be read yet: {}"};
inline constexpr Kind<string, string> not_rehearsed{"W0120", warning, "`{}` was not rehearsed: {}"};
inline constexpr Kind<string, string, string_view, string, string_view> no_way_back_over_rows{"W0110", warning, "`downgrade auto` of {} works only while `{}` has {}: `{}` {}"};
inline constexpr Kind<string, string, string> downgrade_differs{"W0101", warning, "the downgrade of {} does not restore the schema: `{}` {}"};
inline constexpr Kind<string_view> idle_allow{"W0108", warning, "`allow {}` allows nothing: the statement behind it does not need it"};
inline constexpr Kind<string_view> allow_before_block{"W0109", warning, "`allow {}` stands before a block, and allows nothing in it: put it before the statement that needs it"};
inline constexpr Kind<size_t> lines_cross{"W0102", warning, "the lines of this history cross so often that {} revisions were checked with all before them applied, and not only with those that they follow"};

// clang-format on

}  // namespace migc::diagnostics::kind
