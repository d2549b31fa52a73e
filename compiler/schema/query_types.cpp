#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/schema/objects.hpp"
#include "compiler/schema/resolve.hpp"
#include "compiler/schema/table_edit.hpp"

namespace migc::schema {

namespace {

using ir::Token;

/// A result column: what it is called, where that is plain, and the name of its affinity.
struct Shown {
  std::string key;
  std::string type;
};
using Columns = std::vector<Shown>;
using Maybe = std::optional<Columns>;

/// A member of FROM.
struct From {
  std::string alias;
  Columns columns;
};

/// The name that CREATE TABLE AS gives an affinity. https://www.sqlite.org/lang_createtable.html
std::string affinity_name(std::string_view type) {
  const std::string folded = source::fold(type);
  const auto has = [&](std::string_view part) { return folded.find(part) != std::string::npos; };
  if (folded.empty()) return "";
  if (has("int")) return "INT";
  if (has("char") || has("clob") || has("text")) return "TEXT";
  if (has("blob")) return "";
  if (has("real") || has("floa") || has("doub")) return "REAL";
  return "NUM";
}

bool is_any(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

bool ends_core(const Token& token) {
  return is_any(token, {"union", "intersect", "except", "order", "limit"});
}

/// Tokens from a first to behind a last one.
struct Range {
  const Token* first;
  const Token* last;

  [[nodiscard]] bool empty() const { return first == last; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last - first); }
  [[nodiscard]] bool starts_with(std::string_view word) const {
    return !empty() && first->is_word(word);
  }
  /// The bracket that closes the one at `open`, or the end.
  [[nodiscard]] const Token* closing(const Token* open) const {
    int depth = 0;
    for (const Token* at = open; at != last; ++at) {
      if (at->is_symbol("(")) ++depth;
      if (at->is_symbol(")") && --depth == 0) return at;
    }
    return last;
  }
  /// The first token outside brackets that `wanted` accepts, or the end.
  template <class Wanted>
  [[nodiscard]] const Token* find(Wanted wanted) const {
    for (const Token* at = first; at != last; ++at) {
      if (wanted(*at)) return at;
      if (at->is_symbol("(")) at = closing(at);
      if (at == last) break;
    }
    return last;
  }
  [[nodiscard]] std::vector<Range> split_at_commas() const {
    std::vector<Range> parts;
    Range rest = *this;
    while (true) {
      const Token* comma = rest.find([](const Token& token) { return token.is_symbol(","); });
      parts.push_back({rest.first, comma});
      if (comma == last) return parts;
      rest.first = comma + 1;
    }
  }
};

/// Follows types from columns of tables through subqueries and views to a query's result.
class QueryTypes {
 public:
  explicit QueryTypes(const Schema& schema) : schema_(schema) {}

  Maybe query(Range range) {
    if (++depth_ > 100) return std::nullopt;  // deeper than anyone writes; spares the stack
    const auto outer = with_;
    Maybe columns = with_and_core(range);
    with_ = outer;
    --depth_;
    return columns;
  }

 private:
  Maybe with_and_core(Range range) {
    if (range.starts_with("with")) {
      ++range.first;
      if (range.starts_with("recursive")) ++range.first;
      if (!read_with(range)) return std::nullopt;
    }
    range.last = range.find(ends_core);
    if (range.starts_with("values")) return values({range.first + 1, range.last});
    if (!range.starts_with("select")) return std::nullopt;
    ++range.first;
    if (range.starts_with("distinct") || range.starts_with("all")) ++range.first;
    return core(range);
  }

  /// `name [(columns)] as [[not] materialized] (query), …`, up to the query itself.
  bool read_with(Range& range) {
    while (range.size() > 3 && range.first->is_name()) {
      const std::string key = source::fold(range.first++->text);
      Range named{range.first, range.first};
      if (range.first->is_symbol("(")) {
        named = {range.first + 1, range.closing(range.first)};
        range.first = named.last == range.last ? range.last : named.last + 1;
      }
      while (!range.empty() && is_any(*range.first, {"as", "not", "materialized"})) ++range.first;
      if (range.empty() || !range.first->is_symbol("(")) return false;
      const Token* close = range.closing(range.first);
      if (close == range.last) return false;
      Maybe columns = query({range.first + 1, close});
      if (columns && !named.empty()) columns = renamed(*std::move(columns), named);
      with_[key] = std::move(columns);
      range.first = close + 1;
      if (range.empty() || !range.first->is_symbol(",")) return true;
      ++range.first;
    }
    return false;
  }

