#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/unit/syntax/parsed.hpp"

using namespace migc;
namespace fs = std::filesystem;

namespace {

using test::read;

/// The files below `folder` with an extension, none when there is no such folder.
std::vector<fs::path> files(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> found;
  if (!fs::is_directory(folder)) return found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == extension) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("real schemas are read as they were written") {
  for (const fs::path& path : files("../shared/corpus/schemas", ".sql")) {
    CAPTURE(path);
    const test::Parsed parsed = test::parse_statements(read(path));
    CHECK(parsed.complaints().empty());
    CHECK_FALSE(parsed.statements.empty());
  }
}

TEST_CASE("real migrations are read but for what a migration does not say") {
  for (const fs::path& path : files("../shared/corpus/histories", ".sql")) {
    // SQLite refuses `drop column if exists` too.
    if (path.filename() == "041_000041_seedling_uni_commit.down.sql") continue;
    CAPTURE(path);
    const test::Parsed parsed = test::parse_statements(read(path));
    for (const diagnostics::Diagnostic& complaint : parsed.diagnostics.all())
      CHECK(complaint.text.find("is not a migration statement") != std::string::npos);
  }
}

TEST_CASE("the project's own migrations are read") {
  for (const fs::path& path : files("migrations", ".mig")) {
    CAPTURE(path);
    const test::Parsed parsed = test::parse_file(read(path));
    CHECK(parsed.complaints().empty());
    CHECK(parsed.file);
  }
}

TEST_CASE("the reference says nothing that is not read") {
  std::istringstream reference(read("grammar/README.md"));
  std::string line, block, kind;
  std::size_t number = 0, blocks = 0;
  while (std::getline(reference, line)) {
    ++number;
    if (!line.starts_with("```")) {
      block += line + '\n';
      continue;
    }
    CAPTURE(number);
    if (kind == "```mig") CHECK(test::parse_file(block).complaints().empty());
    if (kind == "```sql") CHECK(test::parse_statements(block).complaints().empty());
    blocks += kind == "```mig" || kind == "```sql" ? 1 : 0;
    kind = kind.empty() ? line : "";
    block.clear();
  }
  CHECK(blocks > 0);
}
