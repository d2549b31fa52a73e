#include "tests/support/table_text.hpp"

#include <algorithm>
#include <stdexcept>

namespace migc::support {
namespace {

/// Walks over the definitions between the outer parentheses.
class Definitions {
 public:
  explicit Definitions(const SqlTokens& tokens) : tokens_(tokens) {
    while (at_ < tokens_.size() && !tokens_[at_].is("(")) ++at_;
    if (at_++ == tokens_.size()) throw std::runtime_error("not a table: " + normal(tokens));
  }

  TableText read() {
    TableText table;
    do {
      if (begins_table_constraint())
        table_constraints(table);
      else
        table.columns.push_back(column());
    } while (eat_symbol(","));
    if (!eat_symbol(")")) throw std::runtime_error("no ) where one is due: " + rest());
    std::sort(table.constraints.begin(), table.constraints.end());
    return table;
  }

 private:
  ColumnText column() {
    ColumnText column{tokens_[at_++].text, {}, {}};
    const std::size_t type = at_;
    while (!ends_definition() && !begins_column_constraint()) skip_one();
    column.type = normal(tokens_, type, at_);
    while (!ends_definition()) column.constraints.push_back(column_constraint());
    std::sort(column.constraints.begin(), column.constraints.end());
    return column;
  }

  std::string column_constraint() {
    const std::string name = constraint_name();
    if (ends_definition() || word("constraint")) return name;
    const std::size_t begin = at_;
    if (eat("generated")) ++at_;  // `generated always` may be left out and means the same
    if (eat("as")) return name + generated();
    if (eat("default")) return name + default_value();
    if (eat("references")) return name + reference();
    if (eat("collate")) {
      ++at_;
    } else {
      at_ += word("primary") || word("not") ? 2 : 1;
      while (!ends_definition() && !begins_column_constraint()) skip_one();
    }
    return name + normal(tokens_, begin, at_);
  }

  std::string generated() {
    const std::size_t begin = at_;
    skip_one();
    std::string text = "as " + normal(tokens_, begin, at_);
    if (eat("stored")) text += " stored";
    eat("virtual");  // so may this
    return text;
  }

  /// `default "x"` and `default x` mean the string, whatever the quotes.
  std::string default_value() {
    if (tokens_[at_].kind == SqlToken::Kind::quoted) {
      const SqlToken string{SqlToken::Kind::string, tokens_[at_++].text, 0};
      return "default " + normal(string);
    }
    if (tokens_[at_].kind == SqlToken::Kind::word && !is_literal(normal(tokens_[at_])))
      return "default " + normal(SqlToken{SqlToken::Kind::string, tokens_[at_++].text, 0});
    const std::size_t begin = at_;
    if (tokens_[at_].is("+") || tokens_[at_].is("-")) ++at_;
    skip_one();
    return "default " + normal(tokens_, begin, at_);
  }

  static bool is_literal(const std::string& word) {
    return word == "null" || word == "true" || word == "false" || word.starts_with("current_");
  }

  /// What stands behind REFERENCES. The order of the actions, MATCH and the deferral means nothing.
  std::string reference() {
    const std::size_t begin = at_++;
    if (tokens_[at_].is("(")) skip_one();
    const std::string target = normal(tokens_, begin, at_);
    std::vector<std::string> clauses;
    for (std::size_t clause = at_; skip_reference_clause(); clause = at_)
      clauses.push_back(" " + normal(tokens_, clause, at_));
    std::sort(clauses.begin(), clauses.end());
    std::string text = "references " + target;
    for (const std::string& clause : clauses) text += clause;
    return text;
  }

  bool skip_reference_clause() {
    if (eat("on")) {
      ++at_;  // delete, update
      at_ += word("set") || word("no") ? 2 : 1;
    } else if (eat("match")) {
      ++at_;
    } else if (word("deferrable") || (word("not") && word("deferrable", 1))) {
      at_ += word("not") ? 2 : 1;
      if (eat("initially")) ++at_;
    } else {
      return false;
    }
    return true;
  }

  /// Several may follow each other without a comma.
  void table_constraints(TableText& table) {
    while (!ends_definition()) {
      const std::string name = constraint_name();
      const std::size_t begin = at_;
      if (eat("foreign")) {
        ++at_;       // key
        skip_one();  // the columns
        std::string text = normal(tokens_, begin, at_) + " ";
        ++at_;  // references
        table.constraints.push_back(name + text + reference());
        continue;
      } else {
        while (!ends_definition() && (at_ == begin || !begins_table_constraint())) {
          skip_one();
        }
      }
      table.constraints.push_back(name + normal(tokens_, begin, at_));
    }
  }

  std::string constraint_name() {
    if (!eat("constraint")) return {};
    return "constraint " + normal(tokens_[at_++]) + " ";
  }

  [[nodiscard]] bool begins_table_constraint() const {
    return word("constraint") || word("primary") || word("unique") || word("check") ||
           word("foreign");
  }
  [[nodiscard]] bool begins_column_constraint() const {
    return word("constraint") || word("primary") || word("unique") || word("check") ||
           word("not") || word("null") || word("default") || word("collate") ||
           word("references") || word("as") || (word("generated") && word("always", 1));
  }
  [[nodiscard]] bool ends_definition() const {
    return at_ >= tokens_.size() || tokens_[at_].is(",") || tokens_[at_].is(")");
  }
  [[nodiscard]] bool word(std::string_view lower, std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].is_word(lower);
  }
  bool eat(std::string_view lower) {
    if (!word(lower)) return false;
    ++at_;
    return true;
  }
  bool eat_symbol(std::string_view symbol) {
    if (at_ >= tokens_.size() || !tokens_[at_].is(symbol)) return false;
    ++at_;
    return true;
  }

  /// One token, or one whole pair of parentheses.
  void skip_one() {
    int depth = 0;
    do {
      if (at_ >= tokens_.size()) throw std::runtime_error("unbalanced: " + normal(tokens_));
      if (tokens_[at_].is("(")) ++depth;
      if (tokens_[at_].is(")")) --depth;
      ++at_;
    } while (depth > 0);
  }

  [[nodiscard]] std::string rest() const { return normal(tokens_, at_); }

  const SqlTokens& tokens_;
  std::size_t at_ = 0;
};

}  // namespace

TableText table_text(std::string_view create_table) {
  const SqlTokens tokens = sql_tokens(create_table);
  return Definitions(tokens).read();
}

}  // namespace migc::support