  static Maybe renamed(Columns columns, Range names) {
    const std::vector<Range> parts = names.split_at_commas();
    if (parts.size() != columns.size()) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i)
      columns[i].key = parts[i].empty() ? "" : source::fold(parts[i].first->text);
    return columns;
  }

  static Maybe values(Range range) {
    if (range.empty() || !range.first->is_symbol("(")) return std::nullopt;
    const Range row{range.first + 1, range.closing(range.first)};
    return Columns(row.split_at_commas().size());
  }

  Maybe core(Range range) {
    const auto ends_items = [](const Token& token) {
      return is_any(token, {"from", "where", "group", "having", "window"});
    };
    const Token* from = range.find(ends_items);
    std::vector<From> sources;
    if (from != range.last && from->is_word("from")) {
      Range clause{from + 1, range.last};
      clause.last = clause.find(ends_items);
      if (!read_from(clause, sources)) return std::nullopt;
    }
    Columns columns;
    for (const Range& item : Range{range.first, from}.split_at_commas())
      if (!add_item(item, sources, columns)) return std::nullopt;
    return columns;
  }

  bool read_from(Range range, std::vector<From>& sources) {
    while (true) {
      std::optional<From> source = read_source(range);
      if (!source) return false;
      sources.push_back(*std::move(source));
      // What joins, and on what, up to the next source.
      bool natural = false;
      if (range.starts_with("on")) range.first = range.find(is_join);
      if (range.starts_with("using") && !merge(range, sources)) return false;
      if (range.empty()) return true;
      if (!is_join(*range.first)) return false;
      while (!range.empty() && is_join(*range.first))
        natural = range.first++->is_word("natural") || natural;
      if (natural) return false;  // which columns are common is not followed
    }
  }

  static bool is_join(const Token& token) {
    return token.is_symbol(",") ||
           is_any(token, {"join", "left", "right", "full", "inner", "outer", "cross", "natural"});
  }

  /// `using (a, b)`: the right side shows these columns no more.
  static bool merge(Range& range, std::vector<From>& sources) {
    ++range.first;
    if (range.empty() || !range.first->is_symbol("(")) return false;
    const Range names{range.first + 1, range.closing(range.first)};
    if (names.last == range.last) return false;
    for (const Range& name : names.split_at_commas())
      std::erase_if(sources.back().columns, [&](const Shown& shown) {
        return !name.empty() && shown.key == source::fold(name.first->text);
      });
    range.first = names.last + 1;
    return true;
  }

  std::optional<From> read_source(Range& range) {
    if (range.empty()) return std::nullopt;
    From source;
    Maybe columns;
    if (range.first->is_symbol("(")) {
      const Token* close = range.closing(range.first);
      if (close == range.last) return std::nullopt;
      columns = query({range.first + 1, close});
      range.first = close + 1;
    } else {
      if (range.size() > 2 && range.first[1].is_symbol(".")) range.first += 2;
      if (!range.first->is_name()) return std::nullopt;
      source.alias = source::fold(range.first->text);
      columns = relation(range.first++->name());
    }
    if (!columns) return std::nullopt;
    source.columns = *std::move(columns);
    if (range.starts_with("as")) ++range.first;
    if (!range.empty() && range.first->is_name() && !is_join(*range.first) &&
        !is_any(*range.first, {"on", "using", "indexed", "not"}))
      source.alias = source::fold(range.first++->text);
    return source;
  }

  Maybe relation(const Name& name) {
    if (const auto with = with_.find(name.key()); with != with_.end()) return with->second;
    if (const ir::Table* table = schema_.table(name)) {
      Columns columns;
      for (const ir::Column& column : table->columns)
        columns.push_back(
            {column.name.key(), column.type ? affinity_name(sqlite_type(*column.type)) : ""});
      return columns;
    }
    const ir::View* view = schema_.view(name);
    if (view == nullptr) return std::nullopt;
    const auto names = view_columns(*view, schema_);
    const auto outer = std::exchange(with_, {});
    Maybe columns = query(whole(view->query));
    with_ = outer;
    if (!columns || !names || names->size() != columns->size()) return std::nullopt;
    for (std::size_t i = 0; i < names->size(); ++i) (*columns)[i].key = source::fold((*names)[i]);
    return columns;
  }

  bool add_item(Range item, const std::vector<From>& sources, Columns& columns) {
    if (item.empty()) return false;
    if (item.size() == 1 && item.first->is_symbol("*")) {
      for (const From& source : sources)
        columns.insert(columns.end(), source.columns.begin(), source.columns.end());
      return !sources.empty();
    }
    if (item.size() == 3 && item.first[1].is_symbol(".") && item.first[2].is_symbol("*"))
      return add_all_of(source::fold(item.first->text), sources, columns);
    Shown shown;
    if (item.size() > 2 && (item.last - 2)->is_word("as")) {
      shown.key = source::fold((item.last - 1)->text);
      item.last -= 2;
    } else if (has_bare_alias(item)) {
      shown.key = source::fold((--item.last)->text);
    } else if ((item.last - 1)->is_name()) {
      shown.key = source::fold((item.last - 1)->text);
    }
    const auto type = type_of(item, sources);
    if (!type) return false;
    shown.type = *type;
    columns.push_back(std::move(shown));
    return true;
  }

