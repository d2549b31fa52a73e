#include "tests/random/history.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "tests/random/change.hpp"
#include "tests/random/invent.hpp"

namespace migc::random {
namespace {

using support::Database;

/// The changes of one revision as statements; neighbours on one table sometimes become one.
class Statements {
 public:
  void add(Rng& rng, const Model& before, const Change& change) {
    if (change.altered != 0 && change.altered == altered_ && rng.chance(50)) {
      text_ += ",\n    " + change.text;
      return;
    }
    close();
    altered_ = change.altered;
    if (altered_ != 0)
      text_ += "  alter table " + name_text(before.table(altered_).name) + " ";
    else
      text_ += "  ";
    text_ += change.text;
  }

  [[nodiscard]] std::string take() {
    close();
    return std::move(text_);
  }

 private:
  void close() {
    if (!text_.empty() && !text_.ends_with(";\n")) text_ += ";\n";
  }

  std::string text_;
  int altered_ = 0;
};

class Inventor {
 public:
  Inventor(Rng& rng, support::FactsReader& reader) : rng_(rng), reader_(reader) {}

  History invent() {
    history_.stations.push_back({});
    begin();
    const std::size_t revisions = 1 + rng_.below(4);
    for (std::size_t i = 0; i < revisions; ++i)
      if (rng_.chance(15))
        write_rows();
      else
        alter();
    if (rng_.chance(30)) try_what_must_fail();
    history_.last = std::move(mirror_);
    return std::move(history_);
  }

 private:
  void begin() {
    do {
      model_ = invent_model(rng_);
      mirror_ = made();
    } while (!mirror_);
    Statements statements;
    const auto create = [&](const auto& objects) {
      for (const auto& object : objects)
        statements.add(rng_, model_, {.after = {}, .text = print(model_, object)});
    };
    create(model_.tables);
    create(model_.indexes);
    create(model_.views);
    create(model_.triggers);
    create(model_.fulltexts);
    for (const Table& table : model_.tables)
      for (std::size_t i = rng_.below(6); i > 0; --i) insert(invent_insert(rng_, table));
    for (const Table& table : model_.tables)
      if (table.columns[0].autoincrement && rng_.chance(50)) insert(delete_newest(table));
    for (const Fulltext& fulltext : model_.fulltexts) insert(fill(fulltext));
    note_rowids();
    arrive(statements.take(), "downgrade auto;");
  }

  void note_rowids() {
    for (const Table& table : model_.tables)
      if (table.without_rowid) history_.once_without_rowid.insert(table.id);
  }

  void note_revalued(const std::set<int>& columns) {
    for (const Table& table : model_.tables)
      if (std::any_of(columns.begin(), columns.end(),
                      [&](int column) { return table.find(column) != nullptr; }))
        revalued_.insert(table.id);
  }

  void insert(const std::string& statement) {
    if (!mirror_->try_run(statement)) history_.inserts.push_back(statement);
  }

  /// Puts the rows that there are into a full-text index.
  [[nodiscard]] std::string fill(const Fulltext& fulltext) const {
    std::string columns = "rowid";
    for (const int column : fulltext.columns)
      columns += ", " + name_text(model_.column(column).name);
    return "insert into " + name_text(fulltext.name) + " (" + columns + ") select " + columns +
           " from " + name_text(model_.table(fulltext.table).name);
  }

  /// The mirror of a new model; null when the generator drew something that SQLite refuses.
  std::unique_ptr<Database> made() const {
    try {
      auto database = make(model_);
      return is_sound(*database, model_) ? std::move(database) : nullptr;
    } catch (const std::runtime_error&) {
      return nullptr;
    }
  }

  /// Views can be created over anything, so they are tried.
  static bool is_sound(const Database& database, const Model& model) {
    for (const View& view : model.views)
      if (database.try_run("select * from " + name_text(view.name) + " limit 0")) return false;
    for (const Table& table : model.tables)
      if (database.try_run("pragma foreign_key_check(" + support::quoted(table.name) + ")"))
        return false;
    return true;
  }

