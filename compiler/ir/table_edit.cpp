#include "compiler/ir/table_edit.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace migc::ir {

namespace {

using source::Span;

struct Lift {
  const Column& column;
  using Result = std::optional<decltype(TableConstraint::rule)>;

  Result operator()(const PrimaryKey& key) const {
    Term term = term_of(column.name);
    term.order = key.order;
    return TablePrimaryKey{{std::move(term)}, key.autoincrement, key.conflict};
  }
  Result operator()(const Unique& unique) const {
    return TableUnique{{term_of(column.name)}, unique.conflict};
  }
  Result operator()(const Check& check) const { return check; }
  Result operator()(const References& references) const {
    return ForeignKey{{column.name}, references};
  }
  Result operator()(const NotNull&) const { return std::nullopt; }
  Result operator()(const Null&) const { return std::nullopt; }
  Result operator()(const Default&) const { return std::nullopt; }
  Result operator()(const Collate&) const { return std::nullopt; }
  Result operator()(const Generated&) const { return std::nullopt; }
  Result operator()(const Identity&) const { return std::nullopt; }
};

struct Lower {
  using Rule = decltype(ColumnConstraint::rule);

  Rule operator()(const TablePrimaryKey& key) const {
    return PrimaryKey{key.terms.front().order, key.autoincrement, key.conflict};
  }
  Rule operator()(const TableUnique& unique) const { return Unique{unique.conflict}; }
  Rule operator()(const ForeignKey& key) const { return key.references; }
  Rule operator()(const Check& check) const { return check; }
};

struct Drop {
  Span written;

  Alteration operator()(const TablePrimaryKey&) const { return DropPrimaryKey{}; }
  Alteration operator()(const TableUnique& unique) const {
    return DropUnique{columns_of(unique.terms), written};
  }
  Alteration operator()(const ForeignKey& key) const {
    return DropForeignKey{key.columns, written, key.references.table};
  }
  Alteration operator()(const Check& check) const { return DropCheck{check.condition}; }
};

/// The form that a rule of a table has at a column.
template <class Rule>
struct AtColumn {
  using type = Rule;
};
template <>
struct AtColumn<TablePrimaryKey> {
  using type = PrimaryKey;
};
template <>
struct AtColumn<TableUnique> {
  using type = Unique;
};
template <>
struct AtColumn<ForeignKey> {
  using type = References;
};

template <class Rule, class Wanted>
std::vector<LocatedConstraint> constraints_where(const Table& table, Wanted wanted) {
  std::vector<LocatedConstraint> found = constraints_of<Rule>(table);
  std::erase_if(found, [&](const LocatedConstraint& placed) {
    return !wanted(std::get<Rule>(placed.constraint.rule));
  });
  // Of twins the one without a name is meant, the last: a named one is reached by its name.
  std::stable_partition(found.begin(), found.end(), [](const LocatedConstraint& placed) {
    return placed.constraint.name.has_value();
  });
  return found;
}

}  // namespace

std::optional<TableConstraint> as_table_constraint(const Column& column,
                                                   const ColumnConstraint& constraint) {
  auto rule = std::visit(Lift{column}, constraint.rule);
  if (!rule) return std::nullopt;
  const Span written = constraint.written.known() ? constraint.written : column.name.written;
  return TableConstraint{constraint.name, *std::move(rule), written};
}

std::vector<LocatedConstraint> constraints_of(const Table& table) {
  std::vector<LocatedConstraint> all;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Column& column = table.columns[c];
    for (std::size_t i = 0; i < column.constraints.size(); ++i)
      if (auto constraint = as_table_constraint(column, column.constraints[i]))
        all.push_back({*std::move(constraint), {c, i}});
  }
  for (std::size_t i = 0; i < table.constraints.size(); ++i)
    all.push_back({table.constraints[i], {ConstraintAt::none, i}});
  return all;
}

template <class Rule>
std::vector<LocatedConstraint> constraints_of(const Table& table) {
  std::vector<LocatedConstraint> all;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Column& column = table.columns[c];
    for (std::size_t i = 0; i < column.constraints.size(); ++i)
      if (std::holds_alternative<typename AtColumn<Rule>::type>(column.constraints[i].rule))
        all.push_back({*as_table_constraint(column, column.constraints[i]), {c, i}});
  }
  for (std::size_t i = 0; i < table.constraints.size(); ++i)
    if (std::holds_alternative<Rule>(table.constraints[i].rule))
      all.push_back({table.constraints[i], {ConstraintAt::none, i}});
  return all;
}

template std::vector<LocatedConstraint> constraints_of<TablePrimaryKey>(const Table&);
template std::vector<LocatedConstraint> constraints_of<TableUnique>(const Table&);
template std::vector<LocatedConstraint> constraints_of<ForeignKey>(const Table&);
template std::vector<LocatedConstraint> constraints_of<Check>(const Table&);

