#include "compiler/cli/trial_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace {

using diagnostics::printable;

/// Text in an element or an attribute. Control characters cannot stand in XML at all.
std::string xml(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  return result;
}

/// A description, in which `#` would begin a directive.
std::string tap(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '#' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string to_tap(std::span<const Trial> trials) {
  std::string text = fmt::format("TAP version 14\n1..{}\n", trials.size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const Trial& trial = trials[i];
    text += fmt::format("{} {} - {}{}\n", trial.passed ? "ok" : "not ok", i + 1,
                        tap(trial.revision), trial.reversible ? "" : " (irreversible: up only)");
    for (const std::string& message : trial.messages)
      text += fmt::format("# {}\n", printable(message));
  }
  return text;
}

std::string to_junit(std::span<const Trial> trials) {
  const auto failed =
      std::count_if(trials.begin(), trials.end(), [](const Trial& trial) { return !trial.passed; });
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"migc verify\" tests=\"{}\" failures=\"{}\">\n",
      trials.size(), failed);
  for (const Trial& trial : trials) {
    text += fmt::format("    <testcase classname=\"migc verify\" name=\"{}\"", xml(trial.revision));
    if (trial.passed) {
      text += "/>\n";
      continue;
    }
    const std::string first = trial.messages.empty() ? "it did not pass" : trial.messages.front();
    text += fmt::format(">\n      <failure message=\"{}\">", xml(first));
    for (const std::string& message : trial.messages) text += xml(message) + "\n";
    text += "</failure>\n    </testcase>\n";
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace migc::cli
