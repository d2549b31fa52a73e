#pragma once

#include "grammar/statements.hpp"

/// `alter`: what changes things in place.
namespace migc::grammar {

// --- Changes to one column ---------------------------------------------------------------------

// A value may have another change behind it: `set not null fill 0 set default 1`.
struct value_end
    : sor<k_set, k_drop, k_fill, seq<k_comment, sor<one<'\'', '$'>, k_null>>,
          seq<k_type, not_at<sor<k_is, k_not, k_and, k_or, k_in, k_like, k_between, k_collate>>,
              word_start>> {};
struct value : seq<grouped, star<not_at<value_end>, grouped>> {};
// A value that a place for the column may follow.
struct place_start : sor<k_first, k_after> {};
struct fill_value : value {};
struct added_value : seq<grouped, star<not_at<place_start>, grouped>> {};
struct conversion : value {};
struct new_default : value {};

struct change_type : seq<type, opt<k_using, must<conversion>>> {};
struct set_not_null : seq<opt<constraint_prefix>, k_not, must<k_null>, opt<on_conflict>,
                          opt<k_fill, must<fill_value>>> {};
struct set_default_value : seq<k_default, must<new_default>> {};
struct set_collation : seq<k_collate, must<collation_name>> {};
struct set_generated : seq<k_as, must<generated_body>> {};
struct set_autoincrement : k_autoincrement {};
struct set_data_type : seq<k_data, must<k_type, change_type>> {};
struct column_setting : sor<set_not_null, set_default_value, set_collation, set_generated,
                            set_autoincrement, set_data_type> {};

struct drop_not_null : seq<k_not, must<k_null>> {};
struct drop_default : k_default {};
struct drop_collation : k_collate {};
struct drop_generated : k_as {};
struct drop_autoincrement : k_autoincrement {};
struct drop_type_of_column : k_type {};  ///< SQLite has columns without one.
struct column_property : sor<drop_not_null, drop_default, drop_collation, drop_generated,
                             drop_autoincrement, drop_type_of_column> {};

struct change_comment : seq<k_comment, must<comment_text>> {};
struct at_first : k_first {};
struct at_place : sor<at_first, seq<k_after, must<previous_column>>> {};
struct move_column : at_place {};
// column_change <- 'type' type ( 'using' value )? / 'set' … / 'drop' … / 'comment' text
//                / 'first' / 'after' column_name
struct column_change : sor<seq<k_type, must<change_type>>, seq<k_set, must<column_setting>>,
                           seq<k_drop, must<column_property>>, change_comment, move_column> {};
struct alter_column : seq<column_name, must<column_change>, star<column_change>> {};

// --- Foreign keys in place ---------------------------------------------------------------------

struct foreign_change : sor<seq<k_on, must<foreign_event>>, deferral> {};
struct foreign_changes : plus<foreign_change> {};
struct alter_constraint : seq<k_constraint, must<constraint_name, foreign_changes>> {};
struct alter_foreign_key : seq<k_foreign, k_key, must<names, foreign_changes>> {};

// --- Actions of `alter table` ------------------------------------------------------------------

struct add_constraint : sor<seq<constraint_prefix, must<table_rule>>, table_rule> {};
struct no_condition : failure {};  ///< Whether a column exists is known here, so nobody need ask.
struct add_column : seq<opt<k_column>, opt<at<if_not_exists>, must<no_condition>>, must<column>,
                        opt<k_fill, must<added_value>>, opt<at_place>> {};
struct added : sor<add_constraint, add_column> {};

struct cascade : k_cascade {};
struct drop_constraint : seq<k_constraint, constraint_name> {};
struct drop_primary_key : seq<k_primary, k_key> {};
struct drop_unique : seq<k_unique, at<one<'('>>, names> {};
struct drop_foreign_key
    : seq<k_foreign, k_key, must<names>, opt<k_references, must<referenced_table>>> {};
struct drop_check : seq<k_check, at<one<'('>>, open, must<condition, close>> {};
struct action_end : sor<one<',', ';'>, eof> {};
struct drop_strict : seq<k_strict, at<action_end>> {};
struct drop_without_rowid : seq<k_without, k_rowid> {};
struct drop_column
    : seq<opt<k_column>, opt<at<if_exists>, must<no_condition>>, must<column_name>, opt<cascade>> {
};
struct removed : sor<drop_constraint, drop_primary_key, drop_unique, drop_foreign_key, drop_check,
                     drop_strict, drop_without_rowid, drop_column> {};

struct rename_constraint : seq<k_constraint, not_at<k_to>, must<constraint_name, k_to, new_name>> {
};
struct rename_table : seq<k_to, must<new_name>> {};
struct rename_column : seq<opt<k_column, not_at<k_to>>, must<column_name, k_to, new_name>> {};
struct renamed : sor<rename_constraint, rename_table, rename_column> {};

struct altered : sor<alter_constraint, alter_foreign_key, seq<opt<k_column>, must<alter_column>>> {
};

struct set_strict : k_strict {};
struct set_without_rowid : seq<k_without, must<k_rowid>> {};
struct table_setting : sor<set_strict, set_without_rowid> {};

struct reorder_columns : seq<k_reorder, must<k_columns, names>> {};

struct table_action
    : sor<seq<k_add, must<added>>, seq<k_drop, must<removed>>, seq<k_rename, must<renamed>>,
          seq<k_alter, must<altered>>, seq<k_set, must<table_setting>>, reorder_columns> {};
// alter_table <- 'table' table_name table_action ( ',' table_action )*
struct alter_table : seq<k_table, must<table_name>, comma_list<table_action>> {};

// --- alter index, alter type -------------------------------------------------------------------

struct rename_index : seq<k_index, must<object_name, k_rename, k_to, new_name>> {};

struct old_text : text {};
struct new_text : text {};
struct before_text : text {};
struct after_text : text {};
struct add_value : seq<k_add, must<k_value, new_text>,
                       opt<sor<seq<k_before, must<before_text>>, seq<k_after, must<after_text>>>>> {
};
struct rename_value : seq<k_rename, must<k_value, old_text, k_to, new_text>> {};
struct type_action : sor<add_value, rename_value> {};
struct alter_type : seq<k_type, must<object_name, type_action>> {};

struct altered_object : sor<alter_table, rename_index, alter_type> {};
// alter <- 'alter' ( 'table' / 'index' / 'type' ) …
struct alter : seq<k_alter, must<altered_object>> {};

}  // namespace migc::grammar
