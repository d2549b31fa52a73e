#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migc::syntax {

/// A `.mig` or schema file, formatted: header items side by side, a statement begins a line,
/// two spaces for each block, an element of a table and one of several actions of `alter table` on
/// a line each. Inside of statements the author's line ends stay, and words keep their letter case.
/// Comments stay where they are. The layout of the layout is itself.
///
/// Nothing when the result would not say the same, which is a defect. What `text` says is not
/// looked at: it should parse.
[[nodiscard]] std::optional<std::string> format(std::string_view text);

}  // namespace migc::syntax
