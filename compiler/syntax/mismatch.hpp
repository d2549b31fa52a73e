#pragma once

#include "grammar/messages.hpp"

namespace migc::syntax {

/// Thrown where a committed rule does not match. Statements catch it, report it, and go on behind
/// it.
struct Mismatch {
  const char* place;
  grammar::Message message;
};

/// PEGTL's control: a failed `must` becomes a Mismatch with the rule's message. Positions stay byte
/// pointers; lines are counted by those who print.
template <class Rule>
struct Control : tao::pegtl::normal<Rule> {
  template <class Input, class... States>
  [[noreturn]] static void raise(const Input& in, States&&...) {
    if constexpr (requires { Rule::word; }) {
      throw Mismatch{in.current(), {grammar::Message::Says::expected, Rule::word, {}, Rule::word}};
    } else {
      static_assert(grammar::message<Rule>.says != grammar::Message::Says::nothing,
                    "a rule that must match needs a message");
      throw Mismatch{in.current(), grammar::message<Rule>};
    }
  }
};

}  // namespace migc::syntax