  void alter() {
    Statements statements;
    std::set<int> settled;
    const Model begin = model_;
    const std::size_t wanted = 1 + rng_.below(4);
    std::size_t accepted = 0;
    const bool writes = rng_.chance(25);
    bool written = false;
    for (int attempt = 0; attempt < 30 && accepted < wanted; ++attempt) {
      if (writes && rng_.chance(50)) written = write_between(statements) || written;
      std::set<int> after = settled;
      const auto change = draw_change(rng_, begin, model_, after);
      if (!change) continue;
      std::unique_ptr<Database> next = carried(*change);
      if (!next) continue;
      settled = std::move(after);
      statements.add(rng_, model_, *change);
      model_ = change->after;
      note_rowids();
      mirror_ = std::move(next);
      ++accepted;
    }
    note_revalued(settled);
    if (accepted > 0)
      arrive(statements.take(), written ? "downgrade irreversible 'rows';" : "downgrade auto;");
    else if (written)
      arrive(statements.take(), "downgrade {}");
  }

  /// Writes to rows while tables change: what has been asked for before must be there by then.
  bool write_between(Statements& statements) {
    const Table& table = rng_.pick(model_.tables);
    std::optional<std::string> text = invent_update(rng_, table);
    if (!text || rng_.chance(40)) text = invent_insert(rng_, table);
    if (!fits(*text)) return false;
    statements.add(rng_, model_, {.after = model_, .text = *text});
    return true;
  }

  std::unique_ptr<Database> carried(const Change& change, bool* refused = nullptr) const {
    try {
      auto next = carry_over(*mirror_, model_, change.after, change.values);
      if (!next && refused != nullptr) *refused = true;
      return next && is_sound(*next, change.after) ? std::move(next) : nullptr;
    } catch (const std::runtime_error&) {
      return nullptr;
    }
  }

  void write_rows() {
    std::string text;
    for (std::size_t i = 1 + rng_.below(3); i > 0; --i) {
      const std::string insert = invent_insert(rng_, rng_.pick(model_.tables));
      if (fits(insert)) text += "  " + insert + ";\n";
    }
    if (!text.empty()) arrive(text, "downgrade {}");
  }

  /// Whether the mirror takes a row that leaves no new orphan; otherwise it stays as it was.
  [[nodiscard]] bool fits(const std::string& insert) const {
    const Orphans before = orphans(*mirror_, model_);
    mirror_->run("savepoint try_it");
    const bool fit = !mirror_->try_run(insert) && !has_more(orphans(*mirror_, model_), before);
    mirror_->run(fit ? "release try_it" : "rollback to try_it; release try_it");
    return fit;
  }

  /// A change that only the rows forbid.
  void try_what_must_fail() {
    for (int attempt = 0; attempt < 60; ++attempt) {
      std::set<int> settled;
      const auto change = draw_change(rng_, model_, model_, settled);
      bool refused = false;
      if (!change || carried(*change, &refused) || !refused) continue;
      Statements statements;
      statements.add(rng_, model_, *change);
      add_revision(statements.take(), "downgrade irreversible 'it never is';");
      history_.ends_refused = true;
      return;
    }
  }

  void add_revision(std::string upgrade, std::string downgrade) {
    const std::size_t number = history_.revisions.size() + 1;
    history_.revisions.push_back({.id = "r" + std::to_string(number),
                                  .parent = number == 1 ? "" : history_.revisions.back().id,
                                  .upgrade = std::move(upgrade),
                                  .downgrade = std::move(downgrade)});
  }

  void arrive(std::string upgrade, std::string downgrade) {
    add_revision(std::move(upgrade), std::move(downgrade));
    history_.stations.push_back({model_, reader_.read(mirror_->handle()),
                                 support::read_rows(mirror_->handle()),
                                 std::exchange(revalued_, {})});
  }

  Rng& rng_;
  support::FactsReader& reader_;
  History history_;
  Model model_;
  std::unique_ptr<Database> mirror_;
  std::set<int> revalued_;
};

}  // namespace

History invent_history(Rng& rng, support::FactsReader& reader) {
  return Inventor(rng, reader).invent();
}

std::string describe(const History& history) {
  std::string text;
  for (const support::RevisionText& revision : history.revisions) {
    text += "=== " + revision.id + ".mig\n" + mig_file(revision);
    if (revision.parent.empty())
      for (const std::string& insert : history.inserts) text += "--   then " + insert + ";\n";
  }
  return text;
}

}  // namespace migc::random
