#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What `migc explain CODE` prints. The texts are in explanations/, one file for each layer:
///
///     E0201
///     What the message means, in one or more lines.
///         create table devices (id integer);    -- statements of an `upgrade` block,
///     Fix: what to do.
///
/// or whole files, each after a line `-- NAME.mig`, or the command line that gives the message,
/// which begins with `$ `. An empty line ends an entry.
namespace migc::diagnostics {

struct Explanation {
  enum class Form : std::uint8_t { statements, files, command };

  std::string code;
  std::string meaning;
  Form form = Form::statements;
  std::string example;
  std::string fix;
};

struct ExampleFile {
  std::string path;
  std::string text;
};

/// All of them, ordered by code.
[[nodiscard]] std::vector<Explanation> explanations();

[[nodiscard]] std::optional<Explanation> explanation_of(std::string_view code);

/// Whether a word has the form of a code: `E` or `W` and four digits, in either case.
[[nodiscard]] bool is_code(std::string_view word);

/// The `.mig` files of an example; none if it is a command.
[[nodiscard]] std::vector<ExampleFile> files_of(const Explanation& explanation);

/// The example as it is shown: files, or a command.
[[nodiscard]] std::string shown_example(const Explanation& explanation);

}  // namespace migc::diagnostics
