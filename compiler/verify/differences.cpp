#include "compiler/verify/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <variant>

#include "compiler/database/statement.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/model/same.hpp"

namespace migc::verify {

namespace {

/// `DEFAULT ('a')` and `DEFAULT "a"` are `DEFAULT 'a'`.
ir::Expression plain(ir::Expression value) {
  std::vector<ir::Token>& tokens = value.tokens;
  const auto closes_at_end = [&] {
    int depth = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].is_symbol("(")) ++depth;
      if (tokens[at].is_symbol(")") && --depth == 0) return at + 1 == tokens.size();
    }
    return false;
  };
  while (tokens.size() > 2 && tokens.front().is_symbol("(") && closes_at_end()) {
    tokens.erase(tokens.begin());
    tokens.pop_back();
  }
  if (tokens.size() == 1 && tokens[0].kind == ir::Token::Kind::quoted) {
    tokens[0].kind = ir::Token::Kind::string;
    tokens[0].quote = 0;
  }
  return value;
}

std::string default_text(const ir::Column& column) {
  const auto* rule = column.find<ir::Default>();
  return rule == nullptr ? "no default" : "default " + ir::print(plain(rule->value));
}

bool same_default(const ir::Column& a, const ir::Column& b) {
  const auto *one = a.find<ir::Default>(), *other = b.find<ir::Default>();
  if (one == nullptr || other == nullptr) return one == other;
  return ir::same_expression(plain(one->value), plain(other->value));
}

std::string type_text(const ir::Column& column) {
  return column.type ? ir::print(*column.type) : "no type";
}

bool same_type(const ir::Column& a, const ir::Column& b) {
  if (!a.type || !b.type) return a.type.has_value() == b.type.has_value();
  return schema::same_type(*a.type, *b.type);
}

std::string not_null_text(const ir::Column& column) {
  const auto* rule = column.find<ir::NotNull>();
  return rule == nullptr ? "nullable" : "not null" + ir::conflict_text(rule->conflict);
}

std::string collation_text(const ir::Column& column) {
  const auto* rule = column.find<ir::Collate>();
  return rule == nullptr ? "no collation" : "collate " + rule->collation.text;
}

bool same_collation(const ir::Column& a, const ir::Column& b) {
  const auto name = [](const ir::Column& column) {
    const auto* rule = column.find<ir::Collate>();
    return rule == nullptr ? "binary" : rule->collation.key();
  };
  return name(a) == name(b);
}

bool is_in_key(const ir::Table& table, const ir::Column& column) {
  const auto key = ir::primary_key_of(table);
  if (!key) return false;
  const auto* rule = std::get_if<ir::TablePrimaryKey>(&key->constraint.rule);
  return rule != nullptr &&
         std::any_of(rule->terms.begin(), rule->terms.end(), [&](const ir::Term& term) {
           const auto name = term.column();
           return name && same(*name, column.name);
         });
}

/// A foreign key says whose columns it means, or means the primary key.
ir::TableConstraint comparable(const ir::TableConstraint& constraint,
                               const ir::TableConstraint& other) {
  ir::TableConstraint result = constraint;
  auto* key = std::get_if<ir::ForeignKey>(&result.rule);
  const auto* rule = std::get_if<ir::ForeignKey>(&other.rule);
  if (key != nullptr && rule != nullptr && rule->references.columns.empty())
    key->references.columns.clear();
  return result;
}

/// Compares two tables and says what differs.
class TableDifferences {
 public:
  TableDifferences(const ir::Table& model, const ir::Table& found) : model_(model), found_(found) {}

  std::vector<std::string> all() {
    for (const ir::Column& column : model_.columns)
      if (const ir::Column* there = found_.find(column.name))
        compare(column, *there);
      else
        say("column `{}` is missing", column.name.text);
    for (const ir::Column& column : found_.columns)
      if (model_.find(column.name) == nullptr)
        say("column `{}` was added ({})", column.name.text, ir::print(column));
    compare_order();
    compare_constraints();
    compare_kind(model_.without_rowid, found_.without_rowid, "without rowid");
    compare_kind(model_.strict, found_.strict, "strict");
    return std::move(said_);
  }

