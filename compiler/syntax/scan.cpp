#include "compiler/syntax/scan.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "compiler/source/name.hpp"
#include "compiler/syntax/scan_units.hpp"

namespace migc::syntax {

namespace {

/// Length of what must not be looked into: quoted text, a comment, a word, a number, a parameter;
/// at least 1. A `[` is a mark of its own.
std::size_t marked_length(std::string_view text) {
  const char first = text.front();
  if (is_word_start(first) || is_digit(first)) return run(text, is_word_rest);
  switch (first) {
    case '\'':
    case '"':
    case '`':
      return std::max<std::size_t>(quoted_length(text), 1);
    case '$':
      if (const std::size_t raw = raw_string_length(text)) return raw;
      if (const std::size_t parameter = declared_parameter_length(text)) return parameter;
      [[fallthrough]];
    case '@':
      if (text.starts_with("@@")) return 2;  // an operator
      return 1 + run(text.substr(1), is_word_rest);
    case '<':
      return text.starts_with("<@") ? 2 : 1;  // an operator, of which the `@` is no parameter's
    case '?':
      return 1 + run(text.substr(1), is_digit);
    case '-':
    case '/':
      return std::max<std::size_t>(comment_length(text), 1);
    default:
      return is_space(first) ? run(text, is_space) : 1;
  }
}

/// The same where `[…]` are the quotes of a name.
std::size_t unit_length(std::string_view text, std::size_t at) {
  const std::string_view ahead = text.substr(at);
  return ahead.front() == '[' ? bracketed_length(text, text.data() + at) : marked_length(ahead);
}

/// Behind the names of a loop, which begins `text`, and its `in`; 0 where another `for` stands.
std::size_t loop_names_length(std::string_view text) {
  bool name = true;  // is expected, and not what stands between two
  for (std::size_t at = leading_word(text).size();;) {
    at += gap_length(text.substr(at));
    if (at == text.size()) return 0;
    const std::size_t length = unit_length(text, at);
    const std::string_view unit = text.substr(at, length);
    at += length;
    if (unit == "(" || unit == ")") continue;
    if (name ? source::same(unit, "for") || (!is_word_start(unit[0]) && length == 1)
             : unit != "," && !source::same(unit, "in"))
      return 0;
    if (!name && unit != ",") return at;
    name = !name;
  }
}

/// Goes over statements unit by unit. The head of a loop is one, since `[` begins a list in it.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char mark() const { return text_[at_]; }

  void next() {
    const std::string_view rest = text_.substr(at_);
    const std::size_t loop = begins_ ? loop_head_length(rest) : 0;
    if (!is_space(mark()) && comment_length(rest) == 0)
      begins_ = mark() == ';' || mark() == '{' || mark() == '}';
    at_ += loop == 0 ? unit_length(text_, at_) : loop;
  }
  void go_to(std::size_t at) { at_ = at; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool begins_ = true;  ///< A statement may begin here.
};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view known) { return source::same(word, known); });
}

/// Behind the `end;` of the trigger that begins `text`: its body has `;` of its own. 0 when nothing
/// with a `begin` before its first `;` and an `end` behind its last stands there.
std::size_t trigger_length(std::string_view text) {
  constexpr std::string_view inside[] = {"insert", "replace", "update", "delete",
                                         "select", "values",  "with"};
  bool begun = false;
  for (std::size_t at = 0; at < text.size() && text[at] != '}';) {
    const std::string_view unit = text.substr(at, unit_length(text, at));
    at += unit.size();
    begun = begun || source::same(unit, "begin");
    if (unit != ";") continue;
    at += gap_length(text.substr(at));
    const std::string_view word = leading_word(text.substr(at));
    if (!begun) return 0;
    if (is_one_of(word, inside)) continue;
    if (!source::same(word, "end")) return 0;
    at += word.size();
    at += gap_length(text.substr(at));
    return at < text.size() && text[at] == ';' ? at + 1 : at;
  }
  return 0;
}

/// Behind the `}` that belongs to the `{` at the front; without one, everything.
std::size_t braces_length(std::string_view text) {
  std::size_t depth = 0;
  for (Walk walk(text); !walk.ended(); walk.next()) {
    if (walk.mark() == '{') ++depth;
    if (walk.mark() == '}' && --depth == 0) return walk.at() + 1;
  }
  return text.size();
}

std::size_t statement_length(std::string_view text) {
  for (Walk walk(text); !walk.ended(); walk.next()) {
    if (walk.mark() == ';') return walk.at() + 1;
    if (walk.mark() == '}') return walk.at();
    while (walk.mark() == '{') {  // a map of a loop may have a block behind it
      std::size_t at = walk.at() + braces_length(text.substr(walk.at()));
      at += gap_length(text.substr(at));
      if (at == text.size() || text[at] != '{')
        return at < text.size() && text[at] == ';' ? at + 1 : at;
      walk.go_to(at);
    }
  }
  return text.size();
}

std::string_view rest(std::string_view text, const char* at) {
  return text.substr(static_cast<std::size_t>(at - text.data()));
}

}  // namespace

