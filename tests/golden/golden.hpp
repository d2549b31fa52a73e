#pragma once

#include <string>
#include <vector>

#include "tests/memory/compilation.hpp"
#include "tests/support/case_file.hpp"

namespace migc::golden {

/// The `.mig` sections of a case.
[[nodiscard]] std::vector<memory::TextFile> inputs(const support::CaseFile& file);

/// The case with its expectations replaced by what comes out now. A case that has none yet gets its
/// errors, or what the upgrade of its last revision becomes. Titles of expectations:
///
///     errors                       what is said, when it does not compile
///     warnings                     what is said, when it does
///     sqlite 002_b upgrade         the statements of one block (or `downgrade`)
///     sqlite 002_b upgrade script  the same with everything around them
///
/// Throws std::runtime_error at a title that is none of these.
[[nodiscard]] support::CaseFile with_results(const support::CaseFile& file);

/// Runs the case up and down on a real database: after each revision the schema is what the model
/// says, after each way back what it was. Returns what is wrong, or nothing. For cases that
/// compile.
[[nodiscard]] std::string round_trip(const support::CaseFile& file);

}  // namespace migc::golden
