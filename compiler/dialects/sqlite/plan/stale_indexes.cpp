#include "compiler/dialects/sqlite/plan/stale_indexes.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/sql/module_arguments.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

using schema::Space;

std::string rowid_key(const ir::Table& table, const schema::Schema& schema) {
  const ir::Column* column = sql::rowid_key(table, schema);
  return column == nullptr ? "" : column->name.key();
}

/// Calls `visit` with each full-text index over a relation's texts, and what it reads.
template <class Visit>
void visit_indexes(const source::Name& relation, const schema::Schema& schema, Visit visit) {
  for (const schema::Entry* entry : schema.dependents({Space::relation, relation.key()}))
    if (const auto* index = std::get_if<ir::VirtualTable>(&entry->object))
      if (const auto reads = sql::reads_of(*index); reads && reads->indexes) visit(*index, *reads);
}

}  // namespace

void StaleIndexes::note(const ir::VirtualTable& index, const source::Name& content,
                        source::Span written) {
  stale_.try_emplace(index.name.key(), Stale{index.name, content.text, written});
}

void StaleIndexes::watch(const ir::Table& table, const schema::Schema& before) {
  if (watched_.contains(table.name.key())) return;
  bool is_content = false;
  visit_indexes(table.name, before, [&](const auto&, const auto&) { is_content = true; });
  if (is_content)
    watched_.emplace(table.name.key(), Watched{rowid_key(table, before), table.name.written});
}

void StaleIndexes::other_values(const source::Name& relation, const source::Name* column,
                                const schema::Schema& before, source::Span written) {
  const ir::Table* table = before.table(relation);
  const bool all =
      column == nullptr || (table != nullptr && rowid_key(*table, before) == column->key());
  visit_indexes(relation, before, [&](const ir::VirtualTable& index, const auto& reads) {
    if (all || reads.reads(*column)) note(index, relation, written);
  });
  // What a view makes of the values is not asked.
  std::vector<schema::Id> views{{Space::relation, relation.key()}};
  std::set<schema::Id> seen(views.begin(), views.end());
  for (std::size_t at = 0; at < views.size(); ++at) {
    const schema::Id from = views[at];
    for (const schema::Entry* entry : before.dependents(from)) {
      const auto* view = std::get_if<ir::View>(&entry->object);
      if (view == nullptr || !seen.insert(schema::id_of(entry->object)).second) continue;
      views.push_back(schema::id_of(entry->object));
      visit_indexes(view->name, before, [&](const ir::VirtualTable& index, const auto&) {
        note(index, view->name, written);
      });
    }
  }
}

void StaleIndexes::read_at_end(const ir::VirtualTable& index, source::Span written) {
  if (const auto reads = sql::reads_of(index)) note(index, reads->relation, written);
}

void StaleIndexes::renamed(const source::Name& index, const source::Name& to) {
  auto stale = stale_.extract(index.key());
  if (stale.empty()) return;
  stale.key() = to.key();
  stale.mapped().index = to;
  stale_.insert(std::move(stale));
}

std::vector<StaleIndexes::Stale> StaleIndexes::at_end(const schema::Schema& after) {
  for (const auto& [key, watched] : watched_) {
    const ir::Table* table = after.table({key, false, {}, {}});
    if (table == nullptr || rowid_key(*table, after) == watched.rowid) continue;
    visit_indexes(table->name, after, [&](const ir::VirtualTable& index, const auto&) {
      note(index, table->name, watched.written);
    });
  }
  std::vector<Stale> stale;
  for (auto& [key, one] : std::exchange(stale_, {})) {
    const schema::Entry* entry = after.find({Space::relation, key});
    if (entry != nullptr && sql::unresolved_in(entry->object, after).empty())
      stale.push_back(std::move(one));
  }
  return stale;
}

bool reads_anew(const ir::Expression& statement) {
  return std::any_of(statement.tokens.begin(), statement.tokens.end(), [](const ir::Token& token) {
    return token.kind == ir::Token::Kind::string && token.text == "rebuild";
  });
}

}  // namespace migc::backends::sqlite
