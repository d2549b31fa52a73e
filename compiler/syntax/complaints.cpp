#include "compiler/syntax/complaints.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/syntax/scan.hpp"

namespace migc::syntax {

namespace kind = diagnostics::kind;
using diagnostics::Diagnostic;
using grammar::Says;

namespace {

/// A longer word is no slip of the finger, and comparing takes its length times that of the other.
constexpr std::size_t longest_guessed = 40;

std::string in_backticks(std::string_view text) { return fmt::format("`{}`", text); }

/// Long text shortened to what fits on a line.
std::string shortened(std::string_view text) {
  constexpr std::size_t most = 40;
  if (const std::size_t line_end = text.find_first_of("\r\n");
      line_end < most && line_end < text.size())
    return std::string(text.substr(0, line_end)) + "…";
  if (text.size() <= most) return std::string(text);
  std::size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return std::string(text.substr(0, cut)) + "…";
}

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> all;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    all.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return all;
}

bool is_bracket(std::string_view piece) { return piece == ")" || piece == "]"; }

/// Whether a line ends between a word and `place`.
bool has_line_end(std::string_view word, const char* place) {
  const char* const end = word.data() + word.size();
  return std::find(end, place, '\n') != place;
}

void help(Diagnostic& diagnostic, const Mismatch& mismatch) {
  if (!mismatch.message.help.empty()) diagnostic.note(std::string(mismatch.message.help));
}

}  // namespace

Complaints::~Complaints() {
  if (errors_ > shown_at_most)
    diagnostics_.report(kind::more_errors, {file_, 0, 0}, errors_ - shown_at_most);
}

source::Span Complaints::span(std::string_view written) const {
  const auto begin = static_cast<std::uint32_t>(written.data() - text_.data());
  return {file_, begin, begin + static_cast<std::uint32_t>(written.size())};
}

void Complaints::report_missing_end(const Mismatch& mismatch, std::string_view last,
                                    std::string_view found) {
  report(kind::missing_end, span(last), mismatch.message.what)
      .note(span(found), found.empty() ? "the file ends here"
                                       : in_backticks(shortened(found)) + " is found instead");
}

void Complaints::report_expected(const Mismatch& mismatch, const char* bracket) {
  const std::string_view found = piece_at(text_, mismatch.place);
  if (mismatch.message.says == Says::unended && !is_bracket(found)) {
    const std::string_view last = last_word_before(text_, mismatch.place);
    if (!last.empty() && (found.empty() || has_line_end(last, mismatch.place)))
      return report_missing_end(mismatch, last, found);
  }
  const bool ends = found.empty() || found == ";" || found == "}" || found == "{";
  const bool unclosed = mismatch.message.says == Says::unclosed && ends;
  if (bracket != nullptr && (unclosed || mismatch.message.says == Says::unclosed_block)) {
    Diagnostic& diagnostic =
        report(kind::unclosed, span({bracket, 1}), std::string_view(bracket, 1))
            .note(span(found), found.empty()
                                   ? "the file ends here"
                                   : in_backticks(shortened(found)) + " is found instead");
    return help(diagnostic, mismatch);
  }
  Diagnostic& diagnostic =
      report(kind::expected, span(found), mismatch.message.what,
             found.empty() ? "the end of the file" : in_backticks(shortened(found)));
  if (!found.empty() && found.size() <= longest_guessed && leading_word(found) == found)
    diagnostic.suggest(found, words(mismatch.message.words));
  const bool none_open = bracket == nullptr || *bracket == '{';
  if (none_open && (found == ")" || found == "]")) diagnostic.label = "this bracket was not opened";
  help(diagnostic, mismatch);
  if (mismatch.message.says == Says::unclosed && bracket != nullptr)
    diagnostic.note(span({bracket, 1}), fmt::format("this `{}` is not closed", *bracket));
}

void Complaints::report(const Mismatch& mismatch, const char* bracket) {
  if (errors_ >= shown_at_most) {
    ++errors_;
    return;
  }
  const grammar::Message& message = mismatch.message;
  const std::string_view found = piece_at(text_, mismatch.place);
  switch (message.says) {
    case Says::nothing:
    case Says::expected:
    case Says::unended:
    case Says::unclosed:
    case Says::unclosed_block:
      return report_expected(mismatch, bracket);
    case Says::unterminated:
      return help(report(kind::unterminated, span(found), message.what), mismatch);
    case Says::malformed:
      return help(report(kind::malformed, span(word_around(text_, mismatch.place)), message.what),
                  mismatch);
    case Says::misquoted:
      return help(report(kind::malformed, span(found), message.what), mismatch);
    case Says::refused:
      report(kind::not_a_statement, span(found), found, message.what);
      return;
    case Says::nested:
      report(kind::nested_too_deep, span(found), message.what);
      return;
  }
}

}  // namespace migc::syntax
