#pragma once

#include "grammar/alter.hpp"

/// Data, loops, dialects, raw SQL, notes: everything else that stands in a block, and the block
/// itself.
namespace migc::grammar {

struct block;

// --- Data --------------------------------------------------------------------------------------

// data <- ( 'insert' / 'replace' / 'update' / 'delete' / 'with' ) tokens
struct data : seq<at<sor<k_insert, k_replace, k_update, k_delete, k_with>>, tokens> {};

// assert <- 'assert' expression 'else' text
struct assert_condition : plus<not_at<k_else>, grouped> {};
struct assert_text : text {};
struct assert_ : seq<k_assert, must<assert_condition, k_else, assert_text>> {};

// --- for ---------------------------------------------------------------------------------------

// plain_literal <- [+-]? number / text / blob / 'true' / 'false' / 'null'
struct signed_number : seq<opt<one<'+', '-'>>, number> {};
struct value_number : signed_number {};
struct value_word : sor<same_word<"true">, same_word<"false">, same_word<"null">> {};
struct plain_literal
    : seq<sor<value_number, blob_token, string_token, raw_string_token, value_word>, gap> {};
// value_literal <- plain_literal / '${' bare_word '}'
struct value_parameter : seq<at<declared_parameter>, parameter_token, gap> {};
struct value_literal : sor<plain_literal, value_parameter> {};

// value_list <- '(' value ( ',' value )* ')' / '[' value ( ',' value )* ']'
struct loop_value;
struct values_inside : comma_list<loop_value> {};
struct round_open : seq<one<'('>, gap> {};
struct round_close : seq<one<')'>, gap> {};
struct round_list : seq<round_open, values_inside, must<round_close>> {};
struct square_open : seq<one<'['>, gap> {};
struct square_close : seq<one<']'>, gap> {};
struct square_list : seq<square_open, values_inside, must<square_close>> {};
// value_map <- '{' value ':' value ( ',' value ':' value )* '}'
struct map_open : seq<one<'{'>, gap> {};
struct map_close : seq<one<'}'>, gap> {};
struct map_colon : seq<one<':'>, gap> {};
struct map_key : value_literal {};
struct map_entry : seq<map_key, must<map_colon, loop_value>> {};
struct map_entries : comma_list<map_entry> {};
struct value_map : seq<map_open, map_entries, must<map_close>> {};
struct loop_value : sor<value_literal, round_list, square_list, value_map> {};

struct loop_list : sor<round_list, square_list, value_map> {};
struct outer_variable : name {};
struct loop_source : sor<loop_list, outer_variable> {};
// for <- 'for' ( '(' names ')' / names ) 'in' loop_source block
struct loop_variables : sor<names, comma_list<listed_name>> {};
struct for_head : seq<k_for, loop_variables, must<k_in, loop_source>> {};
struct for_ : seq<for_head, must<block>> {};

// --- on, execute, allow ------------------------------------------------------------------------

struct dialect_names : comma_list<dialect_name> {};
struct on_head : seq<k_on, dialect_names> {};
struct on : seq<on_head, must<block>> {};

// execute <- 'execute' ( 'for' dialect_names )? text ( 'declares' block ';'? / ';' )
struct execute_text : seq<sor<string_token, raw_string_token>, gap> {};
struct execute_head : seq<k_execute, opt<k_for, dialect_names>, must<execute_text>> {};
struct execute_end;
struct execute : seq<execute_head, must<execute_end>> {};

// allow <- 'allow' rule_name text ';'
struct allow : seq<k_allow, must<rule_name, text>> {};

// --- What is no statement of a migration -------------------------------------------------------

// clang-format off
struct no_transaction : failure {};
struct no_select : failure {};
struct no_pragma : failure {};
struct no_maintenance : failure {};
struct no_attach : failure {};
struct refused
    : sor<seq<at<sor<k_begin, k_commit, k_rollback, k_savepoint, k_release, k_end>>, must<no_transaction>>,
          seq<at<sor<k_select, k_values, k_explain>>, must<no_select>>,
          seq<at<k_pragma>, must<no_pragma>>,
          seq<at<sor<k_vacuum, k_analyze, k_reindex>>, must<no_maintenance>>,
          seq<at<sor<k_attach, k_detach>>, must<no_attach>>> {};
// clang-format on

// --- Statements and blocks ---------------------------------------------------------------------

struct semicolon : seq<one<';'>, gap> {};
struct empty_statement : semicolon {};
struct statement_end : sor<semicolon, eof> {};
struct simple_statement : sor<create, alter, drop, data, comment, assert_> {};
struct ended_statement : seq<simple_statement, must<statement_end>> {};
struct allow_statement : seq<allow, must<statement_end>> {};
struct execute_end : sor<seq<k_declares, must<block>, opt<semicolon>>, statement_end> {};
struct statement
    : sor<ended_statement, for_, on, execute, allow_statement, empty_statement, refused> {};

/// A statement in error is reported and skipped, so that one run shows all mistakes.
struct checked_statement : must<statement> {};

// A block that its author forgot to close ends where the next one begins.
struct next_block
    : sor<seq<k_upgrade, one<'{'>>, seq<k_downgrade, sor<one<'{'>, k_auto, k_irreversible>>> {};
struct block_open : seq<one<'{'>, gap> {};
struct block_close : seq<one<'}'>, gap> {};
struct block_end : sor<one<'}'>, eof, next_block> {};
struct block_inside : star<not_at<block_end>, checked_statement> {};
// block <- '{' statement* '}'
struct block : seq<block_open, block_inside, must<block_close>> {};

}  // namespace migc::grammar
