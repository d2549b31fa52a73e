#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include "compiler/syntax/mismatch.hpp"
#include "grammar/messages.hpp"

/// The pieces that actions are made of. PEGTL calls `action<rule>` when the rule has matched.
namespace migc::syntax {

/// PEGTL's control: a failed `must` becomes a Mismatch with the rule's message. Positions stay byte
/// pointers; lines are counted by those who print.
template <class Rule>
struct Control : tao::pegtl::normal<Rule> {
  template <class Input, class... States>
  [[noreturn]] static void raise(const Input& in, States&&...) {
    if constexpr (grammar::message<Rule>.says != grammar::Says::nothing) {
      throw Mismatch{in.current(), grammar::message<Rule>};
    } else {
      static_assert(
          requires { Rule::quoted; }, "a rule that must match needs a message");
      throw Mismatch{in.current(), {grammar::Says::expected, Rule::quoted, {}, Rule::word}};
    }
  }
};

/// What a rule does once it has matched; most do nothing.
template <class Rule>
struct action : tao::pegtl::nothing<Rule> {};

template <class>
struct class_of;
template <class Class, class Result, class... Arguments>
struct class_of<Result (Class::*)(Arguments...)> {
  using type = Class;
};

/// Calls a function of the reader.
template <auto Function>
struct call {
  static void apply0(typename class_of<decltype(Function)>::type& reader) { (reader.*Function)(); }
};

/// Calls a function of the reader with the text that matched.
template <auto Function>
struct read {
  template <class Input>
  static void apply(const Input& in, typename class_of<decltype(Function)>::type& reader) {
    (reader.*Function)(in.string_view());
  }
};

/// Calls a function of the reader with a value that the rule stands for.
template <auto Function, auto Value>
struct tell {
  static void apply0(typename class_of<decltype(Function)>::type& reader) {
    (reader.*Function)(Value);
  }
};

/// How deep a rule may be nested in itself, as a number and as messages say it.
struct bracket_limit {
  static constexpr std::size_t most = 200;
  static constexpr std::string_view text = "200";
};
struct block_limit {
  static constexpr std::size_t most = 20;
  static constexpr std::string_view text = "20";
};

/// Fails where rules are nested deeper than the limit, so that no text exhausts the stack.
template <class Limit>
struct limit_nesting : tao::pegtl::maybe_nothing {
  template <class Rule, tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M,
            template <class...> class Action, template <class...> class Ctl, class Input,
            class Reader>
  [[nodiscard]] static bool match(Input& in, Reader& reader) {
    struct Level {
      std::size_t& depth;
      explicit Level(std::size_t& counter) : depth(++counter) {}
      ~Level() { --depth; }
    };
    const Level level(reader.depth);
    if (level.depth > Limit::most)
      throw Mismatch{in.current(), {grammar::Says::nested, Limit::text}};
    return tao::pegtl::match<Rule, A, M, Action, Ctl>(in, reader);
  }
};

/// Reports a mistake in the rule, skips what `Recover` says, and goes on as if it had matched.
template <auto Recover>
struct recover_by : tao::pegtl::maybe_nothing {
  template <class Rule, tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M,
            template <class...> class Action, template <class...> class Ctl, class Input,
            class Reader>
  [[nodiscard]] static bool match(Input& in, Reader& reader) {
    const char* begin = in.current();
    const auto mark = reader.start_statement(begin);
    try {
      auto place = in.template mark<tao::pegtl::rewind_mode::required>();
      return place(tao::pegtl::match<Rule, A, M, Action, Ctl>(in, reader));
    } catch (const Mismatch& mismatch) {
      in.bump(static_cast<std::size_t>((reader.*Recover)(mismatch, mark, begin) - begin));
      return Ctl<grammar::gap>::template match<A, M, Action, Ctl>(in, reader);
    }
  }
};

}  // namespace migc::syntax
