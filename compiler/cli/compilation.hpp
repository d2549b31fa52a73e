#pragma once

#include <string>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/output.hpp"
#include "compiler/emit/files.hpp"
#include "compiler/pipeline/compile.hpp"

/// What `migc compile` does, whatever it writes.
namespace migc::cli {

/// Every revision compiled and rehearsed. Stops when one cannot be.
[[nodiscard]] std::vector<emit::Revision> compiled(Session& session,
                                                   const pipeline::Project& project,
                                                   const backends::Backend& backend,
                                                   bool allow_data_loss);

/// Says that `target` depends on what was read.
void write_depfile(Session& session, const Output& output, const pipeline::History& project,
                   const std::string& target, const std::string& path);

/// Writes the header of a program.
int compile_program(Session& session, const CompileOptions& options);

}  // namespace migc::cli
