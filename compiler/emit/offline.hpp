#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"

namespace migc::emit {

/// What the head of a script says of it.
struct ScriptHead {
  std::string tool_version;
  std::string from, to;  ///< Version rows, or `base`.
  backends::FrameOptions frame{};
  bool allows_data_loss = false;  ///< It does not ask what is lost.
};

/// Lines of a script, and what of a `.mig` file they do.
struct Mapped {
  std::size_t first = 0, last = 0;
  backends::FileLine source;
  backends::Strategy strategy = backends::Strategy::native;
  std::string copies;  ///< The table whose rows they copy, if they do.
  std::string revision;
};

struct Printed {
  std::string text;
  std::vector<Mapped> map;  ///< By line.
};

/// A script as below, and what its lines are there for, where `about` tells places.
[[nodiscard]] Printed print(std::span<const backends::Plan> plans, const ScriptHead& about,
                            const backends::Backend& backend);

/// A script for databases at any revision of the line that the plans are: it runs what is pending.
[[nodiscard]] std::string script_for_any_start(std::span<const backends::Plan> plans,
                                               const ScriptHead& about,
                                               const backends::Backend& backend);

/// One self-contained script: what it is and how it is run, then each plan with a comment block
/// that a DBA can review, and its statements. The same input gives the same bytes.
[[nodiscard]] std::string script(std::span<const backends::Plan> plans, const ScriptHead& about,
                                 const backends::Backend& backend);

/// The statements of a script alone, in a transaction, each change with a comment that says what it
/// is: for reading, and for a database that nobody else uses.
[[nodiscard]] std::string statements(const backends::Script& script);

/// Writes a file whole or not at all: aside, then renamed. A file that has this content already is
/// left alone, time stamp and all. Returns whether it was written; throws std::system_error with
/// the path.
bool write_file(const std::string& path, const std::string& content);

}  // namespace migc::emit
