#include "compiler/dialects/sqlite/frame/frame_writer.hpp"

#include <fmt/format.h>

#include <utility>

#include "compiler/backends/quote.hpp"

namespace migc::backends::sqlite {

FramedStatement& FrameWriter::add(std::string sql, bool in_transaction) {
  FramedStatement& added = statements_.emplace_back();
  added.sql = std::move(sql);
  added.in_transaction = in_transaction;
  return added;
}

void FrameWriter::pass(std::string_view what, std::string_view column, const std::string& condition,
                       Fails fails) {
  ++passed_;
  add(fmt::format("INSERT {}INTO temp._migc_checks (what, {}) SELECT {},{}{}",
                  fails == Fails::with_all ? "OR ROLLBACK " : "", column, literal(what),
                  condition.front() == '\n' ? "" : " ", condition));
}

void FrameWriter::couple(FramedStatement& statement) {
  statement.coupled = FramedStatement::Coupled::with_next;
  statement.guarded = true;
}

void FrameWriter::receipt() {
  if (statements_.empty() || statements_.back().coupled != FramedStatement::Coupled::with_next)
    return;
  ++passed_;
  add(fmt::format("INSERT INTO _migc_checks (what) VALUES ('rows changed, {}')", ++receipts_))
      .coupled = FramedStatement::Coupled::last;
}

std::string FrameWriter::all_passed() const {
  return fmt::format("(SELECT count(*) FROM temp._migc_checks) = {}", passed_);
}

void FrameWriter::explain(std::size_t first, std::string line) {
  comments_.push_back(std::move(line));
  if (first < statements_.size()) statements_[first].comment = std::exchange(comments_, {});
}

std::string place_text(const Action& action, const Plan& plan, const FrameOptions& options) {
  if (!options.place_of || !action.written.known()) return {};
  const FileLine place = options.place_of(action.written);
  return place.file == plan.path ? fmt::format("line {}", place.line)
                                 : comment_line(fmt::format("{}:{}", place.file, place.line));
}

void FrameWriter::comment(const Action& action, std::size_t number, std::size_t first,
                          const std::string& place) {
  comments_.push_back(fmt::format("{}. {}{}", number, comment_line(action.summary),
                                  place.empty() ? "" : " (" + place + ")"));
  if (!action.why.empty())
    comments_.push_back(fmt::format("   {}: {}", word(action.strategy), comment_line(action.why)));
  for (const std::string& note : action.notes) comments_.push_back("   " + comment_line(note));
  if (first < statements_.size()) statements_[first].comment = std::exchange(comments_, {});
}

}  // namespace migc::backends::sqlite