std::optional<LocatedConstraint> primary_key_of(const Table& table) {
  auto keys = constraints_where<TablePrimaryKey>(table, [](const auto&) { return true; });
  if (keys.empty()) return std::nullopt;
  return std::move(keys.front());
}

std::optional<ConstraintAt> find_named(const Table& table, const Name& name) {
  const auto bears = [&](const auto& constraint) {
    return constraint.name && source::same(*constraint.name, name);
  };
  for (std::size_t i = 0; i < table.constraints.size(); ++i)
    if (bears(table.constraints[i])) return ConstraintAt{ConstraintAt::none, i};
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    for (std::size_t i = 0; i < table.columns[c].constraints.size(); ++i)
      if (bears(table.columns[c].constraints[i])) return ConstraintAt{c, i};
  return std::nullopt;
}

std::vector<std::string> constraint_names(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns)
    for (const ColumnConstraint& constraint : column.constraints)
      if (constraint.name) names.push_back(constraint.name->text);
  for (const TableConstraint& constraint : table.constraints)
    if (constraint.name) names.push_back(constraint.name->text);
  return names;
}

std::optional<Name>& name_at(Table& table, const ConstraintAt& at) {
  return at.at_column() ? table.columns[at.column].constraints[at.index].name
                        : table.constraints[at.index].name;
}

bool is_foreign_key(const Table& table, const ConstraintAt& at) {
  if (at.at_column())
    return std::holds_alternative<References>(table.columns[at.column].constraints[at.index].rule);
  return std::holds_alternative<ForeignKey>(table.constraints[at.index].rule);
}

References& references_at(Table& table, const ConstraintAt& at) {
  if (at.at_column())
    return std::get<References>(table.columns[at.column].constraints[at.index].rule);
  return std::get<ForeignKey>(table.constraints[at.index].rule).references;
}

std::vector<LocatedConstraint> uniques_over(const Table& table, std::span<const Name> columns) {
  return constraints_where<TableUnique>(table, [&](const TableUnique& unique) {
    return same_names(columns_of(unique.terms), columns);
  });
}

std::vector<LocatedConstraint> foreign_keys_over(const Table& table, std::span<const Name> columns,
                                                 const std::optional<Name>& to) {
  return constraints_where<ForeignKey>(table, [&](const ForeignKey& key) {
    return same_names(key.columns, columns) && (!to || source::same(key.references.table, *to));
  });
}

std::vector<LocatedConstraint> checks_like(const Table& table, const Expression& condition) {
  return constraints_where<Check>(
      table, [&](const Check& check) { return same_expression(check.condition, condition); });
}

Alteration drop_of(const TableConstraint& constraint) {
  if (constraint.name) return DropConstraint{*constraint.name};
  return std::visit(Drop{constraint.written}, constraint.rule);
}

void remove(Table& table, const ConstraintAt& at) {
  const auto erase = [&](auto& constraints) {
    constraints.erase(constraints.begin() + static_cast<std::ptrdiff_t>(at.index));
  };
  if (at.at_column())
    erase(table.columns[at.column].constraints);
  else
    erase(table.constraints);
}

void add_to_column(Column& column, const TableConstraint& constraint) {
  column.constraints.push_back(
      {constraint.name, std::visit(Lower{}, constraint.rule), constraint.written});
}

std::vector<Name> columns_of(const std::vector<Term>& terms) {
  std::vector<Name> columns;
  columns.reserve(terms.size());
  for (const Term& term : terms) {
    auto column = term.column();
    if (!column) return {};
    columns.push_back(*std::move(column));
  }
  return columns;
}

Term term_of(const Name& column) {
  const auto kind = column.quoted ? Token::Kind::quoted : Token::Kind::word;
  const char quote = column.quoted ? '"' : '\0';
  return {{{{kind, quote, column.text, {}, column.written, column.exact}}, column.written}};
}

bool same_names(std::span<const Name> a, std::span<const Name> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Name& x, const Name& y) { return source::same(x, y); });
}

bool contains(std::span<const Name> names, const Name& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Name& other) { return source::same(other, name); });
}

std::string listed(std::span<const Name> names) {
  std::string text;
  for (const Name& name : names) text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

std::string type_text(const Type& type) {
  return type.arguments.empty() ? type.name : type.name + '(' + type.arguments + ')';
}

std::string type_text_for(std::string_view wanted, const Type& type) {
  for (const auto& [dialect, text] : type.for_dialect) {
    if (dialect != wanted) continue;
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  }
  return type_text(type);
}

}  // namespace migc::ir
