#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "tests/cli/transcript.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/files.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc::support;
namespace fs = std::filesystem;

constexpr const char* transcript = "transcript";

/// What every case finds around it: migc on PATH, a fixed time, no settings of whoever runs this.
void set_environment(const std::string& migc) {
  const std::string path = fs::path(migc).parent_path().string() + ":" + std::getenv("PATH");
  setenv("PATH", path.c_str(), 1);
  setenv("TERM", "xterm", 1);
  setenv("SOURCE_DATE_EPOCH", "1736589600", 1);
  for (const char* name : {"MIGC_URL", "MIGC_CONFIG", "MIGC_ENV", "NO_COLOR", "DATABASE_URL"})
    unsetenv(name);
}

/// The case with its transcript as it comes out now.
CaseFile played(CaseFile file) {
  const TemporaryDirectory folder;
  for (Section& section : file.sections) {
    if (section.title == transcript) {
      section.body = migc::cli_test::replay(section.body, folder.path());
      continue;
    }
    const fs::path path = folder.path(section.title);
    fs::create_directories(path.parent_path());
    write_file(path.string(), section.body);
  }
  return file;
}

std::string compare(const std::string& path, bool update) {
  const std::string wanted = read_file(path);
  const CaseFile file = parse_case(wanted);
  if (file.find(transcript) == nullptr) return "it has no transcript";
  const std::string found = to_text(played(file));
  if (found == wanted) return "";
  if (update) {
    write_file(path, found);
    return "";
  }
  return "it comes out as\n" + found;
}

}  // namespace

/// cli_test MIGC CASES [--update]
int main(int count, char** arguments) {
  if (count < 3) {
    std::puts("usage: cli_test MIGC CASES [--update]");
    return 2;
  }
  const bool update = count > 3 && arguments[3] == std::string("--update");
  set_environment(fs::absolute(arguments[1]).string());
  Tally tally("command line cases");
  for (const std::string& path : files_in(arguments[2], ".case"))
    tally.check(path, [&] { return compare(path, update); });
  return tally.print() ? 0 : 1;
}
