#include "compiler/import/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/import/dump.hpp"
#include "compiler/import/sql_text.hpp"
#include "compiler/ir/text.hpp"
#include "compiler/schema/replay.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::import {

namespace kind = diagnostics::kind;

namespace {

/// migc says these by itself: nobody misses them.
constexpr std::array transaction_words = {"begin",    "commit",    "end",
                                          "rollback", "savepoint", "release"};
/// These do nothing that a migration could keep.
constexpr std::array other_words = {"pragma",  "select",  "values", "explain", "vacuum",
                                    "analyze", "reindex", "attach", "detach"};

template <class Words>
bool is_among(const std::string& word, const Words& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_dangling(const diagnostics::Diagnostic& one) {
  const std::string_view id = one.id;
  return id >= kind::dangling_relation.id && id <= kind::foreign_key_kind.id;
}

/// Statements of the source keep their places, so an `allow` comes before one.
std::string with_allows(std::string text, std::vector<std::size_t> places, const std::string& why) {
  std::sort(places.rbegin(), places.rend());
  for (const std::size_t place : places)
    text.insert(place, fmt::format("allow unresolved_name {};\n", ir::literal(why)));
  return text;
}

}  // namespace

std::string Blocks::of(const SourceRevision& revision) {
  const Block up = block(revision.up, diagnostics_);
  std::string text = fmt::format("upgrade {{\n{}}}\n\n", up.text) + downgrade(revision, up);
  schema_.forget_journal();
  return text;
}

/// A way back that does not compile is none: then the history still goes forward.
std::string Blocks::downgrade(const SourceRevision& revision, const Block& up) {
  if (revision.down) {
    diagnostics::Diagnostics said;
    const schema::Schema::Mark mark = schema_.mark();
    const Block down = block(*revision.down, said);
    schema_.undo_to(mark);
    if (said.ok()) {
      for (const diagnostics::Diagnostic& warning : said.all()) diagnostics_.add(warning);
      return fmt::format("downgrade {{\n{}}}\n", down.text);
    }
    diagnostics_.report(kind::left_out, said.all().front().place, revision.down->path)
        .note(said.all().front().text);
  } else if (up.reversible) {
    diagnostics::Diagnostics said;
    const schema::Schema::Mark mark = schema_.mark();
    const bool works = replay(up.undo, said);
    schema_.undo_to(mark);
    if (works) return "downgrade auto;\n";
  }
  return fmt::format("downgrade irreversible {};\n",
                     ir::literal(revision.up.path + " has no way back"));
}

Blocks::Block Blocks::block(const SourceText& source, diagnostics::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  std::string text = source::as_read(source.text);
  leave_out(text, sources_.add(source.path, text), diagnostics);
  const std::uint32_t file = sources_.add(source.path, text);
  std::vector<ir::Step> steps =
      lower::lower(syntax::parse_statements(sources_, file, diagnostics), options_, diagnostics);
  if (diagnostics.errors() != errors) return {};
  Block result;
  diagnostics::Diagnostics said;
  const schema::Schema::Mark mark = schema_.mark();
  if (!replay(steps, said, &result)) {
    const std::string why = fmt::format("so it is in {}", source.path);
    std::vector<std::size_t> places;
    if (std::all_of(said.all().begin(), said.all().end(), is_dangling)) {
      schema_.undo_to(mark);
      places = needing_allow(steps, why);
    }
    if (places.empty())
      for (const diagnostics::Diagnostic& one : said.all()) diagnostics.add(one);
    text = with_allows(std::move(text), std::move(places), why);
  }
  result.text = tidy(text);
  return result;
}

void Blocks::leave_out(std::string& text, std::uint32_t file,
                       diagnostics::Diagnostics& diagnostics) {
  const std::string written = std::exchange(text, {});
  const std::vector<SqlStatement> statements = statements_of(written);
  Dump dump(written, statements);
  std::set<std::string> lost;
  std::size_t behind = 0;
  const auto say = [&](const SqlStatement& statement, const std::string& what) -> auto& {
    return diagnostics.report(kind::left_out,
                              {file, static_cast<std::uint32_t>(statement.begin),
                               static_cast<std::uint32_t>(statement.end)},
                              what);
  };
  // Places in this text are places in the file.
  const auto blanked = [&](const SqlStatement& statement) {
    std::string space = written.substr(statement.begin, statement.end - statement.begin);
    blank(space, 0, space.size());
    return space;
  };
  for (const SqlStatement& statement : statements) {
    const bool transaction = is_among(statement.word, transaction_words);
    const auto instead = dump.instead_of(statement);
    if (!transaction && !instead && !is_among(statement.word, other_words)) continue;
    if (instead && !instead->lost.empty() && lost.insert(instead->lost).second)
      say(statement, "insert into " + instead->lost).note(instead->why);
    if (!transaction && !instead) say(statement, statement.word);
    text += written.substr(behind, statement.begin - behind);
    text += instead && !instead->text.empty() ? instead->text : blanked(statement);
    behind = statement.end;
  }
  text += written.substr(behind) + dump.at_end();
}

bool Blocks::replay(const std::vector<ir::Step>& steps, diagnostics::Diagnostics& said,
                    Block* block) {
  const schema::Schema::Mark mark = schema_.mark();
  schema::Created created;
  for (const ir::Step& step : steps)
    for (const ir::Step& one : schema::expand(step, schema_)) {
      if (block != nullptr) {
        diagnostics::Diagnostics about_inverse;
        std::vector<ir::Step> undo = schema::invert(one, schema_, about_inverse, created);
        block->reversible = block->reversible && about_inverse.ok();
        block->undo.insert(block->undo.begin(), undo.begin(), undo.end());
      }
      if (schema::apply(one, schema_, said)) created.add(one);
    }
  schema::check_block(steps, schema_, mark, said);
  return said.ok();
}

std::vector<std::size_t> Blocks::needing_allow(std::vector<ir::Step>& steps,
                                               const std::string& why) {
  const schema::Schema::Mark mark = schema_.mark();
  const std::vector<ir::Allow> allow{{ir::Name{"unresolved_name"}, why}};
  const auto holds = [&] {
    diagnostics::Diagnostics said;
    schema_.undo_to(mark);
    return replay(steps, said);
  };
  const auto set = [&](std::size_t begin, std::size_t end, const std::vector<ir::Allow>& allows) {
    for (std::size_t at = begin; at < end; ++at) steps[at].allows = allows;
  };
  // Taken away by halves: few statements need one.
  const std::function<void(std::size_t, std::size_t)> thin = [&](std::size_t begin,
                                                                 std::size_t end) {
    set(begin, end, {});
    if (holds()) return;
    set(begin, end, allow);
    if (end - begin == 1) return;
    const std::size_t middle = begin + (end - begin) / 2;
    thin(begin, middle);
    thin(middle, end);
  };
  set(0, steps.size(), allow);
  if (!holds()) return {};
  thin(0, steps.size());
  static_cast<void>(holds());
  std::vector<std::size_t> places;
  for (const ir::Step& step : steps)
    if (!step.allows.empty() && (places.empty() || places.back() != step.written.begin))
      places.push_back(step.written.begin);
  return places;
}

}  // namespace migc::import
