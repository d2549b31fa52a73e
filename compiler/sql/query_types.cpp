#include "compiler/sql/query_types.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/query_columns.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/token_range.hpp"

namespace migc::sql {

namespace {

using ir::Token;
using Columns = std::vector<QueryColumn>;
using Maybe = std::optional<Columns>;

bool ends_core(const Token& token) {
  return is_any(token, {"union", "intersect", "except", "order", "limit"});
}

/// Follows types from columns of tables through subqueries and views to a query's result.
class QueryTypes {
 public:
  explicit QueryTypes(const Relations& schema) : schema_(schema) {}

  Maybe query(TokenRange range) {
    if (++depth_ > 100) return std::nullopt;  // deeper than anyone writes; spares the stack
    const auto outer = with_;
    Maybe columns = with_and_core(range);
    with_ = outer;
    --depth_;
    return columns;
  }

 private:
  Maybe with_and_core(TokenRange range) {
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
  bool read_with(TokenRange& range) {
    while (range.size() > 3 && range.first->is_name()) {
      const std::string key = source::fold(range.first++->text);
      TokenRange named{range.first, range.first};
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

  static Maybe renamed(Columns columns, TokenRange names) {
    const std::vector<TokenRange> parts = names.split_at_commas();
    if (parts.size() != columns.size()) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i)
      columns[i].key = parts[i].empty() ? "" : source::fold(parts[i].first->text);
    return columns;
  }

  static Maybe values(TokenRange range) {
    if (range.empty() || !range.first->is_symbol("(")) return std::nullopt;
    const TokenRange row{range.first + 1, range.closing(range.first)};
    return Columns(row.split_at_commas().size());
  }

  Maybe core(TokenRange range) {
    const auto ends_items = [](const Token& token) {
      return is_any(token, {"from", "where", "group", "having", "window"});
    };
    const Token* from = range.find(ends_items);
    std::vector<QuerySource> sources;
    if (from != range.last && from->is_word("from")) {
      TokenRange clause{from + 1, range.last};
      clause.last = clause.find(ends_items);
      if (!read_from(clause, sources)) return std::nullopt;
    }
    Columns columns;
    for (const TokenRange& item : TokenRange{range.first, from}.split_at_commas())
      if (!add_item(item, sources, columns)) return std::nullopt;
    return columns;
  }

  bool read_from(TokenRange range, std::vector<QuerySource>& sources) {
    while (true) {
      std::optional<QuerySource> source = read_source(range);
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
  static bool merge(TokenRange& range, std::vector<QuerySource>& sources) {
    ++range.first;
    if (range.empty() || !range.first->is_symbol("(")) return false;
    const TokenRange names{range.first + 1, range.closing(range.first)};
    if (names.last == range.last) return false;
    for (const TokenRange& name : names.split_at_commas())
      std::erase_if(sources.back().columns, [&](const QueryColumn& shown) {
        return !name.empty() && shown.key == source::fold(name.first->text);
      });
    range.first = names.last + 1;
    return true;
  }

  std::optional<QuerySource> read_source(TokenRange& range) {
    if (range.empty()) return std::nullopt;
    QuerySource source;
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
            {column.name.key(),
             column.type ? affinity_name(ir::type_text_for(schema_.dialect().name, *column.type))
                         : ""});
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

  bool add_item(TokenRange item, const std::vector<QuerySource>& sources, Columns& columns) {
    if (item.empty()) return false;
    if (item.size() == 1 && item.first->is_symbol("*")) {
      for (const QuerySource& source : sources)
        columns.insert(columns.end(), source.columns.begin(), source.columns.end());
      return !sources.empty();
    }
    if (item.size() == 3 && item.first[1].is_symbol(".") && item.first[2].is_symbol("*"))
      return add_all_of(source::fold(item.first->text), sources, columns);
    QueryColumn shown;
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

  /// The affinity's name of an expression: its column's where it is one, or what a CAST says; else
  /// none. Nothing where a name in it is not known.
  std::optional<std::string> type_of(TokenRange item, const std::vector<QuerySource>& sources) {
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

  const Relations& schema_;
  std::map<std::string, Maybe> with_;
  int depth_ = 0;
};

}  // namespace

std::optional<std::vector<ir::Column>> columns_of_query(const ir::Expression& query,
                                                        const Relations& schema) {
  ir::View view;
  view.query = query;
  const auto names = view_columns(view, schema);
  const Maybe types = QueryTypes(schema).query(whole(query));
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

}  // namespace migc::sql
