#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/ir/print.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/schema/model/creation.hpp"
#include "tests/unit/dialect/testbase.hpp"

namespace migc::test {

/// Revisions of a project in the test dialect, on the way that files take: parsed, lowered, ordered
/// and checked, each up and down.
struct ReplayedProject {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  pipeline::Project project;

  explicit ReplayedProject(const std::vector<std::string>& blocks) {
    pipeline::Files<pipeline::Project> files;
    files.all.dialect = &testbase();
    std::string header;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const std::string id = fmt::format("r{}", i);
      pipeline::add_file(files, id + ".mig",
                         fmt::format("revision {};{}\n{}", id, header, blocks[i]), sources,
                         diagnostics);
      header = "\nrevises " + id + ";";
    }
    project = pipeline::view(std::move(files), {}, diagnostics);
    if (diagnostics.ok()) pipeline::check(project, diagnostics);
  }

  /// What exists after the first revisions: a statement a line, sorted.
  [[nodiscard]] std::string after(std::size_t revisions) const {
    diagnostics::Diagnostics said;
    pipeline::Replay replay(project, said, false);
    for (graph::Index i = 0; i < revisions; ++i) replay.up(i);
    return statements(replay.schema());
  }
  /// The same when the rest were there, too, and were undone.
  [[nodiscard]] std::string back_at(std::size_t revisions) const {
    diagnostics::Diagnostics said;
    pipeline::Replay replay(project, said, true);
    const auto all = static_cast<graph::Index>(project.revisions.size());
    for (graph::Index i = 0; i < all; ++i) replay.up(i);
    for (graph::Index i = all; i > revisions; --i) replay.down(i - 1);
    return statements(replay.schema());
  }

  /// Each complaint, with the words underlined, and the note that names the dialect.
  [[nodiscard]] std::string complaints() const {
    std::string all;
    for (const diagnostics::Diagnostic& one : diagnostics.all()) {
      all += fmt::format("{}[{}] {}", all.empty() ? "" : "\n", sources.text(one.place), one.text);
      for (const diagnostics::Note& note : one.notes)
        if (note.text.starts_with("in Testbase")) all += " -- " + note.text;
    }
    return all;
  }

 private:
  static std::string statements(const schema::Schema& schema) {
    std::vector<std::string> all;
    for (const schema::Entry* entry : schema.all()) {
      const ir::Step step{schema::creation_of(entry->object)};
      for (const ir::Statement& one : ir::print({&step, 1})) all.push_back(dense(one.text));
    }
    std::sort(all.begin(), all.end());
    return fmt::format("{}", fmt::join(all, "\n"));
  }

  /// On one line.
  static std::string dense(const std::string& text) {
    std::string line;
    for (const char c : text) {
      const bool is_white = c == ' ' || c == '\n';
      if (!is_white || (!line.empty() && line.back() != ' ')) line += is_white ? ' ' : c;
    }
    return line;
  }
};

}  // namespace migc::test
