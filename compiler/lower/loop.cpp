#include "compiler/lower/loop.hpp"

#include <string>
#include <variant>
#include <vector>

#include "compiler/diagnostics/catalogue/lower.hpp"
#include "compiler/ir/expressions.hpp"

namespace migc::lower {

namespace kind = diagnostics::kind;

namespace {

using List = std::vector<ast::Value>;

std::vector<std::string> names(const Variables& variables) {
  std::vector<std::string> result;
  for (const auto& [name, value] : variables) result.push_back(name);
  return result;
}

/// What the loop runs over, or null once its absence is reported.
const List* elements(const ast::For& loop, const Variables& outer,
                     diagnostics::Diagnostics& diagnostics) {
  const ast::Value* value = std::get_if<ast::Value>(&loop.over);
  if (const auto* name = std::get_if<ir::Name>(&loop.over)) {
    const auto bound = outer.find(name->key());
    if (bound == outer.end()) {
      diagnostics.report(kind::unknown_variable, name->written, name->text)
          .suggest(name->text, names(outer));
      return nullptr;
    }
    value = bound->second;
    if (!std::holds_alternative<List>(value->content)) {
      diagnostics.report(kind::loop_over_literal, name->written, name->text);
      return nullptr;
    }
  }
  const List* list = std::get_if<List>(&value->content);
  if (list == nullptr) diagnostics.report(kind::loop_needs_list, value->written);
  return list;
}

/// The element's parts, one per variable: itself for one variable, else what it is made of.
const List* parts(const ast::Value& element, std::size_t wanted,
                  diagnostics::Diagnostics& diagnostics) {
  const List* list = std::get_if<List>(&element.content);
  const std::size_t found = list == nullptr ? 1 : list->size();
  if (found == wanted && list != nullptr) return list;
  diagnostics.report(kind::element_does_not_fit, element.written, found, wanted);
  return nullptr;
}

}  // namespace

void for_each_element(const ast::For& loop, const Variables& outer,
                      diagnostics::Diagnostics& diagnostics,
                      const std::function<void(const Variables&)>& body) {
  const List* list = elements(loop, outer, diagnostics);
  if (list == nullptr) return;
  for (const ast::Value& element : *list) {
    Variables variables = outer;
    if (loop.variables.size() == 1) {
      variables[loop.variables[0].key()] = &element;
    } else {
      const List* values = parts(element, loop.variables.size(), diagnostics);
      if (values == nullptr) return;
      for (std::size_t at = 0; at < values->size(); ++at)
        variables[loop.variables[at].key()] = &(*values)[at];
    }
    body(variables);
  }
}

void bind(ir::Operation& operation, const Variables& variables, Parameters& parameters,
          diagnostics::Diagnostics& diagnostics) {
  const auto bind_variable = [&](ir::Token& token) {
    const auto bound = variables.find(source::fold(token.text));
    if (bound == variables.end()) {
      diagnostics.report(kind::unknown_variable, token.written, token.text)
          .suggest(token.text, names(variables));
      return;
    }
    const auto* literal = std::get_if<ir::Token>(&bound->second->content);
    if (literal == nullptr) {
      diagnostics.report(kind::variable_is_list, token.written, token.text);
      return;
    }
    token.kind = literal->kind;
    token.text = literal->text;
    token.quote = literal->quote;
  };
  for (ir::Expression* expression : ir::expressions_of(operation))
    for (ir::Token& token : expression->tokens) {
      using Kind = ir::Token::Kind;
      if (token.kind == Kind::string) parameters.check_text(token.text, token.written, "a string");
      if (token.kind == Kind::parameter && !Parameters::is_one(token)) bind_variable(token);
      if (Parameters::is_one(token)) parameters.bind(token);
    }
}

}  // namespace migc::lower
