#include "tests/random/journey.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "compiler/diagnostics/catalogue/verify.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/squash.hpp"
#include "compiler/verify/squash.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/random/fulltext_rows.hpp"
#include "tests/random/target.hpp"

namespace migc::random {
namespace {

using support::Database;
using support::Rows;

class Journey {
 public:
  Journey(const History& history, support::FactsReader& reader, const Way& way)
      : history_(history), reader_(reader), way_(way), target_(way.shell) {}

  std::string travel() {
    compile();
    if (way_.coalesced || way_.squashed) {
      up_at_once();
      return {};
    }
    up();
    down();
    return {};
  }

 private:
  [[noreturn]] static void fail(const std::string& where, const std::string& what) {
    throw std::runtime_error(where + ": " + support::head(what, 15));
  }

  void compile() {
    for (const auto& revision : history_.revisions)
      files_.push_back({revision.id + ".mig", mig_file(revision)});
    compiled_ = memory::compile(files_, memory::Form::lossy, "sqlite", settings_of(way_));
    if (compiled_.scripts.size() != history_.revisions.size())
      fail("compiling", compiled_.complaints());
  }

  /// The revisions behind the first, up to one, as a revision of its own. Nothing where it would be
  /// refused, since the language has no words for what the way back has to say.
  std::optional<memory::Scripts> squash(std::size_t last) {
    std::vector<graph::Index> range;
    std::string header = "revision squashed;\nrevises " + history_.revisions[0].id + ";\nreplaces ";
    for (std::size_t at = 1; at < last; ++at) {
      range.push_back(*compiled_.project.graph.find(history_.revisions[at].id));
      header += (at == 1 ? "" : ", ") + history_.revisions[at].id;
    }
    std::vector<memory::TextFile> files(files_.begin(),
                                        files_.begin() + static_cast<std::ptrdiff_t>(last));
    const memory::Compilation without =
        memory::compile(files, memory::Form::lossy, "sqlite", settings_of(way_));
    files.push_back({"squashed.mig", ""});
    std::string refusal;
    for (const std::string& blocks :
         pipeline::squashed_blocks(compiled_.project, range, compiled_.sources)) {
      files.back().text = header + ";\n" + blocks;
      memory::Compilation made =
          memory::compile(files, memory::Form::lossy, "sqlite", settings_of(way_));
      const bool same =
          !made.scripts.empty() &&
          verify::does_the_same(made.project, without.project, "squashed", made.diagnostics);
      if (same) return made.scripts.back();
      refusal = made.complaints();
    }
    // What the rows of the test are for cannot be tried without them.
    const auto says = [&](std::string_view what) { return refusal.find(what) != refusal.npos; };
    if (!says(" after the downgrade") && !says(diagnostics::kind::squash_untried.id))
      fail("squashing", refusal);
    return std::nullopt;
  }

  void up() {
    for (std::size_t i = 0; i < compiled_.scripts.size(); ++i) {
      const std::string where = compiled_.scripts[i].revision + " up";
      const std::string refusal = target_.run(compiled_.scripts[i].up);
      if (i + 1 == history_.stations.size()) {  // the one that the rows do not allow
        if (refusal.empty()) fail(where, "it ran, although the rows do not allow it");
        compare(where + ", refused", history_.stations.back().facts, history_.stations.back().rows);
        return;
      }
      if (!refusal.empty()) fail(where, refusal);
      if (i == 0) begin_with_rows();
      compare(where, history_.stations[i + 1].facts, history_.stations[i + 1].rows);
      forget_dropped(history_.stations[i + 1].model);
      compare_texts(where, history_.stations[i + 1], history_.stations[i + 1]);
      compare_model(i);
    }
  }

  /// The first revision, then all the others in one transaction, and the same way back.
  void up_at_once() {
    const std::size_t last = history_.stations.size() - 1;
    if (last < 2) return;
    const std::string first = compiled_.scripts[0].revision;
    const std::string top = compiled_.scripts[last - 1].revision;
    memory::Scripts whole;
    if (way_.squashed) {
      auto squashed = squash(last);
      if (!squashed) return;
      whole = std::move(*squashed);
    } else {
      whole = {{}, memory::coalesced(compiled_, first, top), {}};
    }
    run(first + " up", compiled_.scripts[0].up);
    begin_with_rows();
    run("up at once", whole.up);
    compare("up at once", history_.stations[last].facts, history_.stations[last].rows);
    const Database* mirror = history_.last.get();
    std::vector<std::unique_ptr<Database>> carried;
    for (std::size_t i = last; i > 1; --i) {
      if (!compiled_.scripts[i - 1].down) return;
      carried.push_back(
          carry_over(*mirror, history_.stations[i].model, history_.stations[i - 1].model));
      if (!carried.back()) return;  // rows that one of the steps does not allow
      mirror = carried.back().get();
    }
    if (!way_.squashed) whole.down = memory::coalesced(compiled_, top, first);
    if (!whole.down) fail("down at once", "it is irreversible");
    run("down at once", *whole.down);
    // A way back that is written out may say at the table what stood at a column.
    if (way_.squashed)
      compare_rows("down at once", support::read_rows(mirror->handle()));
    else
      compare("down at once", history_.stations[1].facts, support::read_rows(mirror->handle()));
  }

  void run(const std::string& where, const std::string& script) const {
    if (script.empty()) fail(where, "no script\n" + compiled_.complaints());
    const std::string refusal = target_.run(script);
    if (!refusal.empty()) fail(where, refusal);
  }

