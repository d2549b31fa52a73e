#pragma once

#include "compiler/syntax/actions.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::syntax {

/// Adds the token as it is written.
template <ir::Token::Kind Kind>
struct add_verbatim {
  template <class Input>
  static void apply(const Input& in, TokenReader& reader) {
    reader.add(Kind, in.string_view());
  }
};
using add_symbol = add_verbatim<ir::Token::Kind::symbol>;

/// Adds a bracket as a token, and opens or closes it.
struct add_open {
  template <class Input>
  static void apply(const Input& in, TokenReader& reader) {
    add_symbol::apply(in, reader);
    reader.open(in.string_view());
  }
};
struct add_close {
  template <class Input>
  static void apply(const Input& in, TokenReader& reader) {
    add_symbol::apply(in, reader);
    reader.close();
  }
};

// clang-format off
template <> struct action<grammar::gap> : read<&TokenReader::gap> {};
template <> struct action<grammar::single_quote> : read<&TokenReader::open_quote_at> {};
template <> struct action<grammar::double_quote> : read<&TokenReader::open_quote_at> {};
template <> struct action<grammar::back_quote> : read<&TokenReader::open_quote_at> {};
template <> struct action<grammar::square_quote> : read<&TokenReader::open_quote_at> {};
template <> struct action<grammar::raw_delimiter> : read<&TokenReader::open_quote_at> {};
template <> struct action<grammar::blob_open> : read<&TokenReader::open_quote_at> {};
template <> struct action<grammar::block_comment_open> : read<&TokenReader::open_quote_at> {};

template <> struct action<grammar::word_token> : add_verbatim<ir::Token::Kind::word> {};
template <> struct action<grammar::number_token> : add_verbatim<ir::Token::Kind::number> {};
template <> struct action<grammar::blob_token> : add_verbatim<ir::Token::Kind::blob> {};
template <> struct action<grammar::operator_token> : add_symbol {};
template <> struct action<grammar::comma_token> : add_symbol {};
template <> struct action<grammar::subscript_mark> : add_symbol {};
template <> struct action<grammar::closing_mark> : add_symbol {};
template <> struct action<grammar::other_mark> : add_symbol {};
template <> struct action<grammar::double_quoted_token> : read<&TokenReader::add_quoted> {};
template <> struct action<grammar::back_quoted_token> : read<&TokenReader::add_quoted> {};
template <> struct action<grammar::bracketed_token> : read<&TokenReader::add_quoted> {};
template <> struct action<grammar::string_token> : read<&TokenReader::add_string> {};
template <> struct action<grammar::raw_string_token> : read<&TokenReader::add_raw_string> {};
template <> struct action<grammar::parameter_token> : read<&TokenReader::add_parameter> {};

template <> struct action<grammar::group_open> : add_open {};
template <> struct action<grammar::group_close> : add_close {};
template <> struct action<grammar::subscript_open> : add_open {};
template <> struct action<grammar::subscript_close> : add_close {};
template <> struct action<grammar::nested> : limit_nesting<bracket_limit> {};
template <> struct action<grammar::case_inside> : limit_nesting<bracket_limit> {};
// clang-format on

}  // namespace migc::syntax
