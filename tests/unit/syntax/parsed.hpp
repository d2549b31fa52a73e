#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "compiler/syntax/parse.hpp"

namespace migc::test {

/// A text, what was read of it and what was complained of.
struct Parsed {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  ast::Statements statements{};
  std::optional<ast::File> file{};

  /// Every complaint as `E0101 text @underlined`, a line each, a label behind it.
  [[nodiscard]] std::string complaints() const {
    std::string all;
    for (const diagnostics::Diagnostic& complaint : diagnostics.all()) {
      if (!all.empty()) all += '\n';
      all += std::string(complaint.id) + ' ' + complaint.text + " @";
      all += sources.text(complaint.place);
      if (!complaint.label.empty()) all += " (" + complaint.label + ')';
    }
    return all;
  }
};

/// Reads statements as they stand in a schema file.
inline Parsed parse_statements(std::string text) {
  Parsed parsed;
  const std::uint32_t file = parsed.sources.add("test.sql", std::move(text));
  parsed.statements = syntax::parse_statements(parsed.sources, file, parsed.diagnostics);
  return parsed;
}

/// Reads a whole `.mig` file.
inline Parsed parse_file(std::string text) {
  Parsed parsed;
  const std::uint32_t file = parsed.sources.add("test.mig", std::move(text));
  parsed.file = syntax::parse(parsed.sources, file, parsed.diagnostics);
  return parsed;
}

/// A file's content; empty when there is none.
inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace migc::test
