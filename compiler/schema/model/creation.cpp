#include "compiler/schema/model/creation.hpp"

#include <utility>
#include <variant>

namespace migc::schema {

ir::Operation creation_of(const Object& object) {
  struct Create {
    ir::Operation operator()(const ir::Table& one) const {
      ir::Table table = one;
      table.renamed_from.reset();
      for (ir::Column& column : table.columns) column.renamed_from.reset();
      return ir::CreateTable{std::move(table)};
    }
    ir::Operation operator()(const ir::VirtualTable& one) const {
      return ir::CreateVirtualTable{one};
    }
    ir::Operation operator()(const ir::View& one) const { return ir::CreateView{one}; }
    ir::Operation operator()(const ir::Index& one) const { return ir::CreateIndex{one}; }
    ir::Operation operator()(const ir::Trigger& one) const { return ir::CreateTrigger{one}; }
    ir::Operation operator()(const ir::Enum& one) const { return ir::CreateEnum{one}; }
    ir::Operation operator()(const ir::Sequence& one) const { return ir::CreateSequence{one}; }
  };
  return std::visit(Create{}, object);
}

}  // namespace migc::schema
