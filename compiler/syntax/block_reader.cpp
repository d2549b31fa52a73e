#include "compiler/syntax/block_reader.hpp"

#include <algorithm>
#include <iterator>

#include "compiler/syntax/scan.hpp"

namespace migc::syntax {

void BlockReader::add_statement(decltype(ast::Statement::content) content, ir::Span written) {
  Block& block = blocks_.back();
  block.statements.push_back({std::move(content), written, std::exchange(block.allows, {})});
  block.allows_written.clear();
}

void BlockReader::block_open(std::string_view bracket) {
  open(bracket);
  blocks_.emplace_back();
}

void BlockReader::block_close(std::string_view bracket) {
  close();
  complain_of_allows(blocks_.back());
  closed_ = std::move(blocks_.back().statements);
  closed_at_ = span(bracket.substr(0, 1));
  blocks_.pop_back();
}

void BlockReader::complain_of_allows(const Block& block) {
  for (const ir::Span& allow : block.allows_written)
    complaints_.report(diagnostics::kind::allow_without_statement, allow);
}

ast::Statements BlockReader::take_outermost() {
  complain_of_allows(blocks_.front());
  return std::move(blocks_.front().statements);
}

// --- Loops -------------------------------------------------------------------------------------

ast::Value BlockReader::literal() {
  ir::Token token = take_one();
  const ir::Span written = token.written;
  return {std::move(token), written};
}

void BlockReader::list_open(std::string_view bracket) {
  open(bracket);
  values_.emplace_back();
}

void BlockReader::list_close(std::string_view bracket) {
  const std::string_view written(open_bracket(),
                                 static_cast<std::size_t>(bracket.data() + 1 - open_bracket()));
  close();
  ast::Value list{std::move(values_.back()), span(written)};
  values_.pop_back();
  if (values_.empty())
    list_ = std::move(list);
  else
    values_.back().push_back(std::move(list));
}

void BlockReader::map_entry() {
  std::vector<ast::Value>& values = values_.back();
  const auto key = values.end() - 2;
  const ir::Span written = source::join(key->written, values.back().written);
  std::vector<ast::Value> pair(std::make_move_iterator(key), std::make_move_iterator(values.end()));
  values.erase(key, values.end());
  values.push_back({std::move(pair), written});
}

void BlockReader::for_head() {
  ast::For head{.variables = take_names(), .over = std::move(now.outer), .body = {}};
  if (std::get<ir::Name>(head.over).text.empty()) head.over = std::move(list_);
  heads_.emplace_back(std::move(head));
}

template <class Head>
Head BlockReader::take_head() {
  Head head = std::move(std::get<Head>(heads_.back()));
  heads_.pop_back();
  return head;
}

void BlockReader::for_(std::string_view written) {
  auto loop = take_head<ast::For>();
  loop.body = take_block();
  add_statement(std::move(loop), trimmed_span(written));
}

// --- Dialects, raw SQL, notes ------------------------------------------------------------------

void BlockReader::on_head() { heads_.emplace_back(ast::On{.dialects = take_names(), .body = {}}); }

void BlockReader::on(std::string_view written) {
  auto on = take_head<ast::On>();
  on.body = take_block();
  add_statement(std::move(on), trimmed_span(written));
}

void BlockReader::execute_head() {
  heads_.emplace_back(ast::Execute{.dialects = take_names(), .sql = take_one(), .declares = {}});
  closed_at_ = {};
}

void BlockReader::execute(std::string_view written) {
  auto execute = take_head<ast::Execute>();
  ir::Span end = execute.sql.written;
  if (closed_at_.known()) {
    execute.declares = take_block();
    end = closed_at_;
  }
  add_statement(std::move(execute), source::join(span(written), end));
}

void BlockReader::allow(std::string_view written) {
  Block& block = blocks_.back();
  block.allows.push_back({std::move(now.rule), std::move(now.text)});
  block.allows_written.push_back(trimmed_span(written));
}

// --- Mistakes ----------------------------------------------------------------------------------

BlockReader::Mark BlockReader::start_statement(const char* begin) {
  start_operations(begin);
  values_.clear();
  return {brackets(), blocks_.size(), heads_.size()};
}

/// Where the grammar only looks ahead nobody notes where a comment begins that has no end: the
/// first behind the last end of another.
const char* BlockReader::opening(const Mismatch& mismatch) const {
  const bool comment = mismatch.message.what == "comment";
  const char* noted = open_quote();
  if (noted != nullptr && (!comment || *noted == '/')) return noted;
  if (!comment) return mismatch.place;
  const std::size_t closed = text().rfind("*/");
  const std::size_t open = text().find("/*", closed == text().npos ? 0 : closed + 2);
  return open != text().npos ? text().data() + open : mismatch.place;
}

void BlockReader::complain(const Mismatch& mismatch) {
  if (lost_) return;  // what is missing may be there, unread
  if (mismatch.message.says == grammar::Says::unterminated ||
      mismatch.message.says == grammar::Says::misquoted)
    complaints_.report({opening(mismatch), mismatch.message}, nullptr);
  else
    complaints_.report(mismatch, open_bracket());
}

const char* BlockReader::recover(const Mismatch& mismatch, const Mark& mark, const char* begin) {
  const std::string_view found = piece_at(text(), mismatch.place);
  const bool block_unclosed = mismatch.message.says == grammar::Says::unclosed_block;
  const bool unterminated = mismatch.message.says == grammar::Says::unterminated;
  const bool unclosed = mismatch.message.says == grammar::Says::unclosed;
  const bool unended = mismatch.message.says == grammar::Says::unended;
  complain(mismatch);

  forget(mark.brackets);
  blocks_.resize(mark.blocks);
  heads_.resize(mark.heads);
  const char* end = text().data() + text().size();
  if (unterminated || found.empty()) {
    lost_ = true;
    return end;
  }
  const bool next_begun =
      unended && begins_line(text(), mismatch.place) && !leading_word(found).empty();
  if (block_unclosed || next_begun) return mismatch.place;
  const auto behind = [&](const char* at) {
    return std::max(behind_statement(text(), at), at + 1);
  };
  const char* at = behind(begin);
  // what stands behind the mark that ended an open bracket is more of the same, on its line
  while (unclosed && at < end && *at != '}' && !ends_line(text(), at))
    at = behind(behind_gap(text(), at));
  return std::min(at, end);
}

}  // namespace migc::syntax
