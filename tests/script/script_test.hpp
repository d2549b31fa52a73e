#pragma once

#include <cstdint>
#include <string>

#include "tests/support/tally.hpp"

/// The script form for SQLite's shell: how much of it there is, what runs when migc itself runs it,
/// and texts that a shell could take for something else.
namespace migc::script_test {

/// How much of a script says what changes.
void check_figures(const std::string& migc, support::Tally& tally);

/// What the script of a golden case says is what `exec::run` executes, statement by statement; and
/// of migrations/, and of a real history in a folder, where that is there.
void check_executed(const std::string& cases, const std::string& history, support::Tally& tally);

/// Whatever texts and names are in it, the shell does with the script what `migc upgrade` does.
void check_hostile(const std::string& migc, support::Tally& tally);

/// Whatever happens to a script of migrations/, or around it, and however it is run: the database
/// is at a boundary of revisions behind it. A sample of so many; all ways meet each damage in 140.
void check_safety(const std::string& migc, std::uint64_t count, std::uint64_t seed,
                  support::Tally& tally);

}  // namespace migc::script_test
