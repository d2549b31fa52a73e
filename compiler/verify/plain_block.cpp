#include "compiler/verify/plain_block.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "compiler/sql/may_depend_on.hpp"

namespace migc::verify {

namespace {

bool is_literal(const ir::Expression& value) {
  using Kind = ir::Token::Kind;
  constexpr std::array<std::string_view, 6> words = {
      "null", "true", "false", "current_timestamp", "current_date", "current_time"};
  const auto& tokens = value.tokens;
  const bool has_sign =
      tokens.size() == 2 && (tokens[0].is_symbol("-") || tokens[0].is_symbol("+"));
  if (tokens.size() != 1 && !has_sign) return false;
  const ir::Token& token = tokens.back();
  if (token.kind == Kind::number) return true;
  return !has_sign && (token.kind == Kind::string || token.kind == Kind::blob ||
                       std::any_of(words.begin(), words.end(),
                                   [&](std::string_view word) { return token.is_word(word); }));
}

bool is_plain_type(const ir::Column& column) {
  if (!column.type) return true;
  const std::string text = column.type->name + column.type->arguments;
  return column.type->for_dialect.empty() &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '_' || c == ' ' || c == ',';
         });
}

struct IsPlainRule {
  bool operator()(const ir::PrimaryKey& key) const { return !key.autoincrement; }
  bool operator()(const ir::NotNull&) const { return true; }
  bool operator()(const ir::Null&) const { return true; }
  bool operator()(const ir::Unique&) const { return true; }
  bool operator()(const ir::References&) const { return true; }
  bool operator()(const ir::Default& value) const { return is_literal(value.value); }
  bool operator()(const ir::Check&) const { return false; }
  bool operator()(const ir::Collate&) const { return false; }
  bool operator()(const ir::Generated&) const { return false; }
  bool operator()(const ir::Identity&) const { return false; }
  bool operator()(const ir::TablePrimaryKey& key) const { return are_names(key.terms); }
  bool operator()(const ir::TableUnique& key) const { return are_names(key.terms); }
  bool operator()(const ir::ForeignKey&) const { return true; }

  static bool are_names(const std::vector<ir::Term>& terms) {
    return std::all_of(terms.begin(), terms.end(), [](const ir::Term& term) {
      return term.expression.tokens.size() == 1 && term.expression.tokens[0].is_name();
    });
  }
};

template <class Constraint>
bool are_plain(const std::vector<Constraint>& constraints) {
  return std::all_of(constraints.begin(), constraints.end(), [](const Constraint& constraint) {
    return std::visit(IsPlainRule{}, constraint.rule);
  });
}

bool is_plain_column(const ir::Column& column) {
  return is_plain_type(column) && are_plain(column.constraints);
}

/// Whether a step asks nothing of SQLite that the model does not know for certain.
class IsPlainStep {
 public:
  explicit IsPlainStep(const schema::Schema& after) : after_(after) {}

  bool operator()(const ir::CreateTable& op) const {
    const ir::Table& table = op.table;
    return !table.temporary && !table.strict && !table.without_rowid && !op.if_not_exists &&
           are_plain(table.constraints) &&
           std::all_of(table.columns.begin(), table.columns.end(), is_plain_column) &&
           nothing_minds(table.name, {});
  }
  bool operator()(const ir::AlterTable& op) const {
    const auto* add = std::get_if<ir::AddColumn>(&op.alteration);
    return add != nullptr && !add->first && !add->after && is_plain_column(add->column) &&
           nothing_minds(op.table, {add->column.name.key()});
  }
  bool operator()(const ir::CreateIndex& op) const {
    const ir::Index& index = op.index;
    return !index.where && index.method.empty() && index.include.empty() && !op.if_not_exists &&
           IsPlainRule::are_names(index.terms);
  }
  /// Of all else SQLite is asked.
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  /// A new table (no columns are given) must not be what some view has waited for.
  [[nodiscard]] bool nothing_minds(const source::Name& table,
                                   const std::set<std::string>& columns) const {
    for (const schema::Entry* entry : after_.dependents({schema::Space::relation, table.key()})) {
      const auto* view = std::get_if<ir::View>(&entry->object);
      const auto* trigger = std::get_if<ir::Trigger>(&entry->object);
      if (std::holds_alternative<ir::VirtualTable>(entry->object)) return false;
      if (view == nullptr && trigger == nullptr) continue;
      if (columns.empty()) return false;
      if (view != nullptr && sql::may_depend_on(columns, view->query)) return false;
      if (trigger != nullptr && (sql::may_depend_on(columns, trigger->body) ||
                                 (trigger->when && sql::may_depend_on(columns, *trigger->when))))
        return false;
    }
    return true;
  }

  const schema::Schema& after_;
};

}  // namespace

bool is_plain(const pipeline::Block& block) {
  const auto& actions = block.script.actions;
  if (actions.empty()) return true;
  if (!std::all_of(actions.begin(), actions.end(), [](const backends::Action& action) {
        return action.strategy == backends::Strategy::native;
      }))
    return false;
  return std::all_of(block.steps.begin(), block.steps.end(),
                     [&](const std::vector<ir::Step>* steps) {
                       return std::all_of(steps->begin(), steps->end(), [&](const ir::Step& step) {
                         return std::visit(IsPlainStep(block.after), step.operation);
                       });
                     });
}

}  // namespace migc::verify
