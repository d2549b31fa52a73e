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
  if (const auto* alter = std::get_if<ir::AlterTable>(&operation))
    add(alter->table.key(), alter->alteration);
}

void Created::add(const std::string& table, const ir::Alteration& alteration) {
  if (const auto* add = std::get_if<ir::AddColumn>(&alteration))
    columns.emplace(table, add->column.name.key());
  if (const auto* drop = std::get_if<ir::DropColumn>(&alteration))
    columns.erase({table, drop->column.key()});
  if (const auto* rename = std::get_if<ir::RenameColumn>(&alteration))
    if (columns.erase({table, rename->from.key()}) > 0) columns.emplace(table, rename->to.key());
}

}  // namespace migc::schema
