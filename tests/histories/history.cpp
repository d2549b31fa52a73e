#include "tests/histories/history.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "tests/histories/allowances.hpp"
#include "tests/support/files.hpp"
#include "tests/support/script.hpp"

namespace migc::histories {
namespace {

/// What a migration says by itself, or has no use for.
const std::set<std::string> left_to_migc = {"begin",  "commit",    "end",     "rollback",
                                            "pragma", "savepoint", "release", "select"};

/// The statements of a file that belong into a block.
std::string block_text(const std::string& path) {
  std::string text;
  for (const std::string& statement : support::statements_of(support::read_file(path)))
    if (!left_to_migc.contains(support::first_word(statement))) {
      text += statement;
      if (!text.ends_with(';')) text += "\n;";
    }
  return with_allowances(path, text);
}

}  // namespace

std::vector<Step> steps_of(const std::string& folder) {
  std::vector<Step> steps;
  const auto record = nlohmann::json::parse(support::read_file(folder + "/steps.json"));
  for (const auto& row : record["rows"]) {
    const std::string file = row["file"];
    Step step{"r" + file.substr(0, 3), folder + "/" + file, {}};
    if (row.value("down_loads", false)) step.down = folder + "/" + row["down"].get<std::string>();
    steps.push_back(step);
  }
  return steps;
}

std::vector<support::RevisionText> revisions_of(const std::vector<Step>& steps) {
  std::vector<support::RevisionText> revisions;
  std::string parent;
  for (const Step& step : steps) {
    revisions.push_back(
        {.id = step.id,
         .parent = parent,
         .upgrade = block_text(step.path),
         .downgrade = step.down ? support::downgrade_block(block_text(*step.down))
                                : "downgrade irreversible 'has no way back that works';"});
    parent = step.id;
  }
  return revisions;
}

}  // namespace migc::histories
