#include "compiler/sql/module_arguments.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace migc::sql {

namespace {

using source::Name;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_quote(char c) { return c == '\'' || c == '"' || c == '`' || c == '['; }

std::size_t quoted_length(std::string_view text) {
  const char close = text[0] == '[' ? ']' : text[0];
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != close) continue;
    if (close == ']' || at + 1 == text.size() || text[at + 1] != close) return at + 1;
    ++at;
  }
  return text.size();
}

/// 0 where no comment begins.
std::size_t comment_length(std::string_view text) {
  if (text.starts_with("--")) return std::min(text.find('\n'), text.size());
  if (!text.starts_with("/*")) return 0;
  const std::size_t close = text.find("*/", 2);
  return close == text.npos ? text.size() : close + 2;
}

/// A word, a text in quotes or a mark; white space and comments before it are left out.
std::string_view next_piece(std::string_view& text) {
  for (;;) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    const std::size_t comment = comment_length(text);
    if (comment == 0) break;
    text.remove_prefix(comment);
  }
  if (text.empty()) return {};
  std::size_t length = 1;
  if (is_quote(text.front()))
    length = quoted_length(text);
  else if (is_word(text.front()))
    length = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_word) -
                                      text.begin());
  const std::string_view piece = text.substr(0, length);
  text.remove_prefix(length);
  return piece;
}

/// The arguments one by one, as SQLite's parser cuts them: from the first piece to the last.
std::vector<std::string_view> arguments_of(std::string_view text) {
  std::vector<std::string_view> arguments;
  const char* begin = nullptr;
  const char* end = nullptr;
  std::size_t depth = 0;
  const auto take = [&] {
    arguments.push_back(begin == nullptr
                            ? std::string_view{}
                            : std::string_view(begin, static_cast<std::size_t>(end - begin)));
    begin = nullptr;
  };
  for (std::string_view rest = text;;) {
    const std::string_view piece = next_piece(rest);
    if (piece.empty()) break;
    if (piece == "(") ++depth;
    if (piece == ")" && depth > 0) --depth;
    if (piece == "," && depth == 0) {
      take();
      continue;
    }
    if (begin == nullptr) begin = piece.data();
    end = piece.data() + piece.size();
  }
  take();
  return arguments;
}

/// An argument without white space that cannot matter: none around brackets and commas, one blank
/// for all other.
std::string dense(std::string_view argument) {
  std::string result;
  const auto is_mark = [](char c) { return c == '(' || c == ')' || c == ','; };
  bool space = false;
  while (!argument.empty()) {
    const char c = argument.front();
    if (is_space(c)) {
      space = true;
      argument.remove_prefix(1);
      continue;
    }
    const std::size_t length = is_quote(c) ? quoted_length(argument) : 1;
    if (space && !result.empty() && !is_mark(result.back()) && !is_mark(c)) result += ' ';
    space = false;
    result += argument.substr(0, length);
    argument.remove_prefix(length);
  }
  return result;
}

/// What a module makes of a value that may stand in quotes.
Name plain(std::string_view text, const ir::VirtualTable& table) {
  std::string name;
  if (text.empty() || !is_quote(text.front())) {
    name = text;
  } else {
    const char close = text.front() == '[' ? ']' : text.front();
    for (std::size_t at = 1; at < text.size(); ++at) {
      if (text[at] == close && (at + 1 == text.size() || text[++at] != close)) break;
      name += text[at];
    }
  }
  return {std::move(name), true, table.name.written, {}};
}

/// `key = value`, or the beginning of a column's definition.
struct Option {
  std::string_view first, value;
  bool is_option = false;
};

Option option_of(std::string_view argument) {
  Option option;
  option.first = next_piece(argument);
  option.is_option = next_piece(argument) == "=" && !is_quote(option.first[0]);
  if (option.is_option) option.value = next_piece(argument);
  return option;
}

/// fts5 takes an option by the beginning of its name.
bool begins(std::string_view name, std::string_view option) {
  return !name.empty() && name.size() <= option.size() &&
         source::same(name, option.substr(0, name.size()));
}

