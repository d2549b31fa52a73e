#include "compiler/sql/copies.hpp"

#include <algorithm>
#include <variant>

#include "compiler/sql/resolve.hpp"

namespace migc::sql {

const std::set<Copy>& Copies::from(const std::string& table) const {
  static const std::set<Copy> none;
  const auto found = copies_.find(table);
  return found == copies_.end() ? none : found->second;
}

std::vector<std::string> Copies::beside(const std::string& table, const std::string& column) const {
  std::vector<std::string> columns;
  if (const auto found = beside_.find(table); found != beside_.end())
    for (const CopyBeside& one : found->second)
      if (one.from == column) columns.push_back(one.to);
  return columns;
}

void Copies::follow(const ir::Step& step, const Relations& before) {
  const ir::Operation& operation = step.operation;
  if (const auto* data = std::get_if<ir::Data>(&operation))
    add(copies_of(data->statement, before));
  else if (const auto* create = std::get_if<ir::CreateTableAs>(&operation))
    add(copies_of(create->table, create->query, before));
  else if (const auto* drop = std::get_if<ir::DropTable>(&operation))
    drop_table(drop->table.key());
  else if (const auto* rename = std::get_if<ir::RenameTable>(&operation))
    rename_table(rename->table.key(), rename->to.key());
  else if (const auto* alter = std::get_if<ir::AlterTable>(&operation))
    follow(alter->table, alter->alteration, before);
}

void Copies::follow(const Name& table, const ir::Alteration& alteration, const Relations& before) {
  if (const auto* drop = std::get_if<ir::DropColumn>(&alteration))
    drop_column(table.key(), drop->column.key());
  else if (const auto* renamed = std::get_if<ir::RenameColumn>(&alteration))
    rename_column(table.key(), renamed->from.key(), renamed->to.key());
  else if (const auto* type = std::get_if<ir::SetType>(&alteration); type && type->conversion)
    add_beside(table, type->column, *type->conversion, before);
  else if (const auto* filled = std::get_if<ir::SetNotNull>(&alteration); filled && filled->fill)
    add_beside(table, filled->column, *filled->fill, before);
  else if (const auto* added = std::get_if<ir::AddColumn>(&alteration); added && added->fill)
    add_beside(table, added->column.name, *added->fill, before);
  else if (const auto* plain = std::get_if<ir::DropGenerated>(&alteration))
    add_beside(table, plain->column,
               before.table(table)->find(plain->column)->find<ir::Generated>()->value, before);
}

void Copies::add(CopiesRead read) {
  for (Copy& copy : read.copies) {
    sources_of_[copy.to].insert(copy.from);
    copies_[copy.from].insert(std::move(copy));
  }
  for (CopyBeside& one : read.beside) beside_[one.table].insert(std::move(one));
}

void Copies::add_beside(const Name& table, const Name& to, const ir::Expression& value,
                        const Relations& schema) {
  const ir::Table* over = schema.table(table);
  if (over == nullptr) return;
  for (const Use& use : resolve_over_table(value, *over, schema).uses)
    if (use.relation == table.key() && !use.column.empty() && use.column != to.key())
      beside_[table.key()].insert({table.key(), use.column, to.key()});
}

template <class Change>
void Copies::rewrite(const std::string& table, Change change) {
  std::set<std::string> sources;
  if (const auto found = sources_of_.find(table); found != sources_of_.end())
    sources = std::move(found->second);
  sources_of_.erase(table);
  sources.insert(table);
  for (const std::string& source : sources) {
    const auto found = copies_.find(source);
    if (found == copies_.end()) continue;
    std::set<Copy> old = std::move(found->second);
    copies_.erase(found);
    for (Copy copy : old)
      if (change(copy)) add({{std::move(copy)}, {}});
  }
  if (const auto found = beside_.find(table); found != beside_.end()) {
    std::set<CopyBeside> old = std::move(found->second);
    beside_.erase(found);
    for (CopyBeside one : old)
      if (change(one)) add({{}, {std::move(one)}});
  }
}

namespace {

void become(std::string& name, const std::string& from, const std::string& to) {
  if (name == from) name = to;
}

struct TableRenamed {
  const std::string &from, &to;
  bool operator()(Copy& copy) const {
    become(copy.from, from, to);
    become(copy.to, from, to);
    return true;
  }
  bool operator()(CopyBeside& one) const {
    become(one.table, from, to);
    return true;
  }
};

struct ColumnRenamed {
  const std::string &table, &from, &to;
  bool operator()(Copy& copy) const {
    for (CopiedColumn& column : copy.columns) {
      if (copy.from == table) become(column.from, from, to);
      if (copy.to == table) become(column.to, from, to);
    }
    std::sort(copy.columns.begin(), copy.columns.end());
    return true;
  }
  bool operator()(CopyBeside& one) const {
    become(one.from, from, to);
    become(one.to, from, to);
    return true;
  }
};

struct TableDropped {
  bool operator()(const Copy&) const { return false; }
  bool operator()(const CopyBeside&) const { return false; }
};

struct ColumnDropped {
  const std::string &table, &column;
  bool operator()(Copy& copy) const {
    std::erase_if(copy.columns, [&](const CopiedColumn& one) {
      return (copy.from == table && one.from == column) || (copy.to == table && one.to == column);
    });
    return !copy.columns.empty();
  }
  bool operator()(const CopyBeside& one) const { return one.from != column && one.to != column; }
};

}  // namespace

void Copies::rename_table(const std::string& from, const std::string& to) {
  rewrite(from, TableRenamed{from, to});
}

void Copies::rename_column(const std::string& table, const std::string& from,
                           const std::string& to) {
  rewrite(table, ColumnRenamed{table, from, to});
}

void Copies::drop_table(const std::string& table) { rewrite(table, TableDropped{}); }

void Copies::drop_column(const std::string& table, const std::string& column) {
  rewrite(table, ColumnDropped{table, column});
}

}  // namespace migc::sql
