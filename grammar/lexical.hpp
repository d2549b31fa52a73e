#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <tao/pegtl.hpp>

/// The language as PEG rules; what they build is compiler/syntax's business.
///
/// A rule eats the gap after itself, never before. `must` begins where a statement can be nothing
/// else; from there on a mismatch is the author's error, and messages.hpp says what to say of it.
namespace migc::grammar {

using namespace tao::pegtl;

// --- White space and comments ------------------------------------------------------------------

// line_comment <- '--' [^\n]*
struct line_comment : seq<two<'-'>, star<not_one<'\n'>>> {};

// block_comment <- '/*' ( !'*/' . )* '*/'
struct block_comment_open : string<'/', '*'> {};
struct block_comment_rest : until<string<'*', '/'>> {};
struct block_comment : if_must<block_comment_open, block_comment_rest> {};

// gap <- ( [ \t\n\v\f\r] / line_comment / block_comment )*
struct gap : star<sor<plus<space>, line_comment, block_comment>> {};

// --- Words -------------------------------------------------------------------------------------

// Every byte outside ASCII is part of a letter outside ASCII: the text is known to be UTF-8.
struct word_start : ranges<'a', 'z', 'A', 'Z', '\x80', '\xFF', '_'> {};
struct word_rest : ranges<'a', 'z', 'A', 'Z', '0', '9', '\x80', '\xFF', '_', '_', '$'> {};

[[nodiscard]] inline bool is_word_rest(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// bare_word <- word_start word_rest*
struct bare_word : seq<word_start, star<word_rest>> {};

/// A word as a template argument.
template <std::size_t Size>
struct letters {
  char text[Size];
  consteval letters(const char (&from)[Size]) {  // NOLINT: made to be converted to
    for (std::size_t i = 0; i < Size; ++i) text[i] = from[i];
  }
};

/// Matches one lower-case word whatever its letter case, and no longer word that begins with it.
template <letters Word>
struct same_word {
  using rule_t = any::rule_t;  // so analyze() knows that it consumes
  using subs_t = empty_list;

  template <class Input>
  [[nodiscard]] static bool match(Input& in) {
    constexpr std::size_t length = sizeof(Word.text) - 1;
    if (in.size(length) < length) return false;
    const char* at = in.current();
    for (std::size_t i = 0; i < length; ++i)
      if ((Word.text[i] == '_' ? at[i] : static_cast<char>(at[i] | 0x20)) != Word.text[i])
        return false;
    if (in.size(length + 1) > length && is_word_rest(at[length])) return false;
    in.bump_in_this_line(length);
    return true;
  }
};

/// The word between backticks, as messages say it.
template <letters Word>
struct in_backticks {
  char text[sizeof(Word.text) + 2] = {'`'};
  consteval in_backticks() {
    for (std::size_t i = 0; i + 1 < sizeof(Word.text); ++i) text[i + 1] = Word.text[i];
    text[sizeof(Word.text)] = '`';
  }
};

/// A keyword: the word and the gap behind it.
template <letters Word>
struct key : seq<same_word<Word>, gap> {
  static constexpr in_backticks<Word> spelling{};
  static constexpr std::string_view word{Word.text, sizeof(Word.text) - 1};
  static constexpr std::string_view quoted{spelling.text, sizeof(Word.text) + 1};
};

// --- Quotes ------------------------------------------------------------------------------------

// quoted<Q> <- Q ( Q Q / [^Q] )* Q
template <char Quote>
struct quoted_rest : until<seq<one<Quote>, not_at<one<Quote>>>, sor<two<Quote>, any>> {};

struct double_quote : one<'"'> {};
struct double_quoted_rest : quoted_rest<'"'> {};
struct double_quoted : if_must<double_quote, double_quoted_rest> {};

struct back_quote : one<'`'> {};
struct back_quoted_rest : quoted_rest<'`'> {};
struct back_quoted : if_must<back_quote, back_quoted_rest> {};

struct single_quote : one<'\''> {};
struct single_quoted_rest : quoted_rest<'\''> {};
struct single_quoted : if_must<single_quote, single_quoted_rest> {};

/// A `[` directly behind a word or a bracket may be a subscript's: it quotes a name there only
/// where what is inside cannot hide a `]`, so that who knows no grammar can tell
/// (compiler/syntax/scan.cpp).
struct subscript_mark_ahead {
  using rule_t = success::rule_t;  // so analyze() knows that it consumes nothing
  using subs_t = empty_list;

  template <class Input>
  [[nodiscard]] static bool match(Input& in) {
    if (in.current() == in.begin() || in.empty() || *in.current() != '[') return false;
    const char before = in.current()[-1];
    if (!is_word_rest(before) && std::string_view(")]\"`").find(before) == std::string_view::npos)
      return false;
    const std::string_view rest(in.current(), in.size(0));
    const std::size_t end = rest.find_first_of("]'\"`$[", 1);
    if (end == std::string_view::npos || rest[end] != ']') return true;
    const std::string_view inside = rest.substr(0, end);
    return inside.find("--") != inside.npos || inside.find("/*") != inside.npos;
  }
};

// bracketed <- !subscript_mark_ahead '[' [^\]]* ']'
struct square_quote : one<'['> {};
struct bracketed_rest : until<one<']'>> {};
struct bracketed : seq<not_at<subscript_mark_ahead>, if_must<square_quote, bracketed_rest>> {};

// --- Literals ----------------------------------------------------------------------------------

// raw_delimiter <- '$' ( word_start ( !'$' word_rest )* )? '$'
struct raw_delimiter : seq<one<'$'>, opt<word_start, star<not_at<one<'$'>>, word_rest>>, one<'$'>> {
};

/// From behind a `$tag$` to behind the next one.
struct raw_string_rest {
  using rule_t = any::rule_t;
  using subs_t = empty_list;

  template <class Input>
  [[nodiscard]] static bool match(Input& in) {
    const char* open = in.current() - 2;  // the delimiter that was read ends before `current`
    while (*open != '$') --open;
    const std::string_view delimiter(open, static_cast<std::size_t>(in.current() - open));
    const std::string_view rest(in.current(), in.size(0));
    const std::size_t close = rest.find(delimiter);
    if (close == std::string_view::npos) return false;
    in.bump(close + delimiter.size());
    return true;
  }
};

// raw_string <- '$' tag? '$' … '$' tag? '$'
struct raw_string : if_must<raw_delimiter, raw_string_rest> {};

// number <- ( '0x' [0-9a-f]+ / ( [0-9]+ ( '.' [0-9]* )? / '.' [0-9]+ ) ( 'e' [+-]? [0-9]+ )? )
// !word_rest
struct number_end : not_at<word_rest> {};
struct hexadecimal : seq<one<'0'>, one<'x', 'X'>, plus<xdigit>> {};
struct exponent : seq<one<'e', 'E'>, opt<one<'+', '-'>>, plus<digit>> {};
struct decimal : seq<sor<seq<plus<digit>, opt<one<'.'>, star<digit>>>, seq<one<'.'>, plus<digit>>>,
                     opt<exponent>> {};
struct number : seq<sor<hexadecimal, decimal>, must<number_end>> {};

// blob <- 'x' "'" ( [0-9a-f] [0-9a-f] )* "'"
struct blob_open : seq<one<'x', 'X'>, one<'\''>> {};
struct blob_rest : seq<star<xdigit, xdigit>, one<'\''>> {};
struct blob : if_must<blob_open, blob_rest> {};

}  // namespace migc::grammar
