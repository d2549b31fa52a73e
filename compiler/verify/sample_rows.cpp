#include "compiler/verify/sample_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/backends/quote.hpp"

namespace migc::verify {

namespace {

bool is_of_key(const ir::Table& table, const ir::Column& column) {
  const auto names_it = [&](const std::vector<ir::Term>& terms) {
    return std::any_of(terms.begin(), terms.end(), [&](const ir::Term& term) {
      const auto name = term.column();
      return name && same(*name, column.name);
    });
  };
  struct IsKey {
    const ir::Column& column;
    decltype(names_it)& in;
    bool operator()(const ir::TablePrimaryKey& key) const { return in(key.terms); }
    bool operator()(const ir::TableUnique& key) const { return in(key.terms); }
    bool operator()(const ir::ForeignKey& key) const {
      return std::any_of(key.columns.begin(), key.columns.end(),
                         [&](const ir::Name& name) { return same(name, column.name); });
    }
    bool operator()(const ir::Check&) const { return false; }
  };
  return column.has<ir::PrimaryKey>() || column.has<ir::Unique>() || column.has<ir::References>() ||
         std::any_of(table.constraints.begin(), table.constraints.end(),
                     [&](const ir::TableConstraint& constraint) {
                       return std::visit(IsKey{column, names_it}, constraint.rule);
                     });
}

/// Each column has another one, so that columns that change places show.
std::string free_value(int number, std::size_t column, const Literals& literals) {
  const auto row = static_cast<std::size_t>(number / 2);
  const std::size_t place = row + column;
  return place < literals.size() ? literals[place] : std::to_string(100 * (column + 1) + row);
}

std::string sample(const ir::Table& table, int number, const Literals& literals) {
  std::size_t at = 0;
  return insertion(table, number, [&](const ir::Column& column) {
    return is_of_key(table, column) ? std::to_string(number) : free_value(number, at++, literals);
  });
}

}  // namespace

std::string insertion(const ir::Table& table, int number,
                      const std::function<std::string(const ir::Column&)>& value) {
  const bool sparse = number == 2;
  std::string columns, values;
  for (const ir::Column& column : table.columns) {
    if (column.has<ir::Generated>()) continue;
    const bool needed = column.has<ir::NotNull>() || column.has<ir::PrimaryKey>();
    columns += (columns.empty() ? "" : ", ") + backends::quoted(column.name.text, '"');
    values += (values.empty() ? "" : ", ") + (sparse && !needed ? "NULL" : value(column));
  }
  return fmt::format("INSERT OR IGNORE INTO {} ({}) VALUES ({})",
                     backends::quoted(table.name.text, '"'), columns, values);
}

void add_literals(const ir::Expression& text, Literals& literals) {
  for (const ir::Token& token : text.tokens) {
    const bool is_value =
        token.kind == ir::Token::Kind::string || token.kind == ir::Token::Kind::number;
    if (!is_value) continue;
    std::string value =
        token.kind == ir::Token::Kind::string ? backends::literal(token.text) : token.text;
    if (std::find(literals.begin(), literals.end(), value) == literals.end())
      literals.push_back(std::move(value));
  }
}

std::vector<std::string> sample_row(const ir::Table& table, int number, const Literals& literals) {
  std::vector<std::string> ways;
  if (!literals.empty()) ways.push_back(sample(table, number, literals));
  ways.push_back(sample(table, number, {}));
  return ways;
}

}  // namespace migc::verify
