#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/text.hpp"
#include "compiler/sql/copies.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/taken_column.hpp"

namespace migc::sql {

namespace {

using ir::Token;

/// Columns that a statement can set, in their order.
std::vector<std::string> plain_columns(const ir::Table& table) {
  std::vector<std::string> keys;
  for (const ir::Column& column : table.columns)
    if (!column.has<ir::Generated>()) keys.push_back(column.name.key());
  return keys;
}

void add_column(std::vector<CopiedColumn>& columns, CopiedColumn column) {
  const bool known = std::any_of(columns.begin(), columns.end(),
                                 [&](const CopiedColumn& one) { return one.from == column.from; });
  if (!known) columns.push_back(std::move(column));
}

void add_copies(std::vector<std::pair<const Origin*, CopiedColumn>> taken, const std::string& to,
                std::vector<Copy>& copies) {
  while (!taken.empty()) {
    const Origin* source = taken.front().first;
    Copy copy{source->table->name.key(), to, {}};
    std::erase_if(taken, [&](auto& one) {
      if (one.first != source) return false;
      add_column(copy.columns, std::move(one.second));
      return true;
    });
    std::sort(copy.columns.begin(), copy.columns.end());
    if (copy.from != to) copies.push_back(std::move(copy));
  }
}

/// `select … from …`, one part of a compound query, into these columns.
void read_core(TokenRange core, const std::string& to, const std::vector<std::string>& columns,
               const Relations& schema, std::vector<Copy>& copies) {
  ++core.first;  // select
  if (core.starts_with("distinct") || core.starts_with("all")) ++core.first;
  const Token* from = core.find([](const Token& token) { return token.is_word("from"); });
  TokenRange clause{from, core.last};
  clause.last = clause.find(ends_clause);
  const std::vector<Origin> sources = sources_in(clause, schema);
  std::vector<std::pair<const Origin*, CopiedColumn>> taken;
  std::size_t at = 0;
  for (const TokenRange& item : TokenRange{core.first, from}.split_at_commas()) {
    const bool star = !item.empty() && item.last[-1].is_symbol("*");
    if (!star) {
      if (auto one = taken_by(item, sources); one && at < columns.size())
        taken.emplace_back(one->source, CopiedColumn{one->column, columns[at], one->if_null});
      ++at;
      continue;
    }
    for (const Origin& source : sources)
      if (item.size() == 1 || source::fold(item.first->text) == source.alias)
        for (const ir::Column& column : source.table->columns) {
          if (at < columns.size() && !column.has<ir::Generated>())
            taken.emplace_back(&source, CopiedColumn{column.name.key(), columns[at]});
          ++at;
        }
  }
  add_copies(std::move(taken), to, copies);
}

void read_query(TokenRange query, const std::string& to, const std::vector<std::string>& columns,
                const Relations& schema, std::vector<Copy>& copies) {
  while (query.starts_with("select")) {
    const Token* end = query.find(ends_part);
    read_core({query.first, end}, to, columns, schema, copies);
    if (end == query.last || !is_any(*end, {"union", "intersect", "except"})) return;
    query.first = end + 1;
    if (query.starts_with("all")) ++query.first;
  }
}

/// `inner.x = outer.y` among conditions: which rows of the one belong to which of the other.
void read_matches(TokenRange where, const std::vector<Origin>& inner,
                  const std::vector<Origin>& outer,
                  std::vector<std::pair<const Origin*, CopiedColumn>>& taken) {
  std::vector<Origin> all = inner;
  all.insert(all.end(), outer.begin(), outer.end());
  while (!where.empty()) {
    const Token* end = where.find([](const Token& token) { return token.is_word("and"); });
    const TokenRange condition{where.first, end};
    where.first = end == where.last ? end : end + 1;
    const Token* equals = condition.find(
        [](const Token& token) { return token.is_symbol("=") || token.is_symbol("=="); });
    if (equals == condition.last) continue;
    auto left = column_said({condition.first, equals}, all);
    auto right = column_said({equals + 1, condition.last}, all);
    if (!left || !right) continue;
    const auto is_outer = [&](const TakenColumn& one) {
      return one.source->table == outer[0].table;
    };
    if (is_outer(*left)) std::swap(left, right);
    if (is_outer(*left) || !is_outer(*right)) continue;
    for (const Origin& source : inner)
      if (source.table == left->source->table)
        taken.emplace_back(&source, CopiedColumn{left->column, right->column});
  }
}

/// A value that comes from other tables by a match of rows, `(select a from u where u.id = t.id)`,
/// with the columns that match: without these nothing says whose value it was.
void read_looked_up(TokenRange value, const Origin& target, const std::string& to,
                    const Relations& schema, std::vector<Copy>& copies) {
  if (value.size() < 4 || !value.first->is_symbol("(") || !value.first[1].is_word("select")) return;
  const TokenRange query{value.first + 2, value.closing(value.first)};
  const Token* from = query.find([](const Token& token) { return token.is_word("from"); });
  TokenRange clause{from, query.last};
  clause.last = clause.find(ends_clause);
  const std::vector<Origin> sources = sources_in(clause, schema);
  const Token* where = query.find([](const Token& token) { return token.is_word("where"); });
  std::vector<std::pair<const Origin*, CopiedColumn>> taken;
  if (where != query.last) {
    TokenRange conditions{where + 1, query.last};
    conditions.last = conditions.find([](const Token& token) {
      return ends_part(token) || is_any(token, {"group", "having"});
    });
    read_matches(conditions, sources, {target}, taken);
  }
  const auto one = taken_by({query.first, from}, sources);
  if (taken.empty() || !one) return;
  taken.emplace_back(one->source, CopiedColumn{one->column, to, one->if_null});
  add_copies(std::move(taken), target.table->name.key(), copies);
}

/// `set a = b, (c, d) = (e, f)`, from behind `set`, with what follows.
void read_update(TokenRange rest, const Origin& target, const Relations& schema, CopiesRead& read) {
  const Token* end = rest.find([](const Token& token) {
    return is_any(token, {"from", "where", "returning", "order", "limit"});
  });
  const std::string table = target.table->name.key();
  const TokenRange behind{end, rest.last};
  std::vector<Origin> others;
  const Token* where = behind.find([](const Token& token) { return token.is_word("where"); });
  if (behind.starts_with("from")) others = sources_in({behind.first, where}, schema);
  for (const TokenRange& item : TokenRange{rest.first, end}.split_at_commas()) {
    const Token* equals = item.find([](const Token& token) { return token.is_symbol("="); });
    if (equals == item.last) continue;
    const TokenRange value{equals + 1, item.last};
    for (const Token* to = item.first; to != equals; ++to) {
      if (!to->is_name()) continue;
      const std::string key = source::fold(to->text);
      for (const Token* from = value.first; from != value.last; ++from)
        if (from->is_name() && target.table->find(from->name()) != nullptr &&
            source::fold(from->text) != key)
          read.beside.push_back({table, source::fold(from->text), key});
      read_looked_up(value, target, key, schema, read.copies);
      const auto one = taken_by(value, others);
      if (!one || where == behind.last) continue;
      std::vector<std::pair<const Origin*, CopiedColumn>> taken;
      read_matches({where + 1, behind.last}, others, {target}, taken);
      if (taken.empty()) continue;
      taken.emplace_back(one->source, CopiedColumn{one->column, key, one->if_null});
      add_copies(std::move(taken), table, read.copies);
    }
  }
}

}  // namespace

CopiesRead copies_of(const ir::Expression& statement, const Relations& schema) {
  CopiesRead read;
  TokenRange rest = whole(statement);
  if (rest.empty() || !is_any(*rest.first, {"insert", "replace", "update"})) return read;
  const bool updates = rest.first++->is_word("update");
  if (rest.size() > 1 && rest.first->is_word("or")) rest.first += 2;
  if (rest.starts_with("into")) ++rest.first;
  if (rest.size() > 2 && rest.first[1].is_symbol(".")) rest.first += 2;
  const ir::Table* table =
      !rest.empty() && rest.first->is_name() ? schema.table(rest.first->name()) : nullptr;
  if (table == nullptr) return read;
  Origin target{source::fold(rest.first++->text), table};
  if (rest.size() > 1 && rest.first->is_word("as")) {
    target.alias = source::fold(rest.first[1].text);
    rest.first += 2;
  }
  if (updates) {
    rest.first = rest.find([](const Token& token) { return token.is_word("set"); });
    if (!rest.empty()) ++rest.first;
    read_update(rest, target, schema, read);
    return read;
  }
  std::vector<std::string> columns = plain_columns(*table);
  if (!rest.empty() && rest.first->is_symbol("(")) {
    columns.clear();
    const Token* close = rest.closing(rest.first);
    for (const TokenRange& name : TokenRange{rest.first + 1, close}.split_at_commas())
      columns.push_back(name.empty() ? "" : source::fold(name.first->text));
    rest.first = close == rest.last ? close : close + 1;
  }
  read_query(rest, table->name.key(), columns, schema, read.copies);
  return read;
}

CopiesRead copies_of(const ir::Name& to, const ir::Expression& query, const Relations& schema) {
  CopiesRead read;
  const auto names = view_columns({to, false, {}, query, {}}, schema);
  if (!names) return read;
  std::vector<std::string> columns;
  for (const std::string& name : *names) columns.push_back(source::fold(name));
  read_query(whole(query), to.key(), columns, schema, read.copies);
  return read;
}

}  // namespace migc::sql
