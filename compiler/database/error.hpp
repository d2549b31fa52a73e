#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"

namespace migc::database {

/// Why a database could not be worked on; `cli` makes an exit code of it.
enum class Failure : std::uint8_t {
  cannot_connect,  ///< Not there, not a database, not writable.
  locked,          ///< Somebody else held it for too long.
  refused,         ///< A statement failed; its transaction is rolled back.
  unsettled,       ///< COMMIT failed; whoever opens the database anew sees whether it is done.
  partial,         ///< A statement failed behind others that could not be rolled back.
  interrupted,     ///< A signal came.
  moved,           ///< Another process has moved the version table since it was read.
  not_written,     ///< A backup could not be made.
  history,         ///< The version table does not hold what one may hold.
  drifted,         ///< Somebody has changed by hand what would be lost, or would break.
};

/// What a database says against a statement.
struct Refusal {
  enum class Kind : std::uint8_t {
    none,        ///< It has said nothing.
    statement,   ///< It cannot compile the statement, or could not run it.
    check,       ///< A row violates the CHECK that is called `check`.
    unknowable,  ///< The statement needs what only the application's own database has.
  } kind = Kind::none;
  std::string message{};  ///< In the database's own words.
  std::string check{};    ///< Without a name of its own: what it asks.
  int offset = -1;        ///< Of the byte that it is about in the whole text; -1: not known.

  [[nodiscard]] bool is_unknowable() const { return kind == Kind::unknowable; }
};

/// What keeps a database from going on, as a diagnostic to be shown.
class Error : public std::runtime_error {
 public:
  Error(Failure why, diagnostics::Diagnostic what)
      : std::runtime_error(what.text), failure(why), diagnostic(std::move(what)) {}

  template <class... Arguments>
  Error(Failure why, const diagnostics::Kind<Arguments...>& kind,
        const std::type_identity_t<Arguments>&... arguments)
      : Error(why, {kind.id, kind.severity, {}, fmt::format(kind.text, arguments...), {}, {}}) {}

  Error&& note(std::string remark) && {
    diagnostic.note(std::move(remark));
    return std::move(*this);
  }

  Failure failure;
  diagnostics::Diagnostic diagnostic;
  std::vector<diagnostics::Diagnostic> further{};  ///< What else keeps it from going on.
  Refusal refusal{};                 ///< What the database said, where it said something.
  int signal = 0;                    ///< Which one, for `interrupted`.
  std::vector<std::string> holds{};  ///< The version rows now, where statements were executed.
};

}  // namespace migc::database
