#include "compiler/import/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/import/legacy_rename.hpp"
#include "compiler/import/sql_text.hpp"
#include "compiler/ir/text.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::import {

namespace kind = diagnostics::kind;

namespace {

/// Statements of the source keep their places, so an `allow` comes before one.
std::string with_allows(std::string text, std::vector<std::size_t> places, const std::string& why) {
  std::sort(places.rbegin(), places.rend());
  for (const std::size_t place : places) {
    const std::size_t line = place == 0 ? text.npos : text.rfind('\n', place - 1);
    const std::string before = text.substr(line == text.npos ? 0 : line + 1, place - line - 1);
    const bool indents = before.find_first_not_of(' ') == before.npos;
    text.insert(place, fmt::format("allow unresolved_name {};\n{}", ir::literal(why),
                                   indents ? before : ""));
  }
  return text;
}

}  // namespace

std::string Blocks::of(const SourceRevision& revision) {
  const Block up = block(revision.up, diagnostics_);
  std::string text = fmt::format("upgrade {{\n{}}}\n\n", up.text) + downgrade(revision, up);
  schema_.forget_journal();
  return text;
}

/// A downgrade that does not compile is none: then the history still goes forward.
std::string Blocks::downgrade(const SourceRevision& revision, const Block& up) {
  if (revision.down) {
    diagnostics::Diagnostics diagnostics;
    const schema::Schema::Mark mark = schema_.mark();
    const Leftovers forward = leftovers_;
    const Block down = block(*revision.down, diagnostics);
    leftovers_ = forward;
    schema_.undo_to(mark);
    if (diagnostics.ok()) {
      for (const diagnostics::Diagnostic& warning : diagnostics.all()) diagnostics_.add(warning);
      return fmt::format("downgrade {{\n{}}}\n", down.text);
    }
    diagnostics_.report(kind::left_out, diagnostics.all().front().place, revision.down->path)
        .note(diagnostics.all().front().text);
  } else if (up.reversible) {
    diagnostics::Diagnostics reported;
    const schema::Schema::Mark mark = schema_.mark();
    const bool works = replay(up.undo, reported);
    schema_.undo_to(mark);
    if (works) return "downgrade auto;\n";
  }
  return fmt::format("downgrade irreversible {};\n",
                     ir::literal(revision.up.path + " has no downgrade"));
}

Blocks::Block Blocks::block(const SourceText& source, diagnostics::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  const std::string as_read = source::as_read(source.text);
  auto [text, legacy] = leftovers_.take(as_read, sources_.add(source.path, as_read), diagnostics);
  std::vector<ir::Step> steps = steps_of(source.path, text, diagnostics);
  if (diagnostics.errors() == errors && !legacy.empty()) {
    text = with_kept_names(text, steps, legacy, schema_, !leftovers_.foreign_keys(), diagnostics);
    steps = steps_of(source.path, text, diagnostics);
  }
  if (diagnostics.errors() != errors) return {};
  Block result;
  diagnostics::Diagnostics reported;
  const schema::Schema::Mark mark = schema_.mark();
  if (!replay(steps, reported, &result)) {
    const std::string why = fmt::format("so it is in {}", source.path);
    std::vector<std::size_t> places;
    if (std::all_of(reported.all().begin(), reported.all().end(), schema::is_dangling)) {
      schema_.undo_to(mark);
      places = needing_allow(steps, why);
    }
    if (places.empty()) note_temporary(reported, diagnostics);
    text = with_allows(std::move(text), std::move(places), why);
  }
  result.text = tidy(text);
  return result;
}

std::string Blocks::with_needed_allows(const SourceText& source) {
  std::vector<ir::Step> steps = steps_of(source.path, source.text, diagnostics_);
  diagnostics::Diagnostics diagnostics;
  const schema::Schema::Mark mark = schema_.mark();
  if (replay(steps, diagnostics)) return source.text;
  std::vector<std::size_t> places;
  const std::string why = fmt::format("so it is in {}", source.path);
  if (std::all_of(diagnostics.all().begin(), diagnostics.all().end(), schema::is_dangling)) {
    schema_.undo_to(mark);
    places = needing_allow(steps, why);
  }
  if (places.empty())
    for (const diagnostics::Diagnostic& one : diagnostics.all()) diagnostics_.add(one);
  return with_allows(source.text, std::move(places), why);
}

std::vector<ir::Step> Blocks::steps_of(const std::string& path, const std::string& text,
                                       diagnostics::Diagnostics& diagnostics) {
  const std::uint32_t file = sources_.add(path, text);
  return lower::lower(
      syntax::parse_statements(sources_, file, diagnostics, options_.dialect.naming), options_,
      diagnostics);
}

/// A temporary table is gone with the connection of its own file.
void Blocks::note_temporary(const diagnostics::Diagnostics& reported,
                            diagnostics::Diagnostics& diagnostics) const {
  for (diagnostics::Diagnostic one : reported.all()) {
    for (const std::string& name : leftovers_.gone())
      if (source::fold(one.text).find("`" + name + "`") != std::string::npos)
        one.note(
            fmt::format("`{}` is a temporary table of an earlier file, which is dropped at the end "
                        "of its revision: migc opens a connection for each",
                        name));
    diagnostics.add(std::move(one));
  }
}

bool Blocks::replay(const std::vector<ir::Step>& steps, diagnostics::Diagnostics& diagnostics,
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
      if (schema::apply(one, schema_, diagnostics)) created.add(one);
    }
  schema::check_block(steps, schema_, mark, diagnostics);
  return diagnostics.ok();
}

std::vector<std::size_t> Blocks::needing_allow(std::vector<ir::Step>& steps,
                                               const std::string& why) {
  const schema::Schema::Mark mark = schema_.mark();
  const std::vector<ir::Allow> allow{{ir::Name{"unresolved_name"}, why}};
  const auto holds = [&] {
    diagnostics::Diagnostics diagnostics;
    schema_.undo_to(mark);
    return replay(steps, diagnostics);
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
