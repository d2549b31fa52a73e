#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <variant>

#include "compiler/cli/drawing_text.hpp"
#include "compiler/cli/schema_formats.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/ir/table_edit.hpp"

namespace migc::cli {

using diagnostics::printable;

namespace {

/// Calls `visit` with every table of a schema, in creation order.
template <class Visit>
void each_table(const schema::Schema& schema, Visit visit) {
  for (const schema::Entry* entry : schema.all())
    if (const auto* table = std::get_if<ir::Table>(&entry->object)) visit(*table);
}

template <class Visit>
void each_foreign_key(const ir::Table& table, Visit visit) {
  for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(table))
    visit(std::get<ir::ForeignKey>(placed.constraint.rule));
}

/// Whether columns can hold no two rows with the same values: the key, or a unique constraint.
bool is_unique(const ir::Table& table, const std::vector<ir::Name>& columns) {
  const auto key = ir::primary_key_of(table);
  return !ir::uniques_over(table, columns).empty() ||
         (key &&
          ir::same_names(ir::columns_of(std::get<ir::TablePrimaryKey>(key->constraint.rule).terms),
                         columns));
}

/// `PK`, `FK` and `UK` of a column, as both kinds of drawing show them.
std::vector<std::string> marks_of(const ir::Table& table, const ir::Name& column) {
  std::vector<std::string> marks;
  const auto add = [&](bool has, const char* mark) {
    if (has && std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.emplace_back(mark);
  };
  for (const ir::LocatedConstraint& placed : ir::constraints_of(table)) {
    const auto& rule = placed.constraint.rule;
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&rule))
      add(ir::contains(ir::columns_of(key->terms), column), "PK");
    if (const auto* key = std::get_if<ir::ForeignKey>(&rule))
      add(ir::contains(key->columns, column), "FK");
    if (const auto* unique = std::get_if<ir::TableUnique>(&rule))
      add(ir::same_names(ir::columns_of(unique->terms), std::vector{column}), "UK");
  }
  std::sort(marks.begin(), marks.end(), std::greater());
  return marks;
}

/// A word of an entity: Mermaid takes letters, digits and few marks there, in a type some more.
std::string mermaid_word(std::string_view text, std::string_view marks = "") {
  std::string word;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       static_cast<unsigned char>(c) >= 0x80 || marks.find(c) != marks.npos;
    word += plain ? c : '_';
  }
  if (word.empty() || (word.front() >= '0' && word.front() <= '9')) word.insert(0, "_");
  return word;
}

bool may_be_null(const ir::Table& table, const std::vector<ir::Name>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const ir::Name& name) {
    const ir::Column* column = table.find(name);
    return column != nullptr && !column->has<ir::NotNull>() && !column->has<ir::PrimaryKey>();
  });
}

}  // namespace

std::string schema_mermaid(const schema::Schema& schema) {
  std::string text = "erDiagram\n", edges;
  each_table(schema, [&](const ir::Table& table) {
    text += fmt::format("  {}[\"{}\"] {{\n", mermaid_word(table.name.text),
                        mermaid_text(printable(table.name.text)));
    for (const ir::Column& column : table.columns) {
      const std::vector<std::string> marks = marks_of(table, column.name);
      text += fmt::format(
          "    {} {}{}{}\n", mermaid_word(column.type ? ir::print(*column.type) : "any", "()[]"),
          mermaid_word(column.name.text), marks.empty() ? "" : " ", fmt::join(marks, ", "));
    }
    text += "  }\n";
    each_foreign_key(table, [&](const ir::ForeignKey& key) {
      std::string columns;
      for (const ir::Name& one : key.columns) columns += (columns.empty() ? "" : ", ") + one.text;
      edges += fmt::format("  {} {}--{} {} : \"{}\"\n", mermaid_word(key.references.table.text),
                           may_be_null(table, key.columns) ? "|o" : "||",
                           is_unique(table, key.columns) ? "o|" : "o{",
                           mermaid_word(table.name.text), mermaid_text(printable(columns)));
    });
  });
  return text + edges;
}

std::string schema_dot(const schema::Schema& schema) {
  std::string
      text = "digraph schema {\n  rankdir=LR;\n  node [shape=plain, fontname=\"sans-serif\"];\n",
      edges;
  each_table(schema, [&](const ir::Table& table) {
    const std::string name = dot_text(printable(table.name.text));
    text += fmt::format(
        "  \"{}\" [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">\n"
        "    <tr><td colspan=\"3\"><b>{}</b></td></tr>\n",
        name, html_text(printable(table.name.text)));
    for (const ir::Column& column : table.columns)
      text += fmt::format(
          "    <tr><td align=\"left\">{}</td><td align=\"left\">{}</td><td>{}</td></tr>\n",
          html_text(printable(column.name.text)),
          html_text(printable(column.type ? ir::print(*column.type) : "")),
          fmt::join(marks_of(table, column.name), " "));
    text += "  </table>>];\n";
    each_foreign_key(table, [&](const ir::ForeignKey& key) {
      std::string columns;
      for (const ir::Name& one : key.columns) columns += (columns.empty() ? "" : ", ") + one.text;
      edges +=
          fmt::format("  \"{}\" -> \"{}\" [label=\"{}\"];\n", name,
                      dot_text(printable(key.references.table.text)), dot_text(printable(columns)));
    });
  });
  return text + edges + "}\n";
}

}  // namespace migc::cli
