#include <filesystem>
#include <random>

#include "tests/corpus/corpus.hpp"
#include "tests/histories/history.hpp"
#include "tests/support/squash_trial.hpp"
#include "tests/support/tally.hpp"

namespace migc::corpus {
namespace {

using histories::Step;

/// Longer ones as a whole, and only where all is wanted, so that the test takes seconds.
constexpr std::size_t longest_in_pieces = 62;

support::Piece piece_of(const std::vector<Step>& steps, std::size_t first, std::size_t last) {
  return {first == 0 ? "base" : steps[first - 1].id, steps[first].id, steps[last].id};
}

/// All of a history, and some pieces of it.
void try_pieces(const std::string& name, const std::string& folder, const Settings& settings,
                std::mt19937& random, support::Tally& tally) {
  const std::vector<Step> steps = histories::steps_of(folder);
  if (steps.size() > longest_in_pieces && settings.every > 1) return;
  const support::Project project(settings.migc);
  for (const support::RevisionText& revision : histories::revisions_of(steps))
    project.add(revision);
  const auto attempt = [&](std::size_t first, std::size_t last) {
    tally.check(name + " " + steps[first].id + ":" + steps[last].id,
                [&] { return try_squash(project, piece_of(steps, first, last)); });
  };
  attempt(0, steps.size() - 1);
  if (steps.size() > longest_in_pieces) return;
  const std::size_t first = random() % (steps.size() - 1);
  attempt(first, first + 1 + random() % (steps.size() - first - 1));
}

}  // namespace

bool check_squashes(const Settings& settings) {
  support::Tally tally("pieces of histories squashed");
  std::mt19937 random(8);
  for (const auto& entry : std::filesystem::directory_iterator(settings.folder + "/histories"))
    if (entry.is_directory() && entry.path().string().find(settings.only) != std::string::npos)
      try_pieces(entry.path().filename().string(), entry.path().string(), settings, random, tally);
  return tally.print();
}

}  // namespace migc::corpus
