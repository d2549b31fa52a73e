#include "compiler/ir/object.hpp"

namespace migc::ir {

namespace {

Space space_of(const Object& object) {
  struct Spaces {
    Space operator()(const ir::Table&) const { return Space::relation; }
    Space operator()(const ir::View&) const { return Space::relation; }
    Space operator()(const ir::VirtualTable&) const { return Space::relation; }
    Space operator()(const ir::Index&) const { return Space::index; }
    Space operator()(const ir::Trigger&) const { return Space::trigger; }
    Space operator()(const ir::Enum&) const { return Space::type; }
    Space operator()(const ir::Sequence&) const { return Space::sequence; }
  };
  return std::visit(Spaces{}, object);
}

}  // namespace

Id id_of(const Object& object) { return {space_of(object), name_of(object).key()}; }

const Name& name_of(const Object& object) {
  return std::visit([](const auto& any) -> const Name& { return any.name; }, object);
}

bool is_temporary(const Object& object) {
  return std::visit(
      [](const auto& any) {
        if constexpr (requires { any.temporary; })
          return any.temporary;
        else
          return false;
      },
      object);
}

bool is_stored(const Object& object) {
  return !is_temporary(object) && !std::holds_alternative<ir::Enum>(object) &&
         !std::holds_alternative<ir::Sequence>(object);
}

}  // namespace migc::ir
