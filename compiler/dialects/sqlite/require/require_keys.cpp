#include <fmt/format.h>

#include <utility>
#include <variant>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"
#include "compiler/dialects/sqlite/require/require_alteration.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

void RequireAlteration::operator()(const ir::AddConstraint& op) {
  const ir::Table& table = *before_.table(altered_);
  const auto& rule = op.constraint.rule;
  const std::string tag = tag_of(table, op.constraint);
  if (const auto* key = std::get_if<ir::TablePrimaryKey>(&rule)) require_key(table, *key, tag);
  if (const auto* unique = std::get_if<ir::TableUnique>(&rule))
    require_unique(table, unique->terms, std::nullopt, tag);
  if (const auto* check = std::get_if<ir::Check>(&rule))
    require_check(table, check->condition, tag);
  if (const auto* key = std::get_if<ir::ForeignKey>(&rule)) require_parents(table, *key);
}

std::string RequireAlteration::tag_of(const ir::Table& table,
                                      const ir::TableConstraint& constraint) const {
  const auto& rule = constraint.rule;
  if (std::holds_alternative<ir::TablePrimaryKey>(rule)) return "primary key";
  if (const auto* unique = std::get_if<ir::TableUnique>(&rule)) {
    std::string tag = "unique";
    for (const ir::Term& term : unique->terms)
      tag += " " + source::fold(print_term(term.expression));
    return tag;
  }
  if (const auto* check = std::get_if<ir::Check>(&rule))
    return "check " + source::fold(print(check->condition));
  const auto orphans = orphans_of(table, std::get<ir::ForeignKey>(rule));
  return orphans ? parents_tag(orphans->subject) : "foreign key";
}

void RequireAlteration::withdraw_constraint(const ir::Table& table,
                                            const ir::TableConstraint& constraint) {
  withdraw_made_by(table.name, tag_of(table, constraint));
  if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule)) loosen(table, *key);
}

void RequireAlteration::operator()(const ir::DropConstraint& op) {
  const ir::Table& table = *before_.table(altered_);
  const auto is_it = [&](const auto& constraint) {
    return constraint.name && same(*constraint.name, op.constraint);
  };
  for (const ir::Column& column : table.columns)
    for (const ir::ColumnConstraint& constraint : column.constraints)
      if (is_it(constraint)) {
        if (const auto lifted = ir::as_table_constraint(column, constraint))
          withdraw_constraint(table, *lifted);
        else if (std::holds_alternative<ir::NotNull>(constraint.rule))
          withdraw_made_by(altered_, not_null_tag(column.name));
      }
  for (const ir::TableConstraint& constraint : table.constraints)
    if (is_it(constraint)) withdraw_constraint(table, constraint);
}

void RequireAlteration::operator()(const ir::DropPrimaryKey&) {
  withdraw_made_by(altered_, "primary key");
}
void RequireAlteration::operator()(const ir::DropUnique& op) {
  const ir::Table& table = *before_.table(altered_);
  for (const ir::LocatedConstraint& one : ir::uniques_over(table, op.columns))
    withdraw_constraint(table, one.constraint);
}
void RequireAlteration::operator()(const ir::DropForeignKey& op) {
  const ir::Table& table = *before_.table(altered_);
  const auto keys = ir::foreign_keys_over(table, op.columns, op.to);
  if (!keys.empty()) withdraw_constraint(table, keys.back().constraint);
}
void RequireAlteration::operator()(const ir::DropCheck& op) {
  const ir::Table& table = *before_.table(altered_);
  const auto checks = ir::checks_like(table, op.condition);
  if (!checks.empty()) withdraw_constraint(table, checks.back().constraint);
}

void RequireAlteration::loosen(const ir::Table& table, const ir::ForeignKey& key) {
  BlockRows::Loosened& loosened = block_.loosened[source::fold(block_.origins.name(table.name))];
  const auto orphans = orphans_of(table, key);
  if (!orphans) {
    loosened.unsure = true;
    return;
  }
  for (const ColumnRef& now : orphans->reads) {
    const auto place = block_.origins.place(now);
    loosened.unsure = loosened.unsure || !place || block_.changed.at(*place);
  }
  loosened.counts +=
      fmt::format("{}(SELECT count(*) FROM {} WHERE {})", loosened.counts.empty() ? "" : " + ",
                  block_.origins.from(table), orphans->condition);
}

