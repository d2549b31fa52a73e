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

// parameter_token <- ':' bare_word / [@$] word_rest+ / '?' [0-9]*
struct parameter_token : sor<seq<one<':'>, bare_word>, seq<one<'@', '$'>, plus<word_rest>>,
                             seq<one<'?'>, star<digit>>> {};

// operator_mark <- the operators of all dialects, the longest first
// clang-format off
struct operator_mark
    : sor<one<'.', '+', '*', '/', '%', '^'>,
          string<'-', '>', '>'>, string<'-', '>'>, string<'-', '|', '-'>, one<'-'>,
          string<'=', '='>, string<'=', '>'>, one<'='>,
          string<'|', '|', '/'>, string<'|', '|'>, string<'|', '/'>, one<'|'>,
          string<'<', '=', '>'>, string<'<', '-', '>'>, string<'<', '='>, string<'<', '>'>,
          string<'<', '<'>, string<'<', '@'>, one<'<'>,
          string<'>', '='>, string<'>', '>'>, one<'>'>,
          string<'!', '~', '~', '*'>, string<'!', '~', '~'>, string<'!', '~', '*'>,
          string<'!', '~'>, string<'!', '='>, one<'!'>,
          string<'~', '~', '*'>, string<'~', '~'>, string<'~', '*'>, one<'~'>,
          string<':', ':'>, string<':', '='>, one<':'>,
          string<'&', '&'>, one<'&'>,
          string<'#', '>', '>'>, string<'#', '>'>, string<'#', '-'>, one<'#'>,
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

}  // namespace migc::grammar
