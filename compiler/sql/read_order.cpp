#include <algorithm>
#include <charconv>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

/// An ORDER BY over many SELECTs is looked for in so many of them.
constexpr std::size_t most_cores = 16;

/// Can follow a term that is nothing but a name.
bool follows_term(Keyword word) {
  return word == Keyword::other || word == Keyword::collate || word == Keyword::asc ||
         word == Keyword::desc || word == Keyword::nulls || word == Keyword::limit ||
         word == Keyword::offset;
}

bool gives(const SelectCore& core, const FromItem* source, const std::string& column) {
  return std::any_of(core.outputs.begin(), core.outputs.end(), [&](const Output& output) {
    return output.source == source && output.column == column;
  });
}

bool gives(const SelectCore& core, const std::string& key) {
  return std::any_of(core.outputs.begin(), core.outputs.end(),
                     [&](const Output& output) { return output.name.key() == key; });
}

}  // namespace

/// The name that a whole term of ORDER BY consists of, and where the term goes on behind it.
struct Reader::LoneName {
  bool found = false;
  std::size_t token = 0, behind = 0;
};

/// Expressions with directions, as in GROUP BY or in a window: names are columns before aliases.
void Reader::orderings(const Scope& scope) {
  do {
    expression(scope);
    direction();
  } while (accept(","));
}

void Reader::direction() {
  for (;;) switch (word()) {
      case Keyword::collate:
        at_ = std::min(at_ + 2, end_);
        break;
      case Keyword::asc:
      case Keyword::desc:
      case Keyword::nulls:
      case Keyword::first:
      case Keyword::last:
        ++at_;
        break;
      default:
        return;
    }
}

/// The ORDER BY of a whole query. A term that is a name means a result's alias before a column; in
/// a compound, what one of the SELECTs gives. https://www.sqlite.org/lang_select.html#orderby
void Reader::order_by(const std::deque<SelectCore>& cores) {
  ++at_;
  accept(Keyword::by);
  do {
    order_term(cores);
    direction();
  } while (accept(","));
}

void Reader::order_term(const std::deque<SelectCore>& cores) {
  order_by_place(cores.front());
  if (const LoneName name = lone_name(); name.found) {
    order_by_name(cores, name.token);
    at_ = name.behind;
  } else if (cores.size() == 1) {
    expression(cores.front().scope);
  } else {
    order_by_expression(cores);
  }
}

/// `order by 2`: whichever result stands there.
void Reader::order_by_place(const SelectCore& core) {
  const ir::Token& number = token();
  if (!found_.traces || !core.complete || number.kind != ir::Token::Kind::number) return;
  std::size_t place = 0;
  const char* end = number.text.data() + number.text.size();
  if (std::from_chars(number.text.data(), end, place).ptr != end) return;
  if (place == 0 || place > core.outputs.size()) return;
  const Output& output = core.outputs[place - 1];
  const bool starred = std::any_of(core.outputs.begin(), core.outputs.end(),
                                   [](const Output& each) { return each.starred; });
  if (!starred) return;
  const std::string here = std::to_string(at_);
  found_.pairings.push_back({Pairing::What::place,
                             at_,
                             {here, "#" + here},
                             {output.name.key(), origin_of(output)},
                             output.source == nullptr ? std::string() : output.source->name});
}

Reader::LoneName Reader::lone_name() const {
  std::size_t name = at_;
  while (name < end_ && tokens_[name].is_symbol("(")) ++name;
  const std::size_t opened = name - at_, behind = name + 1 + opened;
  if (name >= end_ || behind > end_ || !tokens_[name].is_name()) return {};
  if (ends_expression(words_[name]) || words_[name] == Keyword::case_ ||
      words_[name] == Keyword::not_)
    return {};
  for (std::size_t i = name + 1; i < behind; ++i)
    if (!tokens_[i].is_symbol(")")) return {};
  if (behind < end_) {
    const ir::Token& next = tokens_[behind];
    const bool ends = next.is_symbol(",") || next.is_symbol(";");
    if (!ends && (next.kind == ir::Token::Kind::symbol || !follows_term(words_[behind]))) return {};
  }
  return {true, name, behind};
}

void Reader::order_by_name(const std::deque<SelectCore>& cores, std::size_t token) {
  const std::string key = tokens_[token].key();
  if (cores.size() == 1) {
    const SelectCore& core = cores.front();
    if (core.scope.aliases.contains(key)) return bind(token, Binding::What::alias, nullptr);
    // SQLite takes what `*` gives for an alias, which is never ambiguous.
    const Match match = find_column(core.scope, key, dialect_);
    const bool starred =
        match.rival != nullptr && match.what == Match::What::column &&
        std::any_of(core.outputs.begin(), core.outputs.end(),
                    [&](const Output& output) { return output.starred && output.column == key; });
    if (starred) return use(token, match.source->relation, key);
    return bare_name(core.scope, token);
  }
  bool doubt = false;
  for (const SelectCore& core : cores) {
    if (core.scope.aliases.contains(key)) return;
    const Match match = find_own_column(core.scope, key, dialect_);
    if (match.source != nullptr && gives(core, match.source, key)) {
      if (match.what == Match::What::column) use(token, match.source->relation, key);
      return;
    }
    doubt |= !core.complete || gives(core, key);
  }
  if (!doubt && !may_be_no_column(cores.front().scope, token))
    miss_column(token, nullptr, &cores.front().scope);
}

/// An expression in the ORDER BY of a compound repeats a result of one of the SELECTs.
void Reader::order_by_expression(const std::deque<SelectCore>& cores) {
  const std::size_t begin = at_;
  const std::size_t uses = found_.uses.size(), unresolved = found_.unresolved.size(),
                    texts = found_.texts.size(), bindings = found_.bindings.size();
  const auto shorten = [](auto& list, std::size_t size) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(size), list.end());
  };
  const auto forget = [&] {
    shorten(found_.uses, uses);
    shorten(found_.unresolved, unresolved);
    shorten(found_.texts, texts);
    shorten(found_.bindings, bindings);
  };
  for (std::size_t i = 0; i < std::min(cores.size(), most_cores); ++i) {
    at_ = begin;
    expression(cores[i].scope);
    if (found_.unresolved.size() == unresolved) return;
    forget();
  }
  if (cores.size() > most_cores) return;
  at_ = begin;
  expression(cores.front().scope);  // once more, to say what is missing
}

}  // namespace migc::sql
