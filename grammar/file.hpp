#pragma once

#include "grammar/data.hpp"

/// A whole file: header, `upgrade`, `downgrade`. Parsing starts here.
namespace migc::grammar {

// --- Header ------------------------------------------------------------------------------------

// An id is read to the next space or mark and looked at as a whole: `005-a` is one bad id.
// id <- [^ \t\r\n;,(){}"']+ / string / quoted
struct bare_id : plus<not_one<' ', '\t', '\r', '\n', ';', ',', '(', ')', '{', '}', '"', '\''>> {};
struct id : seq<sor<bare_id, double_quoted_name, single_quoted_name>, gap> {};
struct revision_id : id {};
struct parent_id : id {};
struct dependency_id : id {};
struct label_name : id {};

struct header_text : text {};
struct item_end : semicolon {};
struct revision_item : seq<k_revision, must<revision_id>> {};
struct revises_item : seq<k_revises, comma_list<parent_id>> {};
struct depends_item : seq<k_depends, must<k_on>, comma_list<dependency_id>> {};
struct replaced_id : id {};
struct replaces_item : seq<k_replaces, comma_list<replaced_id>> {};
struct label_item : seq<k_label, comma_list<label_name>> {};
struct message_item : seq<k_message, must<header_text>> {};
struct created_item : seq<k_created, must<header_text>> {};
struct describe_item : seq<k_describe, must<header_text>> {};
struct transaction_off : k_off {};
struct transaction_on : k_on {};
struct transaction_setting : sor<transaction_off, transaction_on> {};
struct transaction_item : seq<k_transaction, must<transaction_setting>> {};
// parameter_item <- 'parameter' name type ( 'default' plain_literal )?
struct parameter_name : seq<bare_word, gap> {};
struct parameter_type : type_name {};
struct parameter_default : plain_literal {};
struct parameter_item : seq<k_parameter, must<parameter_name, parameter_type>,
                            opt<k_default, must<parameter_default>>> {};
struct header_item
    : sor<revision_item, revises_item, depends_item, replaces_item, label_item, message_item,
          created_item, describe_item, transaction_item, parameter_item> {};

// --- Blocks ------------------------------------------------------------------------------------

struct upgrade : seq<k_upgrade, must<block>> {};
// downgrade <- 'downgrade' ( block / 'auto' ';' / 'irreversible' text ';' )
struct downgrade_block : block {};
struct downgrade_auto : seq<k_auto, must<item_end>> {};
struct downgrade_irreversible : seq<k_irreversible, must<text, item_end>> {};
struct downgrade_form : sor<downgrade_auto, downgrade_irreversible, downgrade_block> {};
struct downgrade : seq<k_downgrade, must<downgrade_form>> {};

struct no_block : failure {};
struct loose_statement
    : seq<at<sor<k_create, k_alter, k_drop, k_insert, k_replace, k_update, k_delete, k_with>>,
          must<no_block>> {};
struct file_item
    : sor<seq<header_item, must<item_end>>, upgrade, downgrade, empty_statement, loose_statement> {
};
/// An item in error is reported and skipped.
struct checked_item : must<file_item> {};

// file <- gap file_item* !.
struct file : seq<gap, until<eof, checked_item>> {};
/// The same up to the first block.
struct header : seq<gap, until<sor<eof, at<sor<k_upgrade, k_downgrade>>>, checked_item>> {};
// statements <- gap statement* !.
struct statements : seq<gap, until<eof, checked_statement>> {};

}  // namespace migc::grammar
