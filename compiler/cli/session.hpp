#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/cli/exit.hpp"
#include "compiler/config/settings.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/diagnostics/report.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::cli {

/// What every command understands.
struct GlobalOptions {
  enum class Color : std::uint8_t { automatic, always, never };

  config::Overrides overrides{};
  bool json = false;
  std::optional<diagnostics::ReportFormat> report{};  ///< Of complaints, for another program.
  Color color = Color::automatic;
  bool quiet = false;
  bool verbose = false;
  bool rehearses = true;  ///< Whether what is compiled is rehearsed before it is used.
  std::optional<std::chrono::milliseconds> lock_timeout{};
};

/// One run of migc: what it was asked, what it has read, and its two voices. Results go to standard
/// output, at the end and checked; everything else to standard error, at once.
class Session {
 public:
  explicit Session(GlobalOptions given) : options(std::move(given)) {}

  const GlobalOptions options;
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  /// What holds after a failure: "nothing was changed". Empty where nothing could have been.
  std::string state;

  /// Adds to the result. Whatever a user or a database wrote has passed diagnostics::printable.
  void print(std::string_view text) { result_ += text; }
  /// Takes over the complaints of another session, with the sources that they are about. Returns
  /// its result.
  std::string absorb(Session&& other);
  /// One line on how it goes; not with -q, nor where a program reads.
  void tell(std::string_view line) const;
  /// The same for those who asked for more.
  void tell_verbose(std::string_view line) const;

  /// A line on how far it is that the next one replaces; an empty one takes it away. Only where
  /// watched().
  void show(std::string_view line) const;
  /// Whether somebody is looking at a terminal while it works.
  [[nodiscard]] bool watched() const;

  /// Whether results go to a terminal, where people read them as they come.
  [[nodiscard]] bool in_terminal() const;
  /// Whether results may have colors.
  [[nodiscard]] bool colored() const;

  /// Writes result and diagnostics. Returns the exit code: `code`, unless output was lost.
  [[nodiscard]] int finish(int code);

 private:
  /// Whether a program reads what is told: nothing but complaints then.
  [[nodiscard]] bool for_program() const { return options.json || options.report; }
  [[nodiscard]] std::string complaints(int code) const;
  /// The complaints in the format of another program, for standard output; nothing for people and
  /// compilers, which look for them on standard error.
  [[nodiscard]] std::string report() const;
  [[nodiscard]] std::string complaints_json(int code) const;

  std::string result_;
  mutable bool shows_ = false;  ///< A line that has to go before the next.
};

/// Says why a command ends, and ends it.
template <class... Arguments>
[[noreturn]] void stop(Session& session, int code, const diagnostics::Kind<Arguments...>& kind,
                       const std::type_identity_t<Arguments>&... arguments) {
  session.diagnostics.report(kind, {}, arguments...);
  throw Stop{code};
}

}  // namespace migc::cli
