#pragma once

#include <string>
#include <string_view>

/// Text inside the quotes of languages that draw.
namespace migc::cli {

/// Inside a quoted label of Mermaid. Punctuation goes as character codes: Mermaid reads HTML and
/// Markdown even there, and takes a `#` or `;` anywhere for its own. An underline inside a word
/// means nothing to it.
[[nodiscard]] std::string mermaid_text(std::string_view text);

/// Inside a quoted string of Graphviz, which reads backslashes and HTML's entities there.
[[nodiscard]] std::string dot_text(std::string_view text);

/// Between the marks of HTML.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace migc::cli
