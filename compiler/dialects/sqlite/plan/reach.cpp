#include "compiler/dialects/sqlite/plan/reach.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/sql/data_target.hpp"

namespace migc::backends::sqlite {

namespace {

bool is_any_word(const ir::Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

/// Several statements, cut at their `;`.
std::vector<ir::Expression> statements_of(const ir::Expression& text) {
  std::vector<ir::Expression> statements(1);
  for (const ir::Token& token : text.tokens)
    if (token.is_symbol(";"))
      statements.emplace_back();
    else
      statements.back().tokens.push_back(token);
  std::erase_if(statements, [](const ir::Expression& one) { return one.empty(); });
  return statements;
}

/// SQLite's own tables of numbers, which have no rows of anybody's.
bool is_of_numbers(std::string_view key) {
  return key == "sqlite_sequence" || key.starts_with("sqlite_stat");
}

class Follow {
 public:
  explicit Follow(const schema::Schema& schema) : schema_(schema) {}

  void statement(const ir::Expression& statement) {
    if (const auto target = sql::target_of(statement)) relation(target->relation);
  }

  void sql(const ir::Expression& statement) {
    const ir::Token& first = statement.tokens.front();
    if (is_any_word(first, {"insert", "replace", "update", "delete", "with"}))
      return this->statement(statement);
    if (is_any_word(first, {"select", "values", "explain", "analyze", "reindex", "pragma"})) return;
    // What creates anything puts rows into nothing that was there; nor do these take any away.
    const bool creates = is_any_word(first, {"create"});
    const bool drops = is_any_word(first, {"drop"}) && statement.tokens.size() > 1 &&
                       is_any_word(statement.tokens[1], {"index", "view", "trigger"});
    if (!creates && !drops) known_ = false;
  }

  [[nodiscard]] Reach take() {
    if (!known_) return std::nullopt;
    return std::move(tables_);
  }

 private:
  void relation(const source::Name& name) {
    if (!seen_.insert(name.key()).second) return;
    const schema::Entry* entry = schema_.find({schema::Space::relation, name.key()});
    if (entry == nullptr && is_of_numbers(name.key())) return;
    if (entry == nullptr) {
      known_ = false;
      return;
    }
    if (std::holds_alternative<ir::Table>(entry->object)) tables_.push_back(name);
    for (const ir::Trigger* trigger : schema_.triggers_of(name))
      for (const ir::Expression& one : statements_of(trigger->body)) statement(one);
  }

  const schema::Schema& schema_;
  std::set<std::string> seen_;
  std::vector<source::Name> tables_;
  bool known_ = true;
};

}  // namespace

Reach reach_of(const ir::Expression& statement, const schema::Schema& schema) {
  Follow follow(schema);
  follow.statement(statement);
  return follow.take();
}

Reach reach_of_sql(const ir::Expression& text, const schema::Schema& schema) {
  Follow follow(schema);
  for (const ir::Expression& statement : statements_of(text)) follow.sql(statement);
  return follow.take();
}

}  // namespace migc::backends::sqlite
