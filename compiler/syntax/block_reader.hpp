#pragma once

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/syntax/ast.hpp"
#include "compiler/syntax/complaints.hpp"
#include "compiler/syntax/statement_reader.hpp"

namespace migc::syntax {

/// Puts statements into blocks, and blocks into the loops and dialects they belong to.
class BlockReader : public StatementReader {
 public:
  BlockReader(std::string_view text, std::uint32_t file, const dialect::Naming& naming,
              Complaints& complaints)
      : StatementReader(text, file, naming), complaints_(complaints), blocks_(1) {}

  void simple_statement(std::string_view written) { written_ = trimmed_span(written); }
  void ended_statement() { add_statement(take_operations(), written_); }

  void block_open(std::string_view bracket);
  void block_close(std::string_view bracket);

  void value_literal() { values_.back().push_back(literal()); }
  void value_number(std::string_view written) {
    TokenReader::add(ir::Token::Kind::number, written);
  }
  void value_word(std::string_view written) { TokenReader::add(ir::Token::Kind::word, written); }
  void list_open(std::string_view bracket);
  void list_close(std::string_view bracket);
  /// The last two values are a pair of a map.
  void map_entry();

  void outer_variable() { now.outer = take_name(); }
  void for_head();
  void on_head();
  void execute_head();
  void for_(std::string_view written);
  void on(std::string_view written);
  void execute(std::string_view written);
  void allow(std::string_view written);

  /// What is open before a statement: what it leaves open when it fails is closed down to this.
  struct Mark {
    std::size_t brackets, blocks, heads;
  };
  [[nodiscard]] Mark start_statement(const char* begin);
  void complain(const Mismatch& mismatch);
  /// Reports, forgets what the failed statement left, and returns where to go on.
  [[nodiscard]] const char* recover(const Mismatch& mismatch, const Mark& mark, const char* begin);

  [[nodiscard]] ast::Statements take_block() { return std::exchange(closed_, {}); }
  /// The statements outside any block, when that is how they stand.
  [[nodiscard]] ast::Statements take_outermost();

 protected:
  /// Whether a string, comment or block without an end has swallowed the rest of the file.
  [[nodiscard]] bool lost() const { return lost_; }
  [[nodiscard]] Complaints& complaints() { return complaints_; }

 private:
  struct Block {
    ast::Statements statements{};
    std::vector<ir::Allow> allows{};
    std::vector<ir::Span> allows_written{};
  };

  void add_statement(decltype(ast::Statement::content) content, ir::Span written);
  [[nodiscard]] ast::Value literal();
  template <class Head>
  [[nodiscard]] Head take_head();
  void complain_of_allows(const Block& block);
  [[nodiscard]] const char* opening(const Mismatch& mismatch) const;

  Complaints& complaints_;
  std::vector<Block> blocks_;
  ast::Statements closed_;
  ir::Span closed_at_;
  std::vector<std::variant<ast::For, ast::On, ast::Execute>> heads_;
  std::vector<std::vector<ast::Value>> values_;
  std::vector<const char*> values_begin_;
  ast::Value list_;
  ir::Span written_;
  bool lost_ = false;
};

}  // namespace migc::syntax
