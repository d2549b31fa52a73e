#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"

namespace migc::emit {

/// What the head of a script says of the whole.
struct ScriptHead {
  std::string tool_version;
  std::string from, to;           ///< Version rows, or `base`.
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

/// Writes one self-contained script, plan by plan: what it is and how it is run, then each plan
/// with a comment block that a DBA can review, and its statements. With `any_start` it is for
/// databases at any revision of the branch that the plans are, and runs what is pending. It keeps
/// no plan. The same input gives the same bytes.
class ScriptWriter {
 public:
  /// `several`: more than one plan will be added. The backend has to outlive it.
  ScriptWriter(const backends::Backend& backend, backends::FrameOptions frame, bool several);
  ~ScriptWriter();
  ScriptWriter(ScriptWriter&&) noexcept;

  void add(const backends::Plan& plan);
  /// The script, and what its lines are there for, where the frame tells places.
  [[nodiscard]] Printed finish(const ScriptHead& head) &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The script of these plans.
[[nodiscard]] Printed print(std::span<const backends::Plan> plans, const ScriptHead& head,
                            const backends::FrameOptions& frame, const backends::Backend& backend);

/// The statements of a script alone, in a transaction, each change with a comment that says what it
/// is: for reading, and for a database that nobody else uses.
[[nodiscard]] std::string statements(const backends::Script& script);

/// Writes a file whole or not at all: aside, then renamed. A file that has this content already is
/// left alone, time stamp and all. Returns whether it was written; throws std::system_error with
/// the path.
bool write_file(const std::string& path, const std::string& content);

}  // namespace migc::emit
