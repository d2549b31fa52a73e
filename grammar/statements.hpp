#pragma once

#include "grammar/columns.hpp"

/// `create`, `drop` and `comment`: what makes and removes things.
namespace migc::grammar {

// --- create table ------------------------------------------------------------------------------

// with_options <- 'with' '(' option_key '=' option_value ( ',' … )* ')'
struct option_key : seq<bare_word, star<one<'.'>, bare_word>> {};
struct option_word : seq<opt<one<'-'>>, plus<word_rest>> {};
struct option_equals : seq<one<'='>, gap> {};
struct option_value : sor<seq<option_word, gap>, text> {};
struct table_option : seq<option_key, gap, must<option_equals, option_value>> {};
struct with_options : seq<k_with, must<open>, comma_list<table_option>, must<close_list>> {};

struct without_rowid : seq<k_without, must<k_rowid>> {};
struct strict : k_strict {};
struct table_comment : seq<k_comment, must<text>> {};
struct table_options
    : opt<sor<without_rowid, strict, table_comment, with_options>,
          star<opt<comma>, sor<without_rowid, strict, table_comment, with_options>>> {};

// table_element <- table_constraint ( ','? table_constraint )* / column
struct table_constraints : plus<table_constraint> {};
struct table_element : sor<table_constraints, column> {};
struct table_close : close_list {};
// table_body <- '(' table_element ( ',' table_element )* ')' table_options was?
struct table_was : was {};
struct table_body
    : seq<open, comma_list<table_element>, must<table_close>, table_options, opt<table_was>> {};
// query <- ( 'select' / 'values' / 'with' / '(' ) tokens
struct query : seq<at<sor<k_select, k_values, k_with, one<'('>>>, tokens> {};
struct table_query : seq<k_as, must<query>> {};
struct table_content : sor<table_body, table_query> {};

struct temporary : sor<k_temp, k_temporary> {};
struct not_existing : if_not_exists {};
struct create_table : seq<k_table, opt<not_existing>, must<table_name, table_content>> {};

// --- create index ------------------------------------------------------------------------------

struct unique_index : k_unique {};
struct concurrently : k_concurrently {};
struct index_method : seq<k_using, must<method_name>> {};
struct included_columns : seq<k_include, must<names>> {};
struct expression : plus<grouped> {};  ///< To the next comma or the end.
struct index_where : seq<k_where, must<expression>> {};
struct index_terms : terms {};
// An index may leave its name to the convention; one that is called `on` still has its own.
struct nameless : seq<k_on, table_name, sor<one<'('>, k_using>> {};
// create_index <- 'unique'? 'index' 'concurrently'? if_not_exists? object_name? 'on' table_name
//                 ( 'using' method_name )? terms ( 'include' names )? ( 'where' expression )?
struct create_index
    : seq<k_index, opt<concurrently>, opt<not_existing>,
          sor<seq<at<nameless>, k_on, table_name>, must<object_name, k_on, table_name>>,
          opt<index_method>, must<index_terms>, opt<included_columns>, opt<index_where>> {};

// --- create view, trigger, virtual table, type, sequence -----------------------------------------

// create_view <- 'view' if_not_exists? object_name names? 'as' query
struct create_view
    : seq<k_view, opt<not_existing>, must<object_name>, opt<names>, must<k_as, query>> {};

struct before_event : k_before {};
struct after_event : k_after {};
struct instead_of : seq<k_instead, must<k_of>> {};
struct insert_event : k_insert {};
struct delete_event : k_delete {};
struct update_event : k_update {};
struct update_columns : seq<k_of, comma_list<listed_name>> {};
struct trigger_event : sor<insert_event, delete_event, seq<update_event, opt<update_columns>>> {};
struct for_each_row : seq<k_for, must<k_each, k_row>> {};
struct trigger_condition : plus<not_at<k_begin>, grouped> {};
struct trigger_when : seq<k_when, must<trigger_condition>> {};
// trigger_statement <- ( 'insert' / 'replace' / 'update' / 'delete' / 'select' / 'values' / 'with'
// ) tokens ';'
struct trigger_semicolon : one<';'> {};
struct trigger_statement
    : seq<at<sor<k_insert, k_replace, k_update, k_delete, k_select, k_values, k_with>>, tokens,
          must<trigger_semicolon>, gap> {};
struct trigger_body : plus<trigger_statement> {};
struct trigger_end : k_end {};
// create_trigger <- 'trigger' if_not_exists? object_name ( 'before' / 'after' / 'instead' 'of' )?
// event
//                   'on' table_name ( 'for' 'each' 'row' )? ( 'when' expression )? 'begin' body
//                   'end'
struct create_trigger
    : seq<k_trigger, opt<not_existing>, must<object_name>,
          opt<sor<before_event, after_event, instead_of>>, must<trigger_event, k_on, table_name>,
          opt<for_each_row>, opt<trigger_when>, must<k_begin, trigger_body, trigger_end>> {};

// module_text <- ( word / quoted / comment / '(' module_text ')' / [^();{}] )*
// What ends statements and blocks stands in quotes: who looks for their ends need not know modules.
struct module_text;
struct module_open : one<'('> {};
struct module_close : one<')'> {};
struct module_group : seq<module_open, module_text, must<module_close>> {};
struct module_piece
    : sor<plus<word_rest>, single_quoted, double_quoted, back_quoted, bracketed, raw_string,
          line_comment, block_comment, module_group, not_one<'(', ')', ';', '{', '}'>> {};
struct module_text : star<module_piece> {};
struct module_arguments : module_text {};
struct create_virtual_table
    : seq<k_table, opt<not_existing>, must<table_name, k_using, module_name>,
          opt<open, module_arguments, must<module_close>, gap>> {};

// create_type <- 'type' object_name 'as' 'enum' texts
struct create_type : seq<k_type, must<object_name, k_as, k_enum, texts>> {};
struct sequence_options : tokens {};
struct create_sequence : seq<k_sequence, must<object_name>, opt<sequence_options>> {};

// create <- 'create' …
struct or_replace : k_replace {};
struct temporary_object : sor<create_table, create_view, create_trigger> {};
struct created
    : sor<seq<k_or, must<or_replace>, opt<temporary>, must<create_view>>,
          seq<unique_index, must<create_index>>, seq<k_virtual, must<create_virtual_table>>,
          seq<temporary, must<temporary_object>>, create_table, create_index, create_view,
          create_trigger, create_type, create_sequence> {};
struct create : seq<k_create, must<created>> {};

// --- drop --------------------------------------------------------------------------------------

struct existing : if_exists {};
struct drop_table : seq<k_table, opt<existing>, must<table_name>> {};
struct drop_index : seq<k_index, opt<existing>, must<object_name>, opt<k_on, must<table_name>>> {};
struct drop_view : seq<k_view, opt<existing>, must<object_name>> {};
struct drop_trigger
    : seq<k_trigger, opt<existing>, must<object_name>, opt<k_on, must<table_name>>> {};
struct drop_type : seq<k_type, must<object_name>> {};
struct drop_sequence : seq<k_sequence, must<object_name>> {};
struct dropped : sor<drop_table, drop_index, drop_view, drop_trigger, drop_type, drop_sequence> {};
// drop <- 'drop' ( 'table' / 'index' / 'view' / 'trigger' / 'type' / 'sequence' ) …
struct drop : seq<k_drop, must<dropped>> {};

// --- comment -----------------------------------------------------------------------------------

// A comment of null is none.
struct comment_string : text {};
struct comment_text : sor<comment_string, k_null> {};
struct comment_table : seq<k_table, must<table_name, k_is, comment_text>> {};
// A column is said with its table: ( schema '.' )? table '.' column
struct path_name : name {};
struct path_dot : seq<one<'.'>, gap> {};
struct comment_column : seq<k_column, must<path_name, path_dot, path_name>,
                            opt<path_dot, must<path_name>>, must<k_is, comment_text>> {};
struct commented : sor<comment_table, comment_column> {};
struct comment : seq<k_comment, must<k_on, commented>> {};

}  // namespace migc::grammar
