#pragma once

#include <fmt/core.h>

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc {

/// A schema that statements are replayed into, block by block, and what was said of them.
struct Replayed {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  schema::Schema schema{backends::sqlite::rules()};

  Replayed() = default;
  explicit Replayed(const std::string& text) { block(text); }

  /// The steps as written, each operation of an `alter table` one.
  std::vector<ir::Step> parse(const std::string& text) {
    const std::uint32_t file = sources.add("test.mig", text);
    std::vector<ir::Step> steps;
    for (const ast::Statement& statement : syntax::parse_statements(sources, file, diagnostics)) {
      if (const auto* raw = std::get_if<ast::Execute>(&statement.content))
        steps.push_back({ir::Execute{raw->sql.text}, statement.written, statement.allows});
      if (const auto* simple = std::get_if<std::vector<ir::Operation>>(&statement.content))
        for (const ir::Operation& operation : *simple)
          steps.push_back({operation, statement.written, statement.allows, false, false,
                           &operation != &simple->back()});
    }
    return steps;
  }

  /// Expands and applies; returns what was applied.
  std::vector<ir::Step> apply(const std::vector<ir::Step>& steps) {
    std::vector<ir::Step> applied;
    for (const ir::Step& step : steps)
      for (ir::Step& single : schema::expand(step, schema))
        if (schema::apply(single, schema, diagnostics)) applied.push_back(std::move(single));
    return applied;
  }

  /// A whole block: parsed, applied, judged at its end.
  void block(const std::string& text) {
    const schema::Schema::Mark begin = schema.mark();
    const std::vector<ir::Step> steps = parse(text);
    apply(steps);
    schema::check_block(steps, schema, begin, diagnostics);
  }

  /// A complaint on a line: id, the words underlined, text and label.
  std::string told(const diagnostics::Diagnostic& said) const {
    std::string line = fmt::format("{} [{}] {}", said.id, sources.text(said.place), said.text);
    if (!said.label.empty()) line += " -- " + said.label;
    return line;
  }
  /// All complaints, a line each.
  std::string told() const {
    std::string lines;
    for (const diagnostics::Diagnostic& said : diagnostics.all())
      lines += (lines.empty() ? "" : "\n") + told(said);
    return lines;
  }
  /// The notes of all complaints, a line each: the words that they point at, and what they say.
  std::string notes() const {
    std::string lines;
    for (const diagnostics::Diagnostic& said : diagnostics.all())
      for (const diagnostics::Note& note : said.notes)
        lines += fmt::format("{}[{}] {}", lines.empty() ? "" : "\n", sources.text(note.place),
                             note.text);
    return lines;
  }

  const ir::Table& table(const std::string& name) const {
    const ir::Table* found = schema.table(source::Name{name});
    REQUIRE(found != nullptr);
    return *found;
  }
};

}  // namespace migc
