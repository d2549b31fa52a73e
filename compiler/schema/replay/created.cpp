#include <set>
#include <string>
#include <utility>

#include "compiler/schema/replay/replay.hpp"

namespace migc::schema {

void Created::add(const ir::Step& step) {
  if (step.moot) return;
  const ir::Operation& operation = step.operation;
  within_statement = step.more;
  if (const auto* table = std::get_if<ir::CreateTable>(&operation))
    relations.insert(table->table.name.key());
  if (const auto* table = std::get_if<ir::CreateTableAs>(&operation))
    relations.insert(table->table.key());
  if (const auto* table = std::get_if<ir::CreateVirtualTable>(&operation))
    relations.insert(table->table.name.key());
  if (const auto* table = std::get_if<ir::DropTable>(&operation))
    relations.erase(table->table.key());
  if (const auto* rename = std::get_if<ir::RenameTable>(&operation)) {
    if (relations.erase(rename->table.key()) > 0) relations.insert(rename->to.key());
    const auto first = columns.lower_bound({rename->table.key(), {}});
    auto last = first;
    std::set<std::pair<std::string, std::string>> moved;
    for (; last != columns.end() && last->first == rename->table.key(); ++last)
      moved.emplace(rename->to.key(), last->second);
    columns.erase(first, last);
    columns.merge(moved);
  }
  if (const auto* add = std::get_if<ir::AddColumn>(&operation))
    columns.emplace(add->table.key(), add->column.name.key());
  if (const auto* drop = std::get_if<ir::DropColumn>(&operation))
    columns.erase({drop->table.key(), drop->column.key()});
  if (const auto* rename = std::get_if<ir::RenameColumn>(&operation))
    if (columns.erase({rename->table.key(), rename->from.key()}) > 0)
      columns.emplace(rename->table.key(), rename->to.key());
}

}  // namespace migc::schema