/// Rows that differ may be the same under another collation.
void RequireAlteration::operator()(const ir::SetCollation& op) {
  const ir::Table& table = *before_.table(altered_);
  withdraw_compared(altered_, op.column);
  const std::string tag = "collation " + op.column.key();
  withdraw_made_by(altered_, tag);
  const auto require_again = [&](std::vector<ir::Term> terms,
                                 const std::optional<ir::Expression>& where) {
    bool concerned = false;
    for (ir::Term& term : terms) {
      const auto column = term.column();
      if (!column || !same(*column, op.column) || term.collation()) continue;
      concerned = true;
      ir::Token word;
      word.kind = ir::Token::Kind::word;
      word.gap = " ";
      word.text = "COLLATE";
      term.expression.tokens.push_back(word);
      word.text = op.collation.text;
      if (op.collation.quoted) {
        word.kind = ir::Token::Kind::quoted;
        word.quote = '"';
      }
      term.expression.tokens.push_back(std::move(word));
    }
    if (concerned) require_unique(table, terms, where, tag);
  };
  if (sql::rowid_key(table, before_) == nullptr) require_again(primary_key(table), std::nullopt);
  for (const UniqueKey& key : unique_keys(table)) require_again(key.terms, std::nullopt);
  for (const ir::Index* index : before_.indexes_of(altered_))
    if (index->unique) require_again(index->terms, index->where);
  touch(altered_, op.column, true);
}

void RequireAlteration::operator()(const ir::DropCollation& op) {
  withdraw_compared(altered_, op.column);
  withdraw_made_by(altered_, "collation " + op.column.key());
  touch(altered_, op.column, true);
}

void RequireAlteration::require_key(const ir::Table& table, const ir::TablePrimaryKey& key,
                                    const std::string& tag) {
  ir::Table after = table;
  after.constraints.push_back({std::nullopt, key, {}});
  require_unique(table, key.terms, std::nullopt, tag);
  const ir::Column* rowid = sql::rowid_key(after, before_);
  for (const ir::Term& term : key.terms) {
    const std::optional<ir::Name> column = term.column();
    if (!column) continue;
    if (rowid != nullptr)
      refuse_in_column(Kind::convertible, table, *column, no_rowid(quote(*column)), tag);
    else if (table.strict || table.without_rowid)
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL", tag);
  }
}

void RequireAlteration::require_check(const ir::Table& table, const ir::Expression& condition,
                                      const std::string& tag) {
  std::vector<ColumnRef> reads;
  add_reads(condition, table, reads);
  const std::string sql = print(condition);
  refuse_rows(Kind::check, table, comment_line(sql), fmt::format("NOT ({})", sql), std::move(reads),
              tag);
}

/// The unary plus takes the child's affinity away, so that the parent's applies, as it does where
/// SQLite looks for a parent. https://www.sqlite.org/foreignkeys.html#fk_basics
std::optional<RequireAlteration::Orphans> RequireAlteration::orphans_of(
    const ir::Table& table, const ir::ForeignKey& key) const {
  const bool own = same(key.references.table, table.name);
  const ir::Table* parent = own ? &table : before_.table(key.references.table);
  if (parent == nullptr || parent->temporary) return std::nullopt;
  std::vector<ir::Name> columns = key.references.columns;
  if (columns.empty())
    for (const ir::Term& term : primary_key(*parent))
      if (const auto column = term.column()) columns.push_back(*column);
  if (columns.size() != key.columns.size()) return std::nullopt;
  const std::string child_name = quote(table.name);
  std::string some, match;
  Orphans orphans;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const std::string child = child_name + "." + quote(key.columns[at]);
    some += fmt::format("{} IS NOT NULL AND ", child);
    match += fmt::format("{}_migc_parent.{} = +{}", match.empty() ? "" : " AND ",
                         quote(columns[at]), child);
    orphans.reads.push_back({table.name.key(), key.columns[at].key()});
    orphans.reads.push_back({parent->name.key(), columns[at].key()});
  }
  orphans.subject = fmt::format("({}) -> {} ({})", quote_list(key.columns), parent->name.text,
                                quote_list(columns));
  orphans.condition =
      fmt::format("{}NOT EXISTS (SELECT 1 FROM (SELECT * FROM {}) AS _migc_parent WHERE {})", some,
                  block_.origins.from(*parent), match);
  if (block_.origins.is_as_it_was(parent->name))
    orphans.condition = fmt::format("{}NOT EXISTS (SELECT 1 FROM {} AS _migc_parent WHERE {})",
                                    some, quote(parent->name), match);
  return orphans;
}

void RequireAlteration::require_parents(const ir::Table& table, const ir::ForeignKey& key) {
  if (auto orphans = orphans_of(table, key))
    refuse_rows(Kind::parents, table, std::move(orphans->subject), orphans->condition,
                std::move(orphans->reads), "");
}

}  // namespace migc::backends::sqlite