 private:
  template <class... Arguments>
  void say(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    said_.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
  }

  void compare(const ir::Column& column, const ir::Column& there) {
    const std::string& name = column.name.text;
    if (!same_type(column, there))
      say("column `{}` has {}, not {}", name, type_text(there), type_text(column));
    if (not_null_text(column) != not_null_text(there) && !is_in_key(model_, column))
      say("column `{}` is {}", name, not_null_text(there));
    if (!same_default(column, there))
      say("column `{}` has {}, not {}", name, default_text(there), default_text(column));
    if (!same_collation(column, there))
      say("column `{}` has {}, not {}", name, collation_text(there), collation_text(column));
    if (!schema::same_generated(column, there)) say("column `{}` has another expression", name);
  }

  void compare_order() {
    const auto common = [](const ir::Table& table, const ir::Table& other) {
      std::vector<std::string> names;
      for (const ir::Column& column : table.columns)
        if (other.find(column.name) != nullptr) names.push_back(source::fold(column.name.text));
      return names;
    };
    const std::vector<std::string> planned = common(model_, found_), there = common(found_, model_);
    if (planned != there)
      say("the columns are in another order: {}", fmt::format("{}", fmt::join(there, ", ")));
  }

  void compare_constraints() {
    std::vector<ir::LocatedConstraint> planned = ir::constraints_of(model_);
    for (const ir::LocatedConstraint& there : ir::constraints_of(found_)) {
      const auto same =
          std::find_if(planned.begin(), planned.end(), [&](const ir::LocatedConstraint& one) {
            return schema::same_constraint(comparable(one.constraint, there.constraint),
                                           comparable(there.constraint, one.constraint));
          });
      if (same == planned.end())
        say("`{}` was added", ir::print(there.constraint));
      else
        planned.erase(same);
    }
    for (const ir::LocatedConstraint& one : planned)
      say("`{}` is missing", ir::print(one.constraint));
  }

  void compare_kind(bool planned, bool there, const char* word) {
    if (planned != there) say("it is {}{}", there ? "" : "not ", word);
  }

  const ir::Table& model_;
  const ir::Table& found_;
  std::vector<std::string> said_;
};

/// Of several constraints of a kind SQLite goes by the last.
template <class Rule>
void keep_last(std::vector<ir::ColumnConstraint>& constraints) {
  const auto is = [](const ir::ColumnConstraint& one) {
    return std::holds_alternative<Rule>(one.rule);
  };
  std::ptrdiff_t more = std::count_if(constraints.begin(), constraints.end(), is) - 1;
  std::erase_if(constraints,
                [&](const ir::ColumnConstraint& one) { return is(one) && more-- > 0; });
}

std::optional<schema::Object> read(const std::string& statement, const dialect::Dialect& dialect) {
  std::optional<schema::Object> object = database::stored_object(statement, dialect);
  if (auto* table = object ? std::get_if<ir::Table>(&*object) : nullptr)
    for (ir::Column& column : table->columns) {
      keep_last<ir::Default>(column.constraints);
      keep_last<ir::Collate>(column.constraints);
      keep_last<ir::NotNull>(column.constraints);
    }
  return object;
}

}  // namespace

std::vector<std::string> differences(const std::string& model, const std::string& found,
                                     const dialect::Dialect& dialect) {
  if (model == found) return {};
  const std::optional<schema::Object> planned = read(model, dialect), there = read(found, dialect);
  if (planned && there && schema::same_definition(*planned, *there)) return {};
  const auto* table = planned ? std::get_if<ir::Table>(&*planned) : nullptr;
  const auto* other = there ? std::get_if<ir::Table>(&*there) : nullptr;
  if (table != nullptr && other != nullptr) return TableDifferences(*table, *other).all();
  return {"it is: " + found, "it should be: " + model};
}

}  // namespace migc::verify
