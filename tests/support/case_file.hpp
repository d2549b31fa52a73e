#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migc::support {

/// `=== title` and the lines up to the next one.
struct Section {
  std::string title;
  std::string body;  ///< Ends with a line end unless it is empty.

  /// An input of the case, by its file name; everything else is an expectation.
  [[nodiscard]] bool is_input() const {
    return title.ends_with(".mig") || title.ends_with(".toml") || title.ends_with(".sql");
  }
};

/// A golden case: why it is there, then what goes in, then what must come out.
///
///     NOT NULL on a column with rows: no row is lost.
///     === 001_people.mig
///     …
///     === sqlite 001_people upgrade
///     …
struct CaseFile {
  std::string why;  ///< Ends with a line end.
  std::vector<Section> sections;

  [[nodiscard]] const Section* find(std::string_view title) const;
};

/// Throws std::runtime_error when the text does not begin with its reason, has no section, or names
/// one twice.
[[nodiscard]] CaseFile parse_case(std::string_view text);
[[nodiscard]] std::string to_text(const CaseFile& file);

}  // namespace migc::support