std::optional<ModuleReads> content_of_fts5(const ir::VirtualTable& table) {
  ModuleReads found;
  found.indexes = true;
  for (const std::string_view argument : arguments_of(table.arguments)) {
    if (argument.empty()) continue;
    const Option option = option_of(argument);
    if (!option.is_option)
      found.columns.push_back(plain(option.first, table));
    else if (begins(option.first, "prefix") || begins(option.first, "tokenize"))
      continue;
    else if (begins(option.first, "content"))
      found.relation = plain(option.value, table);
    else if (begins(option.first, "content_rowid"))
      found.key = plain(option.value, table);
  }
  if (found.relation.text.empty()) return std::nullopt;
  return found;
}

std::optional<ModuleReads> content_of_fts4(const ir::VirtualTable& table) {
  ModuleReads found;
  found.indexes = true;
  std::optional<Name> language;
  for (const std::string_view argument : arguments_of(table.arguments)) {
    if (argument.empty()) continue;
    const std::size_t equals = argument.find('=');
    const bool tokenizer = argument.size() > 8 && source::same(argument.substr(0, 8), "tokenize") &&
                           !is_word(argument[8]);
    if (tokenizer) continue;
    if (equals == argument.npos) {
      std::string_view rest = argument;
      found.columns.push_back(plain(next_piece(rest), table));
    } else if (source::same(argument.substr(0, equals), "content")) {
      found.relation = plain(argument.substr(equals + 1), table);
    } else if (source::same(argument.substr(0, equals), "languageid")) {
      language = plain(argument.substr(equals + 1), table);
    }
  }
  if (found.relation.text.empty()) return std::nullopt;
  found.all_columns = found.columns.empty();
  if (language) found.columns.push_back(*language);
  return found;
}

/// `fts4aux(f)`, `fts5vocab(f, row)`: `own` arguments behind what may say in which database.
std::optional<ModuleReads> index_of_vocabulary(const ir::VirtualTable& table, std::size_t own) {
  const std::vector<std::string_view> arguments = arguments_of(table.arguments);
  if (arguments.size() != own && arguments.size() != own + 1) return std::nullopt;
  const std::size_t at = arguments.size() - own;
  const std::string database = at == 0 ? "main" : plain(arguments[0], table).key();
  if (database != "main" && database != "temp") return std::nullopt;
  return ModuleReads{.relation = plain(arguments[at], table)};
}

}  // namespace

bool same_arguments(std::string_view a, std::string_view b) {
  const std::vector<std::string_view> left = arguments_of(a), right = arguments_of(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](std::string_view x, std::string_view y) { return dense(x) == dense(y); });
}

bool ModuleReads::reads(const Name& column) const {
  const auto is = [&](const Name& name) { return source::same(name, column); };
  return all_columns || (key && is(*key)) || std::any_of(columns.begin(), columns.end(), is);
}

std::vector<ir::Operation> created_with_index(const ir::VirtualTable& table) {
  std::vector<ir::Operation> operations{ir::CreateVirtualTable{table}};
  const auto reads = reads_of(table);
  if (!reads || !reads->indexes) return operations;
  using Kind = ir::Token::Kind;
  const auto word = [](const char* text) { return ir::Token{Kind::word, 0, text, " "}; };
  const auto name = [&](const char* gap) {
    return ir::Token{Kind::quoted, '"', table.name.text, gap};
  };
  const ir::Token open{Kind::symbol, 0, "(", " "}, close{Kind::symbol, 0, ")"};
  operations.emplace_back(
      ir::Data{{{word("insert"), word("into"), name(" "), open, name(""), close, word("values"),
                 open, ir::Token{Kind::string, 0, "rebuild"}, close}}});
  return operations;
}

std::optional<ModuleReads> reads_of(const ir::VirtualTable& table) {
  const std::string module = table.module.key();
  if (module == "fts5") return content_of_fts5(table);
  if (module == "fts4") return content_of_fts4(table);
  if (module == "fts5vocab") return index_of_vocabulary(table, 2);
  if (module == "fts4aux") return index_of_vocabulary(table, 1);
  return std::nullopt;
}

}  // namespace migc::sql
