#include "compiler/lower/unrolled_size.hpp"

#include <algorithm>
#include <variant>

namespace migc::lower {

namespace {

using List = std::vector<ast::Value>;

/// What a loop runs over; null where it is no list.
const List* list_of(const ast::For& loop, const Variables& outer) {
  const ast::Value* value = std::get_if<ast::Value>(&loop.over);
  if (const auto* name = std::get_if<ir::Name>(&loop.over)) {
    const auto bound = outer.find(name->key());
    if (bound == outer.end()) return nullptr;
    value = bound->second;
  }
  return std::get_if<List>(&value->content);
}

bool runs_over(const ast::Statements& body, const std::vector<ir::Name>& variables);

/// Whether a loop in the statement runs over one of the variables.
bool runs_over(const ast::Statement& statement, const std::vector<ir::Name>& variables) {
  if (const auto* on = std::get_if<ast::On>(&statement.content))
    return runs_over(on->body, variables);
  if (const auto* execute = std::get_if<ast::Execute>(&statement.content))
    return runs_over(execute->declares, variables);
  const auto* loop = std::get_if<ast::For>(&statement.content);
  if (loop == nullptr) return false;
  const auto* over = std::get_if<ir::Name>(&loop->over);
  const bool does = over != nullptr &&
                    std::any_of(variables.begin(), variables.end(), [&](const ir::Name& variable) {
                      return source::same(variable, *over);
                    });
  return does || runs_over(loop->body, variables);
}

bool runs_over(const ast::Statements& body, const std::vector<ir::Name>& variables) {
  return std::any_of(body.begin(), body.end(), [&](const ast::Statement& statement) {
    return runs_over(statement, variables);
  });
}

/// The variables as one element of the list binds them.
Variables bound(const ast::For& loop, const ast::Value& element, Variables variables) {
  if (loop.variables.size() == 1) {
    variables[loop.variables[0].key()] = &element;
  } else if (const auto* parts = std::get_if<List>(&element.content)) {
    for (std::size_t at = 0; at < std::min(parts->size(), loop.variables.size()); ++at)
      variables[loop.variables[at].key()] = &(*parts)[at];
  }
  return variables;
}

}  // namespace

std::size_t UnrolledSize::of(const ast::For& loop, const Variables& outer) const {
  const List* list = list_of(loop, outer);
  if (list == nullptr || list->empty()) return 0;
  if (!runs_over(loop.body, loop.variables)) {
    const std::size_t round = 1 + of(loop.body, outer);
    return round > limit_ / list->size() ? limit_ + 1 : round * list->size();
  }
  std::size_t size = 0;
  for (const ast::Value& element : *list) {
    if (size > limit_) break;
    size += 1 + of(loop.body, bound(loop, element, outer));
  }
  return size;
}

std::size_t UnrolledSize::of(const ast::Statements& body, const Variables& variables) const {
  std::size_t size = 0;
  for (const ast::Statement& statement : body) {
    if (size > limit_) break;
    if (const auto* operations = std::get_if<std::vector<ir::Operation>>(&statement.content))
      size += operations->size();
    else if (const auto* loop = std::get_if<ast::For>(&statement.content))
      size += of(*loop, variables);
    else if (const auto* on = std::get_if<ast::On>(&statement.content))
      size += is_lowered_(on->dialects) ? of(on->body, variables) : 0;
    else if (const auto* execute = std::get_if<ast::Execute>(&statement.content))
      size += is_lowered_(execute->dialects) ? 1 + of(execute->declares, variables) : 0;
  }
  return size;
}

}  // namespace migc::lower
