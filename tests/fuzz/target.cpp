#include "tests/fuzz/target.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <variant>
#include <vector>

#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/syntax/format.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::fuzz {
namespace {

void require(bool holds, const char* what, const std::string& text) {
  if (holds) return;
  std::fprintf(stderr, "%s:\n%s\n", what, text.c_str());
  std::abort();
}

/// A text, and what is read of it.
struct Read {
  source::SourceSet sources;
  diagnostics::Diagnostics said;
  std::uint32_t file;

  explicit Read(const std::string& text) : file(sources.add("fuzz.mig", text)) {}

  /// Complaints are about the text.
  void check_places(const std::string& text) const {
    for (const diagnostics::Diagnostic& one : said.all())
      require(one.place.begin <= one.place.end && one.place.end <= text.size(),
              "a place outside of the text", text);
  }
};

/// What lays out is stable; format() itself compares what both say.
void check_layout(const std::string& text) {
  const auto once = syntax::format(text);
  require(once.has_value(), "a layout that says something else", text);
  require(syntax::format(*once) == once, "a layout that is not stable", text);
}

/// What is printed of the steps is read as the same, and printed as the same.
void check_print(const ast::Statements& statements, const std::string& text) {
  std::vector<ir::Step> steps;
  for (const ast::Statement& statement : statements)
    if (const auto* some = std::get_if<std::vector<ir::Operation>>(&statement.content))
      for (const ir::Operation& one : *some) steps.push_back({one, {}});
  for (const ir::Step& step : steps) {
    const std::string printed = ir::print(step.operation);
    Read again(printed + ";");
    const ast::Statements read = syntax::parse_statements(again.sources, again.file, again.said);
    require(again.said.ok() && read.size() == 1, "what is printed does not parse", printed);
    const auto& operations = std::get<std::vector<ir::Operation>>(read[0].content);
    require(operations.size() == 1 && ir::print(operations[0]) == printed,
            "what is printed is read as something else", printed + "\n-- of --\n" + text);
  }
}

}  // namespace

void try_text(std::string_view bytes) {
  const std::string text(bytes);
  Read as_file(text);
  const auto file = syntax::parse(as_file.sources, as_file.file, as_file.said);
  as_file.check_places(text);
  if (file && as_file.said.ok()) {
    check_layout(text);
    diagnostics::Diagnostics said;
    static_cast<void>(lower::lower(*file, {backends::sqlite::rules()}, said));
  }
  Read loose(text);
  const ast::Statements statements =
      syntax::parse_statements(loose.sources, loose.file, loose.said);
  loose.check_places(text);
  if (!loose.said.ok()) return;
  check_layout(text);
  check_print(statements, text);
}

}  // namespace migc::fuzz
