#pragma once

#include "grammar/lexical.hpp"

/// Expressions, queries and data statements as tokens with balanced brackets. What they mean, and
/// which operators there are, is the database's business.
namespace migc::grammar {

// --- One token ---------------------------------------------------------------------------------

struct blob_token : blob {};
struct word_token : bare_word {};
struct double_quoted_token : double_quoted {};
struct back_quoted_token : back_quoted {};
struct bracketed_token : bracketed {};
struct string_token : single_quoted {};
struct raw_string_token : raw_string {};
struct number_token : number {};

// parameter_token <- '${' bare_word '}' / ':' bare_word / [@$] word_rest+ / '?' [0-9]*
struct declared_parameter : seq<string<'$', '{'>, bare_word, one<'}'>> {};
struct parameter_token
    : sor<declared_parameter, seq<one<':'>, bare_word>, seq<one<'@', '$'>, plus<word_rest>>,
          seq<one<'?'>, star<digit>>> {};

// operator_mark <- the operators of all dialects, the longest first; none has the beginning of a
//                  comment in it
// clang-format off
struct operator_mark
    : sor<one<'.', '+', '*', '/', '%', '^'>,
          string<'-', '>', '>'>, string<'-', '>'>, seq<string<'-', '|', '-'>, not_at<one<'-'>>>, one<'-'>,
          string<'=', '='>, string<'=', '>'>, one<'='>,
          seq<string<'|', '|', '/'>, not_at<one<'*'>>>, string<'|', '|'>,
          seq<string<'|', '/'>, not_at<one<'*'>>>, one<'|'>,
          string<'<', '=', '>'>, string<'<', '-', '>'>, string<'<', '='>, string<'<', '>'>,
          string<'<', '<'>, string<'<', '@'>, one<'<'>,
          string<'>', '='>, string<'>', '>'>, one<'>'>,
          string<'!', '~', '~', '*'>, string<'!', '~', '~'>, string<'!', '~', '*'>,
          string<'!', '~'>, string<'!', '='>, one<'!'>,
          string<'~', '~', '*'>, string<'~', '~'>, string<'~', '*'>, one<'~'>,
          string<':', ':'>, string<':', '='>, one<':'>,
          string<'&', '&'>, one<'&'>,
          string<'#', '>', '>'>, string<'#', '>'>, seq<string<'#', '-'>, not_at<one<'-'>>>, one<'#'>,
          string<'@', '>'>, string<'@', '@'>, string<'@', '?'>, one<'@'>,
          string<'?', '|'>, string<'?', '&'>> {};
// clang-format on
struct operator_token : operator_mark {};
struct subscript_mark : one<'['> {};
struct other_mark : any {};  ///< Anything else, brackets, commas and semicolons among it.

// named <- a token that `[…]` can follow as a subscript: `tags[1]`, where `[tags]` is a name
struct named : sor<word_token, double_quoted_token, back_quoted_token, bracketed_token> {};
// leaf <- a token that none can follow
struct leaf : sor<string_token, raw_string_token, number_token,
                  seq<not_at<one<'?'>, one<'|', '&'>>, parameter_token>, operator_token> {};

// --- A text as a flat run of tokens ------------------------------------------------------------

// token_run <- gap ( blob gap / ( named / [)\]] ) '['* gap / leaf gap / . gap )* !.
struct closing_mark : one<')', ']'> {};
struct token_run
    : seq<gap,
          star<sor<seq<blob_token, gap>, seq<sor<named, closing_mark>, star<subscript_mark>, gap>,
                   seq<leaf, gap>, seq<other_mark, gap>>>,
          eof> {};

// --- Balanced sequences ------------------------------------------------------------------------

struct comma_token : one<','> {};
struct group_open : one<'('> {};
struct group_close : one<')'> {};
struct subscript_open : one<'['> {};
struct subscript_close : one<']'> {};

// item <- blob / named subscript* / group subscript* / leaf, and the gap behind it
// nested <- ( item / ',' )*
struct item;
struct nested : star<sor<item, seq<comma_token, gap>>> {};
struct subscript : seq<subscript_open, gap, nested, must<subscript_close>> {};
struct group : seq<group_open, gap, nested, must<group_close>> {};
struct item
    : sor<seq<blob_token, gap>, seq<sor<named, group>, star<subscript>, gap>, seq<leaf, gap>> {};

// A `case` counts as a bracket where words after an expression have a meaning of their own.
// member <- '.' named: behind the mark every word is a name, as in `new.end`
// grouped <- 'case' ( !'end' ( grouped / ',' ) )* 'end' / member / item
struct member : seq<at<one<'.'>, gap, named>, operator_token, gap, named, star<subscript>, gap> {};
struct grouped;
struct case_inside : star<not_at<same_word<"end">>, grouped> {};
struct case_close : at<same_word<"end">> {};
struct case_group
    : seq<at<same_word<"case">>, word_token, gap, case_inside, must<case_close>, word_token, gap> {
};
struct grouped : sor<case_group, member, item> {};

// tokens <- ( item / ',' )+: a query, a data statement, what stands between parentheses
struct tokens : plus<sor<item, seq<comma_token, gap>>> {};

}  // namespace migc::grammar