  static bool add_all_of(const std::string& alias, const std::vector<From>& sources,
                         Columns& columns) {
    for (const From& source : sources) {
      if (source.alias != alias) continue;
      columns.insert(columns.end(), source.columns.begin(), source.columns.end());
      return true;
    }
    return false;
  }

  /// `a b`, `f(x) b`, `1 b`: a name right behind what can end an expression.
  static bool has_bare_alias(Range item) {
    if (item.size() < 2 || !(item.last - 1)->is_name() || is_any(item.last[-1], {"end", "null"}))
      return false;
    const Token& end = item.last[-2];
    if (end.kind == Token::Kind::symbol) return end.is_symbol(")");
    return !is_any(end, {"collate", "not", "and", "or", "is", "like", "in", "glob", "isnull",
                         "notnull", "between", "distinct", "from"});
  }

  /// The affinity's name of an expression: its column's where it is one, or what a CAST says; else
  /// none. Nothing where a name in it is not known.
  std::optional<std::string> type_of(Range item, const std::vector<From>& sources) {
    while (item.size() > 2 && item.last[-2].is_word("collate")) item.last -= 2;
    while (item.size() > 2 && item.first->is_symbol("(") &&
           item.closing(item.first) == item.last - 1)
      ++item.first, --item.last;
    if (item.starts_with("select") || item.starts_with("with") || item.starts_with("values")) {
      const Maybe columns = query(item);
      if (!columns || columns->empty()) return std::nullopt;
      return columns->front().type;
    }
    if (item.size() > 3 && item.starts_with("cast") && item.first[1].is_symbol("(") &&
        item.closing(item.first + 1) == item.last - 1)
      return cast_type({item.first + 2, item.last - 1});
    if (item.size() == 1 && item.first->is_name()) return column_type({}, *item.first, sources);
    if (item.size() >= 3 && item.size() <= 5 && item.last[-2].is_symbol(".") &&
        item.last[-3].is_name() && item.last[-1].is_name() &&
        (item.size() == 3 || item.first[1].is_symbol(".")))
      return column_type(source::fold(item.last[-3].text), item.last[-1], sources);
    return "";
  }

  static std::string cast_type(Range inside) {
    std::string type;
    const Token* as = inside.last;
    while (as != inside.first && !as[-1].is_word("as")) --as;
    for (; as != inside.last; ++as) type += as->text;
    return affinity_name(type);
  }

  static std::optional<std::string> column_type(const std::string& alias, const Token& name,
                                                const std::vector<From>& sources) {
    const std::string key = source::fold(name.text);
    for (const From& source : sources) {
      if (!alias.empty() && source.alias != alias) continue;
      for (const Shown& shown : source.columns)
        if (shown.key == key) return shown.type;
    }
    if (key == "rowid" || key == "oid" || key == "_rowid_") return "INT";
    if (name.quote == '"' || is_any(name, {"null", "true", "false", "current_timestamp",
                                           "current_date", "current_time"}))
      return "";
    return std::nullopt;
  }

 public:
  static Range whole(const ir::Expression& query) {
    return {query.tokens.data(), query.tokens.data() + query.tokens.size()};
  }

 private:
  const Schema& schema_;
  std::map<std::string, Maybe> with_;
  int depth_ = 0;
};

}  // namespace

std::optional<std::vector<ir::Column>> columns_of_query(const ir::Expression& query,
                                                        const Schema& schema) {
  ir::View view;
  view.query = query;
  const auto names = view_columns(view, schema);
  const Maybe types = QueryTypes(schema).query(QueryTypes::whole(query));
  if (!names || !types || names->size() != types->size()) return std::nullopt;
  std::vector<ir::Column> columns;
  for (std::size_t i = 0; i < names->size(); ++i) {
    ir::Column column;
    column.name = Name{(*names)[i], false, query.written};
    const std::string& text = column.name.text;
    column.name.quoted = text.find_first_not_of(
                             "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") != std::string::npos ||
                         text.empty() || (text.front() >= '0' && text.front() <= '9');
    if (!(*types)[i].type.empty()) column.type = ir::Type{(*types)[i].type, ""};
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace migc::schema
