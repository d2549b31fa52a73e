#pragma once

#include "compiler/syntax/token_reader.hpp"
#include "grammar/tokens.hpp"

namespace migc::syntax {

/// What a rule does once it has matched; most do nothing.
template <class Rule>
struct action : tao::pegtl::nothing<Rule> {};

template <>
struct action<grammar::gap> {
  template <class Input>
  static void apply(const Input& in, TokenReader& tokens) {
    tokens.gap(in.string_view());
  }
};

/// Adds the token as it is written.
template <ir::Token::Kind Kind>
struct add_verbatim {
  template <class Input>
  static void apply(const Input& in, TokenReader& tokens) {
    tokens.add(Kind, in.string_view(), in.string_view());
  }
};
/// Adds the token by a function that decodes it.
template <void (TokenReader::*Add)(std::string_view)>
struct add_decoded {
  template <class Input>
  static void apply(const Input& in, TokenReader& tokens) {
    (tokens.*Add)(in.string_view());
  }
};

// clang-format off
template <> struct action<grammar::word_token> : add_verbatim<ir::Token::Kind::word> {};
template <> struct action<grammar::number_token> : add_verbatim<ir::Token::Kind::number> {};
template <> struct action<grammar::blob_token> : add_verbatim<ir::Token::Kind::blob> {};
template <> struct action<grammar::operator_token> : add_verbatim<ir::Token::Kind::symbol> {};
template <> struct action<grammar::subscript_mark> : add_verbatim<ir::Token::Kind::symbol> {};
template <> struct action<grammar::closing_mark> : add_verbatim<ir::Token::Kind::symbol> {};
template <> struct action<grammar::other_mark> : add_verbatim<ir::Token::Kind::symbol> {};
template <> struct action<grammar::double_quoted_token> : add_decoded<&TokenReader::add_quoted> {};
template <> struct action<grammar::back_quoted_token> : add_decoded<&TokenReader::add_quoted> {};
template <> struct action<grammar::bracketed_token> : add_decoded<&TokenReader::add_quoted> {};
template <> struct action<grammar::string_token> : add_decoded<&TokenReader::add_string> {};
template <> struct action<grammar::raw_string_token> : add_decoded<&TokenReader::add_raw_string> {};
template <> struct action<grammar::parameter_token> : add_decoded<&TokenReader::add_parameter> {};
// clang-format on

}  // namespace migc::syntax
