#pragma once

#include "grammar/names.hpp"

/// Types, columns and constraints.
namespace migc::grammar {

// --- Expressions by role -----------------------------------------------------------------------

// condition <- tokens, of a check
struct condition : tokens {};
struct generated_value : tokens {};

// A value with more constraints behind it is one literal, name, call or parenthesis, and its casts.
// default_value <- [+-]? ( number / literal / word group? / group ) ( '::' type group? )*
struct sign_token : one<'+', '-'> {};
struct cast_token : two<':'> {};
struct cast_type
    : seq<word_token, gap,
          opt<sor<seq<at<k_varying>, word_token, gap>, seq<at<key<"precision">>, word_token, gap>,
                  seq<at<sor<k_with, k_without>, k_time, k_zone>, rep<3, word_token, gap>>>>> {};
struct cast : seq<cast_token, gap, cast_type, opt<group, gap>, star<subscript, gap>> {};
struct default_value
    : seq<opt<sign_token, gap>,
          sor<seq<sor<blob_token, number_token, string_token, raw_string_token, parameter_token,
                      double_quoted_token, back_quoted_token, bracketed_token>,
                  gap>,
              seq<word_token, gap, opt<group, gap>>, seq<group, gap>>,
          star<cast>> {};

// term <- grouped ( !term_end grouped )* ( 'asc' / 'desc' )? ( 'nulls' ( 'first' / 'last' ) )?
struct ascending : k_asc {};
struct descending : k_desc {};
struct nulls_first : k_first {};
struct nulls_last : k_last {};
struct nulls_place : sor<nulls_first, nulls_last> {};
struct term_end : sor<k_asc, k_desc, k_autoincrement, seq<k_nulls, sor<k_first, k_last>>> {};
struct term_expression : seq<grouped, star<not_at<term_end>, grouped>> {};
struct term
    : seq<term_expression, opt<sor<ascending, descending>>, opt<k_nulls, must<nulls_place>>> {};

// --- Types -------------------------------------------------------------------------------------

// for_dialects <- 'for' dialect_name text ( ',' 'for' dialect_name text )*
struct type_dialect : name {};
struct type_text : text {};
struct for_dialect : seq<k_for, must<type_dialect, type_text>> {};
struct for_dialects : seq<for_dialect, star<comma, for_dialect>> {};

// What ends a type: SQLite takes any other words for a part of it.
struct type_end : sor<k_constraint, k_primary, k_not, k_null, k_unique, k_check, k_default,
                      k_collate, k_references, seq<k_generated, sor<k_always, k_by>>, k_as,
                      k_foreign, k_deferrable, k_autoincrement, k_for, k_set, k_drop, k_using, k_on,
                      k_was, seq<k_comment, one<'\'', '$'>>, k_first, k_after> {};

// type <- ( type_word+ ( '(' tokens ')' type_suffix* )? '[]'* )? for_dialects?
struct type_word : bare_word {};
struct type_arguments : tokens {};
struct type_suffix
    : sor<seq<at<sor<k_with, k_without>, k_time, k_zone>, rep<3, type_word, gap>>,
          seq<at<sor<k_unsigned, k_signed, k_zerofill, k_varying>>, type_word, gap>> {};
struct array_mark : seq<one<'['>, star<digit>, one<']'>> {};
struct quoted_type : quoted_name {};
struct type_words
    : plus<not_at<type_end>, sor<type_word, seq<not_at<array_mark>, quoted_type>>, gap> {};
struct type_name : seq<type_words, opt<open, must<type_arguments, close>, star<type_suffix>>,
                       star<array_mark, gap>> {};
struct type : sor<seq<type_name, opt<for_dialects>>, for_dialects> {};

// --- Parts of constraints ----------------------------------------------------------------------

struct on_rollback : k_rollback {};
struct on_abort : k_abort {};
struct on_fail : k_fail {};
struct on_ignore : k_ignore {};
struct on_replace : k_replace {};
struct conflict_way : sor<on_rollback, on_abort, on_fail, on_ignore, on_replace> {};
// on_conflict <- 'on' 'conflict' ( 'rollback' / 'abort' / 'fail' / 'ignore' / 'replace' )
struct on_conflict : seq<k_on, k_conflict, must<conflict_way>> {};

// foreign_action <- 'set' ( 'null' / 'default' ) / 'cascade' / 'restrict' / 'no' 'action'
struct set_null : k_null {};
struct set_default : k_default {};
struct set_what : sor<set_null, set_default> {};
struct cascade_rows : k_cascade {};
struct restrict_rows : k_restrict {};
struct no_action : seq<k_no, must<k_action>> {};
struct foreign_action : sor<seq<k_set, must<set_what>>, cascade_rows, restrict_rows, no_action> {};
struct on_delete : seq<k_delete, must<foreign_action>> {};
struct on_update : seq<k_update, must<foreign_action>> {};
struct on_insert : seq<k_insert, must<foreign_action>> {};  ///< SQLite reads it and forgets it.
struct foreign_event : sor<on_delete, on_update, on_insert> {};

// deferral <- 'not'? 'deferrable' ( 'initially' ( 'deferred' / 'immediate' ) )?
struct deferrable : k_deferrable {};
struct not_deferrable : seq<k_not, k_deferrable> {};
struct initially_deferred : k_deferred {};
struct initially_immediate : k_immediate {};
struct initially : sor<initially_deferred, initially_immediate> {};
struct deferral : seq<sor<deferrable, not_deferrable>, opt<k_initially, must<initially>>> {};

// references <- 'references' table names? ( 'on' event action / 'match' name / deferral )*
struct referenced_columns : names {};
struct references
    : seq<k_references, must<referenced_table>, opt<referenced_columns>,
          star<sor<seq<k_on, must<foreign_event>>, seq<k_match, must<match_name>>, deferral>>> {};

struct autoincrement : k_autoincrement {};
struct stored : k_stored {};
struct virtual_ : k_virtual {};
// generated_body <- '(' tokens ')' ( 'stored' / 'virtual' )?
struct generated_body : seq<open, must<generated_value, close>, opt<sor<stored, virtual_>>> {};

// --- Constraints of a column -------------------------------------------------------------------

struct primary_key : seq<k_primary, must<k_key>, opt<sor<ascending, descending>>,
                         star<sor<on_conflict, autoincrement>>> {};
struct not_null : seq<k_not, k_null, opt<on_conflict>> {};
struct null : seq<k_null, opt<on_conflict>> {};
struct unique : seq<k_unique, opt<on_conflict>> {};
struct check : seq<k_check, must<open, condition, close>, opt<on_conflict>> {};
struct default_ : seq<k_default, must<default_value>> {};
struct collate : seq<k_collate, must<collation_name>> {};
struct generated : generated_body {};
struct identity_always : k_identity {};
struct identity_by_default : k_identity {};
struct generated_as : sor<identity_always, generated> {};
struct generation
    : sor<seq<k_generated, sor<seq<k_always, must<k_as, generated_as>>,
                               seq<k_by, must<k_default, k_as, identity_by_default>>>>,
          seq<k_as, must<generated>>> {};
struct late_deferral : deferral {};  ///< SQLite lets it stand apart from its `references`.
struct column_comment : seq<k_comment, text> {};
struct previous_name : name {};
struct was : seq<k_was, must<previous_name>> {};  ///< In a target schema: the name before.

struct column_rule
    : sor<primary_key, not_null, null, unique, check, default_, collate, references, generation> {};
// SQLite accepts a constraint's name with no constraint behind it.
struct constraint_prefix : seq<k_constraint, must<constraint_name>> {};
struct column_constraint
    : sor<seq<constraint_prefix, opt<column_rule>>, column_rule, late_deferral, column_comment> {};

// column <- defined_column type? column_constraint* was?
struct column_type : seq<opt<k_type, at<k_for>>, type> {};
struct column : seq<defined_column, opt<column_type>, star<column_constraint>, opt<was>> {};

// --- Constraints of a table --------------------------------------------------------------------

struct terms : seq<open, comma_list<term>, opt<autoincrement>, must<close_list>> {};
struct table_primary_key : seq<k_primary, k_key, must<terms>, opt<on_conflict>> {};
struct table_unique : seq<k_unique, at<one<'('>>, terms, opt<on_conflict>> {};
struct table_check : seq<k_check, at<one<'('>>, open, must<condition, close>, opt<on_conflict>> {};
struct foreign_columns : names {};
struct foreign_key : seq<k_foreign, k_key, must<foreign_columns, references>> {};
struct table_rule : sor<table_primary_key, table_unique, table_check, foreign_key> {};
struct table_constraint : sor<seq<constraint_prefix, opt<table_rule>>, table_rule> {};

}  // namespace migc::grammar