  void begin_with_rows() {
    for (const std::string& insert : history_.inserts) target_.database().run(insert);
    for (const Fulltext& fulltext : history_.stations[1].model.fulltexts)
      found_[fulltext.name] = find_texts(target_.database(), history_.stations[1].model, fulltext);
  }

  /// An index that is dropped comes back empty.
  void forget_dropped(const Model& model) {
    std::erase_if(found_, [&](const auto& entry) {
      return std::none_of(model.fulltexts.begin(), model.fulltexts.end(),
                          [&](const Fulltext& fulltext) { return fulltext.name == entry.first; });
    });
  }

  /// An index finds what it found before. Where a step between the two stations gives a column
  /// other values it is read anew: then it finds these, and rows that a revision wrote without
  /// telling it.
  void compare_texts(const std::string& where, const Station& there, const Station& upper) {
    for (const Fulltext& fulltext : there.model.fulltexts) {
      const auto known = found_.find(fulltext.name);
      if (known == found_.end()) continue;
      auto found = find_texts(target_.database(), there.model, fulltext);
      if (found == known->second) continue;
      if (!upper.revalued.contains(fulltext.table) ||
          found != find_if_read_anew(target_.database(), there.model, fulltext))
        fail(where, "the full-text index " + fulltext.name + " finds other rows");
      known->second = std::move(found);
    }
  }

  /// The compiler's own idea of the schema, made on an empty database.
  void compare_model(std::size_t i) {
    const std::string& revision = compiled_.scripts[i].revision;
    const Database database;
    for (const std::string& statement : pipeline::create_statements(
             pipeline::schema_at(compiled_.project, {revision}), compiled_.project.dialect->name))
      database.run(statement);
    const std::string difference =
        support::difference(history_.stations[i + 1].facts, reader_.read(database.handle()));
    if (!difference.empty()) fail("the model at " + revision, difference);
  }

  /// Up and down again from where the first revision leads to, over what the first way back has
  /// left of the rows. Returns whether these were never refused.
  bool again() {
    const std::size_t last = history_.stations.size() - 1;
    const auto go = [&](const std::string& where, const std::string& script, const Station& to) {
      const std::string refusal = target_.run(script);
      if (!refusal.empty() && refusal.find("constraint failed") == std::string::npos)
        fail(where, refusal);
      if (!refusal.empty()) return false;
      const std::string schema = difference(to.facts, reader_.read(target_.database().handle()));
      if (!schema.empty()) fail(where, schema);
      return true;
    };
    for (std::size_t i = 1; i < last; ++i)
      if (!go(compiled_.scripts[i].revision + " up again", compiled_.scripts[i].up,
              history_.stations[i + 1]))
        return false;
    for (std::size_t i = last; i > 1; --i)
      if (!go(compiled_.scripts[i - 1].revision + " down again", *compiled_.scripts[i - 1].down,
              history_.stations[i - 1]))
        return false;
    return true;
  }

  void down() {
    const Database* mirror = history_.last.get();
    std::unique_ptr<Database> next;
    for (std::size_t i = history_.stations.size() - 1; i > 0; --i) {
      if (i == 1 && !again()) return;
      const std::string where = compiled_.scripts[i - 1].revision + " down";
      if (!compiled_.scripts[i - 1].down) return;
      const Station& below = history_.stations[i - 1];
      auto carried = carry_over(*mirror, history_.stations[i].model, below.model);
      const std::string refusal = target_.run(*compiled_.scripts[i - 1].down);
      if (!carried) {
        if (refusal.empty()) fail(where, "it ran, although the rows do not allow it");
        compare(where + ", refused", history_.stations[i].facts,
                support::read_rows(mirror->handle()));
        return;
      }
      if (!refusal.empty()) fail(where, refusal);
      next = std::move(carried);
      mirror = next.get();
      compare(where, below.facts, support::read_rows(mirror->handle()));
      compare_texts(where, below, history_.stations[i]);
    }
  }

  void compare(const std::string& where, const support::Facts& facts, const Rows& rows) {
    sqlite3* real = target_.database().handle();
    const std::string schema = difference(facts, reader_.read(real));
    if (!schema.empty()) fail(where, schema);
    compare_rows(where, rows);
  }

  /// A table that has no rowids for a while has new ones afterwards; what is done in one step keeps
  /// those that it had.
  [[nodiscard]] Rows without_passing(Rows rows) const {
    for (const Station& station : history_.stations)
      for (const Table& table : station.model.tables) {
        const auto found = rows.of.find(table.name);
        if (!history_.once_without_rowid.contains(table.id) || found == rows.of.end()) continue;
        for (support::Values& values : found->second) values.erase("rowid of the row");
        std::sort(found->second.begin(), found->second.end());
      }
    return rows;
  }

  void compare_rows(const std::string& where, const Rows& rows) {
    const Rows found = support::read_rows(target_.database().handle(), bookkeeping);
    const std::string content = difference(without_passing(rows), without_passing(found));
    if (!content.empty()) fail(where, content);
  }

  const History& history_;
  support::FactsReader& reader_;
  const Way& way_;
  Target target_;
  std::vector<memory::TextFile> files_;
  memory::Compilation compiled_;
  std::map<std::string, std::vector<support::Row>> found_;  ///< By full-text index.
};

}  // namespace

std::string travel(const History& history, support::FactsReader& reader, const Way& way) {
  try {
    return Journey(history, reader, way).travel();
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace migc::random
