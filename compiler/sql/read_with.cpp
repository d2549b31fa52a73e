#include <vector>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

/// Columns of a query under other names.
RelationColumns with_types_of(const RelationColumns& query, const std::vector<ColumnName>& names) {
  RelationColumns shape;
  for (std::size_t i = 0; i < names.size(); ++i) shape.add(names[i], {}, query.type_at(i));
  return shape;
}

}  // namespace

/// `with a as (…), b (c, d) as materialized (…)`. The bodies may use each other in any order, so
/// all names are taken in before the first body is read.
void Reader::read_with(With& with) {
  accept(Keyword::recursive);
  std::vector<Cte*> in_order;
  do {
    if (!at_name_or_string()) return;
    Cte& cte = with.ctes[token().key()];
    cte.token = at_++;
    if (symbol("(")) {
      const Range names(*this, at_ + 1, std::min(close_[at_], end_), close_[at_] + 1);
      for (; !done(); ++at_)
        if (at_name_or_string()) cte.columns.push_back({token().text, token().exact});
    }
    accept(Keyword::as);
    accept(Keyword::not_);
    accept(Keyword::materialized);
    if (!symbol("(")) return;
    cte.begin = at_ + 1;
    cte.end = std::min(close_[at_], end_);
    in_order.push_back(&cte);
    skip();
  } while (accept(","));
  for (Cte* cte : in_order) read_cte(*cte, with);
}

void Reader::read_cte(Cte& cte, With& with) {
  if (cte.state != Cte::State::unread) return;
  cte.state = Cte::State::reading;
  if (!cte.columns.empty()) {
    RelationColumns shape;
    for (const ColumnName& column : cte.columns) shape.add(column);
    cte.shape = &keep(std::move(shape));
  }
  With* const around = with_;
  with_ = &with;
  {
    const Range body(*this, cte.begin, cte.end, at_);
    const RelationColumns& shape = query(*with.scope, &cte);
    if (cte.columns.empty()) {
      cte.shape = &shape;
    } else {
      list_fits(cte.token, cte.columns, shape);
      if (lookup_.collects_types()) cte.shape = &keep(with_types_of(shape, cte.columns));
    }
  }
  with_ = around;
  cte.state = Cte::State::read;
}

/// A list of names for the columns of a query.
void Reader::list_fits(std::size_t token, const std::vector<ColumnName>& names,
                       const RelationColumns& query) {
  if (!query.complete) return;
  if (names.size() != query.columns.size())
    return miscount(Unresolved::What::column_list, token, {}, names.size(), query.columns.size());
  if (!found_.traces || !query.starred) return;
  for (std::size_t i = 0; i < names.size(); ++i)
    found_.pairings.push_back({Pairing::What::place,
                               token,
                               {std::to_string(i), "#" + std::to_string(i)},
                               {query.columns[i].key(), query.origins[i]}});
}

const RelationColumns* Reader::cte_shape(const std::string& key) {
  for (With* with = with_; with != nullptr; with = with->outer) {
    const auto found = with->ctes.find(key);
    if (found == with->ctes.end()) continue;
    Cte& cte = found->second;
    read_cte(cte, *with);
    return cte.shape == nullptr ? &unknown_columns() : cte.shape;
  }
  return nullptr;
}

}  // namespace migc::sql
