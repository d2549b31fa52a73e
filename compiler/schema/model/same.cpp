#include "compiler/schema/model/same.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/module_arguments.hpp"

namespace migc::schema {

namespace {

/// Two lists whose elements are the same one by one.
template <class T, class Same>
bool all_same(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

template <class T, class Same>
bool both_same(const std::optional<T>& a, const std::optional<T>& b, Same same) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

/// Two lists with the same elements in any order.
template <class T, class Same>
bool same_in_any_order(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  if (a.size() != b.size()) return false;
  std::vector<bool> taken(b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    // Nearly always the orders agree: look there first.
    std::size_t match = !taken[i] && same(a[i], b[i]) ? i : 0;
    while (match < b.size() && (taken[match] || !same(a[i], b[match]))) ++match;
    if (match == b.size()) return false;
    taken[match] = true;
  }
  return true;
}

/// A literal, and a sign before it; a name is one only without parentheses.
bool is_literal(std::span<const ir::Token> tokens) {
  using Kind = ir::Token::Kind;
  if (tokens.size() == 2 && tokens[1].kind == Kind::number &&
      (tokens[0].is_symbol("-") || tokens[0].is_symbol("+")))
    return true;
  if (tokens.size() != 1) return false;
  const ir::Token& token = tokens.front();
  return token.kind == Kind::number || token.kind == Kind::string || token.kind == Kind::blob ||
         ir::is_value_word(token);
}

/// `(0)` is `0`.
ir::Expression bare_literal(const ir::Expression& value) {
  std::span<const ir::Token> tokens = value.tokens;
  while (tokens.size() > 2 && tokens.front().is_symbol("(") && tokens.back().is_symbol(")"))
    tokens = tokens.subspan(1, tokens.size() - 2);
  if (!is_literal(tokens)) return value;
  return {{tokens.begin(), tokens.end()}, value.written};
}

bool same_name(const Name& a, const Name& b) { return source::same(a, b); }

bool same_conflict(ir::Conflict a, ir::Conflict b) {
  const auto result = [](ir::Conflict conflict) {
    return conflict == ir::Conflict::unspecified ? ir::Conflict::abort : conflict;
  };
  return result(a) == result(b);
}

bool same_order(ir::Order a, ir::Order b) {
  return (a == ir::Order::descending) == (b == ir::Order::descending);
}

bool same_term(const ir::Term& a, const ir::Term& b) {
  if (!same_order(a.order, b.order) || a.nulls != b.nulls) return false;
  const auto column_a = a.column(), column_b = b.column();
  if (!column_a || !column_b) return ir::same_expression(a.expression, b.expression);
  return same_name(*column_a, *column_b) && both_same(a.collation(), b.collation(), same_name);
}

std::string without_space(std::string_view text) {
  std::string dense = source::fold(text);
  std::erase_if(dense, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return dense;
}

bool same_references(const ir::References& a, const ir::References& b) {
  return same_name(a.table, b.table) && all_same(a.columns, b.columns, same_name) &&
         source::same(a.match, b.match) && same_action(a.on_delete, b.on_delete) &&
         same_action(a.on_update, b.on_update) && same_deferral(a.deferral, b.deferral);
}

struct SameRule {
  const decltype(ir::TableConstraint::rule)& other;

  bool operator()(const ir::TablePrimaryKey& a) const {
    const auto* b = std::get_if<ir::TablePrimaryKey>(&other);
    return b != nullptr && all_same(a.terms, b->terms, same_term) &&
           a.autoincrement == b->autoincrement && same_conflict(a.conflict, b->conflict);
  }
  bool operator()(const ir::TableUnique& a) const {
    const auto* b = std::get_if<ir::TableUnique>(&other);
    return b != nullptr && all_same(a.terms, b->terms, same_term) &&
           same_conflict(a.conflict, b->conflict);
  }
  bool operator()(const ir::ForeignKey& a) const {
    const auto* b = std::get_if<ir::ForeignKey>(&other);
    return b != nullptr && all_same(a.columns, b->columns, same_name) &&
           same_references(a.references, b->references);
  }
  bool operator()(const ir::Check& a) const {
    const auto* b = std::get_if<ir::Check>(&other);
    return b != nullptr && ir::same_expression(a.condition, b->condition) &&
           same_conflict(a.conflict, b->conflict);
  }
};

bool same_placed(const ir::LocatedConstraint& a, const ir::LocatedConstraint& b) {
  return both_same(a.constraint.name, b.constraint.name, same_name) &&
         same_constraint(a.constraint, b.constraint);
}

template <class Rule, class Same>
bool same_rule(const ir::Column& a, const ir::Column& b, Same same) {
  const Rule *one = a.find<Rule>(), *other = b.find<Rule>();
  if (one == nullptr || other == nullptr) return one == other;
  return same(*one, *other);
}

bool stored(const ir::Generated& generated) { return generated.storage == ir::Storage::stored; }

/// `integer primary key desc` is an ordinary column, `integer, primary key (id desc)` the rowid.
bool key_is_descending(const ir::Column& column) {
  const auto* key = column.find<ir::PrimaryKey>();
  return key != nullptr && key->order == ir::Order::descending;
}

/// What two columns of one name promise but for what ir::constraints_of() gives.
bool same_column(const ir::Column& a, const ir::Column& b) {
  return same_name(a.name, b.name) && same_but_for_name(a, b);
}

ir::Trigger::Time time_of(const ir::Trigger& trigger) {
  using Time = ir::Trigger::Time;
  return trigger.time == Time::unspecified ? Time::before : trigger.time;
}

struct SameObject {
  const Object& other;

  bool operator()(const ir::Table& a) const {
    const auto* b = std::get_if<ir::Table>(&other);
    return b != nullptr && same_name(a.name, b->name) && a.temporary == b->temporary &&
           a.without_rowid == b->without_rowid && a.strict == b->strict &&
           a.comment == b->comment && a.options == b->options &&
           all_same(a.columns, b->columns, same_column) &&
           same_in_any_order(ir::constraints_of(a), ir::constraints_of(*b), same_placed);
  }
  bool operator()(const ir::View& a) const {
    const auto* b = std::get_if<ir::View>(&other);
    return b != nullptr && same_name(a.name, b->name) && a.temporary == b->temporary &&
           all_same(a.columns, b->columns, same_name) && ir::same_expression(a.query, b->query);
  }
  bool operator()(const ir::VirtualTable& a) const {
    const auto* b = std::get_if<ir::VirtualTable>(&other);
    return b != nullptr && same_name(a.name, b->name) && same_name(a.module, b->module) &&
           a.temporary == b->temporary && sql::same_arguments(a.arguments, b->arguments);
  }
  bool operator()(const ir::Index& a) const {
    const auto* b = std::get_if<ir::Index>(&other);
    return b != nullptr && same_name(a.name, b->name) && same_name(a.table, b->table) &&
           a.unique == b->unique && source::same(a.method, b->method) &&
           all_same(a.terms, b->terms, same_term) && all_same(a.include, b->include, same_name) &&
           both_same(a.where, b->where, ir::same_expression);
  }
  bool operator()(const ir::Trigger& a) const {
    const auto* b = std::get_if<ir::Trigger>(&other);
    return b != nullptr && same_name(a.name, b->name) && same_name(a.table, b->table) &&
           a.temporary == b->temporary && time_of(a) == time_of(*b) && a.event == b->event &&
           all_same(a.update_of, b->update_of, same_name) &&
           both_same(a.when, b->when, ir::same_expression) && ir::same_expression(a.body, b->body);
  }
  bool operator()(const ir::Enum& a) const {
    const auto* b = std::get_if<ir::Enum>(&other);
    return b != nullptr && same_name(a.name, b->name) && a.values == b->values;
  }
  bool operator()(const ir::Sequence& a) const {
    const auto* b = std::get_if<ir::Sequence>(&other);
    return b != nullptr && same_name(a.name, b->name) && ir::same_expression(a.options, b->options);
  }
};

}  // namespace

bool same_action(ir::Action a, ir::Action b) {
  const auto result = [](ir::Action action) {
    return action == ir::Action::unspecified ? ir::Action::no_action : action;
  };
  return result(a) == result(b);
}

bool same_deferral(const ir::Deferral& a, const ir::Deferral& b) {
  using Mode = ir::Deferral::Mode;
  using Initially = ir::Deferral::Initially;
  const auto deferrable = [](const ir::Deferral& d) { return d.mode == Mode::deferrable; };
  const auto deferred = [&](const ir::Deferral& d) {
    return deferrable(d) && d.initially == Initially::deferred;
  };
  return deferrable(a) == deferrable(b) && deferred(a) == deferred(b);
}

bool same_type(const ir::Type& a, const ir::Type& b) {
  return source::same(a.name, b.name) && without_space(a.arguments) == without_space(b.arguments) &&
         a.for_dialect == b.for_dialect;
}

bool same_constraint(const ir::TableConstraint& a, const ir::TableConstraint& b) {
  return std::visit(SameRule{b.rule}, a.rule);
}

const ir::ColumnConstraint* not_null_of(const ir::Column& column) {
  for (const ir::ColumnConstraint& constraint : column.constraints)
    if (std::holds_alternative<ir::NotNull>(constraint.rule)) return &constraint;
  return nullptr;
}

bool same_not_null(const ir::Column& a, const ir::Column& b) {
  const ir::ColumnConstraint *one = not_null_of(a), *other = not_null_of(b);
  if (one == nullptr || other == nullptr) return one == other;
  return both_same(one->name, other->name, same_name) &&
         same_conflict(std::get<ir::NotNull>(one->rule).conflict,
                       std::get<ir::NotNull>(other->rule).conflict);
}

bool same_default(const ir::Column& a, const ir::Column& b) {
  return same_rule<ir::Default>(a, b, [](const auto& x, const auto& y) {
    return ir::same_expression(bare_literal(x.value), bare_literal(y.value));
  });
}

bool same_collation(const ir::Column& a, const ir::Column& b) {
  return same_rule<ir::Collate>(
      a, b, [](const auto& x, const auto& y) { return same_name(x.collation, y.collation); });
}

bool same_generated(const ir::Column& a, const ir::Column& b) {
  return same_rule<ir::Generated>(a, b, [](const auto& x, const auto& y) {
    return ir::same_expression(x.value, y.value) && stored(x) == stored(y);
  });
}

bool same_but_for_name(const ir::Column& a, const ir::Column& b) {
  return both_same(a.type, b.type, same_type) && a.comment == b.comment &&
         key_is_descending(a) == key_is_descending(b) && same_not_null(a, b) &&
         same_default(a, b) && same_collation(a, b) && same_generated(a, b) &&
         same_rule<ir::Identity>(a, b,
                                 [](const auto& x, const auto& y) { return x.always == y.always; });
}

bool same_definition(const Object& a, const Object& b) { return std::visit(SameObject{b}, a); }

}  // namespace migc::schema
