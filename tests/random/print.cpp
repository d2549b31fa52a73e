#include <algorithm>

#include "tests/random/model.hpp"
#include "tests/support/database.hpp"

namespace migc::random {
namespace {

struct PrintPiece {
  const Model& model;

  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(TableRef table) const { return name_text(model.table(table.id).name); }
  std::string operator()(ColumnRef column) const { return name_text(model.column(column.id).name); }
};

std::string named(const std::string& name) {
  return name.empty() ? "" : " constraint " + name_text(name);
}

bool is_plain(const std::string& name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_';
                     }) &&
         name.find_first_of("0123456789") != 0 &&
         sqlite3_keyword_check(name.data(), static_cast<int>(name.size())) == 0;
}

}  // namespace

std::string name_text(const std::string& name) {
  return is_plain(name) ? name : support::quoted(name);
}

std::string print(const Model& model, const Text& text) {
  std::string result;
  for (const Piece& piece : text) result += std::visit(PrintPiece{model}, piece);
  return result;
}

std::string column_list(const Model& model, const std::vector<int>& columns) {
  std::string list;
  for (const int column : columns)
    list += (list.empty() ? "(" : ", ") + name_text(model.column(column).name);
  return list + ")";
}

std::string print(const Model& model, const Column& column) {
  std::string text = name_text(column.name);
  if (!column.type.empty()) text += " " + column.type;
  if (column.primary) text += " primary key";
  if (column.autoincrement) text += " autoincrement";
  if (column.not_null) text += " not null" + column.conflict;
  if (column.unique) text += " unique";
  if (column.default_value) text += " default " + *column.default_value;
  if (!column.collation.empty()) text += " collate " + column.collation;
  if (column.check)
    text += named(column.check_name) + " check (" + print(model, *column.check) + ")";
  if (column.generated)
    text += " as (" + print(model, *column.generated) + ")" + (column.stored ? " stored" : "");
  return text;
}

std::string print(const Model& model, const Constraint& constraint) {
  const std::string columns = column_list(model, constraint.columns);
  std::string text = constraint.name.empty() ? "" : named(constraint.name).substr(1) + " ";
  switch (constraint.kind) {
    case Constraint::Kind::primary:
      return text + "primary key " + columns + constraint.conflict;
    case Constraint::Kind::unique:
      return text + "unique " + columns + constraint.conflict;
    case Constraint::Kind::check:
      return text + "check (" + print(model, constraint.condition) + ")";
    case Constraint::Kind::foreign:
      break;
  }
  text +=
      "foreign key " + columns + " references " + name_text(model.table(constraint.target).name);
  if (!constraint.target_columns.empty())
    text += " " + column_list(model, constraint.target_columns);
  if (!constraint.on_delete.empty()) text += " on delete " + constraint.on_delete;
  if (!constraint.on_update.empty()) text += " on update " + constraint.on_update;
  return text + (constraint.deferral.empty() ? "" : " " + constraint.deferral);
}

std::string print(const Model& model, const Table& table) {
  std::string text = "create table " + name_text(table.name) + " (";
  const char* separator = "\n    ";
  for (const Column& column : table.columns) {
    text += separator + print(model, column);
    separator = ",\n    ";
  }
  for (const Constraint& constraint : table.constraints)
    text += separator + print(model, constraint);
  text += "\n  )";
  if (table.without_rowid) text += " without rowid";
  if (table.strict) text += table.without_rowid ? ", strict" : " strict";
  return text;
}

std::string print(const Model& model, const Index& index) {
  std::string text = std::string("create ") + (index.unique ? "unique " : "") + "index " +
                     name_text(index.name) + " on " + name_text(model.table(index.table).name) +
                     " (";
  for (std::size_t i = 0; i < index.terms.size(); ++i) {
    const Term& term = index.terms[i];
    text += (i == 0 ? "" : ", ") + print(model, term.expression);
    if (!term.collation.empty()) text += " collate " + term.collation;
    if (term.descending) text += " desc";
  }
  return text + ")" + (index.where ? " where " + print(model, *index.where) : "");
}

std::string print(const Model& model, const View& view) {
  return "create view " + name_text(view.name) + " as " + print(model, view.query);
}

std::string print(const Model& model, const Fulltext& fulltext) {
  std::string columns;
  for (const int column : fulltext.columns) columns += model.column(column).name + ", ";
  return "create virtual table " + name_text(fulltext.name) + " using fts5(" + columns +
         "content='" + model.table(fulltext.table).name + "')";
}

std::string print(const Model& model, const Trigger& trigger) {
  return "create trigger " + name_text(trigger.name) + " " + print(model, trigger.text);
}

}  // namespace migc::random
