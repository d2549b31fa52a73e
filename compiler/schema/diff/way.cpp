#include "compiler/schema/diff/way.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/schema/check/context.hpp"
#include "compiler/schema/model/creation.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/module_arguments.hpp"

namespace migc::schema {

namespace {

/// The operation that drops an object.
struct DropObject {
  ir::Operation operator()(const ir::Table& one) const { return ir::DropTable{one.name}; }
  ir::Operation operator()(const ir::VirtualTable& one) const { return ir::DropTable{one.name}; }
  ir::Operation operator()(const ir::View& one) const { return ir::DropView{one.name}; }
  ir::Operation operator()(const ir::Index& one) const { return ir::DropIndex{one.name}; }
  ir::Operation operator()(const ir::Trigger& one) const { return ir::drop_of(one); }
  ir::Operation operator()(const ir::Enum& one) const { return ir::DropEnum{one.name}; }
  ir::Operation operator()(const ir::Sequence& one) const { return ir::DropSequence{one.name}; }
};
}  // namespace

void Way::add(Change change) {
  // What cannot be done in this order shows at the end, as a difference that is left.
  Diagnostics diagnostics;
  for (const ir::Step& one : expand(step_of(change), at_))
    static_cast<void>(apply(one, at_, diagnostics));
  for (const diagnostics::Diagnostic& one : diagnostics.all()) refused_.push_back(one.text);
  changes_.push_back(std::move(change));
}

void Way::add_all(std::vector<Change> changes) {
  for (Change& change : changes) add(std::move(change));
}

bool Way::create(const Object& object) {
  if (at_.find(id_of(object)) != nullptr) return false;
  add({creation_of(object)});
  created_.insert(id_of(object));
  if (const auto* table = std::get_if<ir::VirtualTable>(&object)) note_fill(*table);
  return true;
}

void Way::note_fill(const ir::VirtualTable& table) {
  const auto reads = sql::reads_of(table);
  if (!reads) return;
  const Id content{Space::relation, reads->relation.key()};
  if (at_.find(content) == nullptr || created_.contains(content)) return;
  std::vector<ir::Operation> all = sql::created_with_index(table);
  std::move(all.begin() + 1, all.end(), std::back_inserter(fills_));
}

void Way::fill_indexes() {
  for (ir::Operation& fill : std::exchange(fills_, {})) add({std::move(fill)});
}

void Way::drop(const Object& object, std::vector<std::string> remarks) {
  add({std::visit(DropObject{}, object), std::move(remarks)});
}

ir::Step step_of(const Change& change) {
  ir::Step step{change.operation};
  step.more = change.more;
  return step;
}

}  // namespace migc::schema
