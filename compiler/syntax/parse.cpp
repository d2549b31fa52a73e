#include "compiler/syntax/parse.hpp"

#include "compiler/syntax/mismatch.hpp"
#include "compiler/syntax/token_actions.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::syntax {

namespace {

/// Places are byte pointers, so nothing is counted while good text is read.
using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf_crlf,
                                       const char*>;

}  // namespace

std::optional<ir::Expression> tokenize(std::string_view text) {
  TokenReader tokens(text, ir::Span::none);
  Input in(text.data(), text.data() + text.size(), "");
  try {
    if (!tao::pegtl::parse<grammar::token_run, action, Control>(in, tokens)) return std::nullopt;
  } catch (const Mismatch&) {
    return std::nullopt;
  }
  return tokens.take();
}

}  // namespace migc::syntax