std::string_view leading_word(std::string_view text) {
  if (text.empty() || !is_word_start(text.front())) return {};
  return text.substr(0, run(text, is_word_rest));
}

std::size_t raw_string_length(std::string_view text) {
  const std::size_t delimiter = text.starts_with('$') ? delimiter_length(text) : 0;
  if (delimiter == 0) return 0;
  const std::size_t close = text.find(text.substr(0, delimiter), delimiter);
  return close == std::string_view::npos ? text.size() : close + delimiter;
}

std::size_t bracketed_length(std::string_view text, const char* at) {
  const std::string_view ahead = rest(text, at);
  const bool may_be_subscript = at != text.data() && takes_subscript(at[-1]);
  // Where there is no end, nothing behind is looked at twice.
  const std::size_t close = ahead.find_first_of(may_be_subscript ? "]'\"`$[" : "]", 1);
  if (close == ahead.npos) return may_be_subscript ? 1 : ahead.size();
  if (!may_be_subscript) return close + 1;
  const std::string_view inside = ahead.substr(0, close);
  const bool comments = inside.find("--") != inside.npos || inside.find("/*") != inside.npos;
  return ahead[close] != ']' || comments ? 1 : close + 1;
}

std::size_t loop_head_length(std::string_view text) {
  if (text.empty() || (text.front() | 0x20) != 'f') return 0;  // most often
  if (!source::same(leading_word(text), "for")) return 0;
  std::size_t at = loop_names_length(text), depth = 0, brace = 0;
  if (at == 0) return 0;
  at += gap_length(text.substr(at));
  if (at == text.size() || !begins_group(text[at])) return at;
  for (; at < text.size() && text[at] != ';'; at += marked_length(text.substr(at))) {
    if (text[at] == '{') brace = at;
    if (begins_group(text[at])) ++depth;
    if (ends_group(text[at]) && --depth == 0) return at + 1;
  }
  return brace == 0 ? at : brace;  // a list without its end: the block may begin here
}

std::string_view piece_at(std::string_view text, const char* at) {
  const std::string_view ahead = rest(text, at);
  if (ahead.empty()) return ahead;
  if (ahead.size() > 1 && (ahead[0] | 0x20) == 'x' && ahead[1] == '\'')
    return ahead.substr(0, 1 + piece_at(text, at + 1).size());
  const char first = ahead.front();
  const bool quoted = first == '\'' || first == '"' || first == '`' || first == '[';
  if (quoted && quoted_length(ahead) == 0) return ahead.substr(0, ahead.find_first_of("\r\n"));
  if (quoted) return ahead.substr(0, quoted_length(ahead));
  if (is_digit(first)) return ahead.substr(0, run(ahead, is_word_rest));
  if (comment_length(ahead) != 0) return ahead.substr(0, 2);
  if (first == '$' && delimiter_length(ahead) != 0) return ahead.substr(0, delimiter_length(ahead));
  return ahead.substr(0, marked_length(ahead));
}

std::string_view word_around(std::string_view text, const char* at) {
  const auto inside = [](char c) { return is_word_rest(c) || c == '.'; };
  const auto middle = static_cast<std::size_t>(at - text.data());
  std::size_t begin = middle;
  while (begin > 0 && inside(text[begin - 1])) --begin;
  return text.substr(begin, middle - begin + run(text.substr(middle), inside));
}

std::string_view last_word_before(std::string_view text, const char* place) {
  std::string_view before = text.substr(0, static_cast<std::size_t>(place - text.data()));
  const auto trim = [&] {
    while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  };
  trim();
  while (!before.empty()) {
    constexpr std::size_t longest_line = 1000;  // each place in it may be looked at to its end
    const std::size_t begin =
        std::max(before.rfind('\n') + 1, before.size() - std::min(before.size(), longest_line));
    std::size_t comment = std::string_view::npos;
    for (std::size_t at = begin; at < before.size(); ++at)
      if (comment_length(text.substr(at)) > 0 && behind_gap(text, text.data() + at) == place)
        comment = at;
    if (comment == std::string_view::npos) break;
    before = before.substr(0, comment);
    trim();
  }
  if (before.empty()) return before;
  const char* const last = before.data() + before.size() - 1;
  return is_word_rest(*last) ? word_around(text, last) : before.substr(before.size() - 1);
}

const char* behind_gap(std::string_view text, const char* at) {
  return at + gap_length(rest(text, at));
}

const char* behind_statement(std::string_view text, const char* at) {
  const std::string_view ahead = rest(text, at);
  if (source::same(leading_word(ahead), "create"))
    if (const std::size_t length = trigger_length(ahead)) return at + length;
  return at + statement_length(ahead);
}

bool begins_line(std::string_view text, const char* at) {
  const std::string_view before = text.substr(0, static_cast<std::size_t>(at - text.data()));
  const std::size_t last = before.find_last_not_of(" \t");
  return last == std::string_view::npos || before[last] == '\n';
}

bool ends_line(std::string_view text, const char* at) {
  const std::string_view behind = rest(text, at);
  const std::size_t next = behind.find_first_not_of(" \t\r");
  return next == std::string_view::npos || behind[next] == '\n';
}

}  // namespace migc::syntax
