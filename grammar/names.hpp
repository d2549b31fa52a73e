#pragma once

#include "grammar/keywords.hpp"
#include "grammar/tokens.hpp"

/// Names by role, so that actions and messages need no context; strings and punctuation.
namespace migc::grammar {

// --- Punctuation -------------------------------------------------------------------------------

struct comma : seq<one<','>, gap> {};
struct open : seq<one<'('>, gap> {};
struct close_mark : one<')'> {};
struct close : seq<close_mark, gap> {};       ///< After one thing.
struct close_list : seq<close_mark, gap> {};  ///< After a list.

/// One or more, with commas between.
template <class Item>
struct comma_list : seq<must<Item>, star<comma, must<Item>>> {};

// --- Names -------------------------------------------------------------------------------------

struct bare_name : bare_word {};
struct double_quoted_name : double_quoted {};
struct back_quoted_name : back_quoted {};
struct bracketed_name : bracketed {};
struct single_quoted_name : single_quoted {};  ///< As SQLite reads it where only a name can stand.

// quoted_name <- "…" / `…` / […] / '…'
struct quoted_name : sor<double_quoted_name, back_quoted_name, bracketed_name, single_quoted_name> {
};
// name <- bare_word / quoted_name
struct name : seq<sor<bare_name, quoted_name>, gap> {};
// qualified <- name ( '.' name )?
struct name_dot : one<'.'> {};
struct member_name : name {};
struct qualified : seq<name, opt<name_dot, gap, must<member_name>>> {};

struct table_name : qualified {};
struct referenced_table : qualified {};
struct object_name : qualified {};  ///< Of an index, view, trigger, type or sequence.
struct new_name : name {};
struct column_name : name {};     ///< The column that an action is about.
struct defined_column : name {};  ///< The column that a definition is about.
struct previous_column : name {};
struct constraint_name : name {};
struct collation_name : name {};
struct match_name : name {};
struct method_name : name {};
struct module_name : name {};
struct dialect_name : name {};
struct rule_name : name {};
struct listed_name : name {};

// names <- '(' listed_name ( ',' listed_name )* ')'
struct names : seq<open, comma_list<listed_name>, must<close_list>> {};

// --- Strings -----------------------------------------------------------------------------------

struct plain_string : single_quoted {};
struct dollar_string : raw_string {};
// text <- '…' / $$…$$
struct text : seq<sor<plain_string, dollar_string>, gap> {};
struct listed_text : text {};
// texts <- '(' text ( ',' text )* ')'
struct texts : seq<open, comma_list<listed_text>, must<close_list>> {};

// --- What stands beside many names -------------------------------------------------------------

struct if_exists : seq<k_if, k_exists> {};
struct if_not_exists : seq<k_if, k_not, k_exists> {};

}  // namespace migc::grammar
