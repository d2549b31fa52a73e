#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace migc::drift {

/// The statement of a table in pieces: what is between the commas of its parentheses, and what is
/// around them.
struct TableText {
  std::string head, tail;
  std::vector<std::string> elements;

  explicit TableText(const std::string& sql) {
    std::size_t at = sql.find('(');
    head = sql.substr(0, at + 1);
    int depth = 0;
    char quote = 0;
    std::string element;
    for (++at; at < sql.size(); ++at) {
      const char c = sql[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && depth-- == 0) {
        break;
      } else if (c == ',' && depth == 0) {
        elements.push_back(trimmed(element));
        element.clear();
        continue;
      }
      element += c;
    }
    elements.push_back(trimmed(element));
    tail = sql.substr(at);
  }

  [[nodiscard]] std::string text() const {
    std::string result = head;
    for (const std::string& element : elements)
      result += (&element == elements.data() ? "\n  " : ",\n  ") + element;
    return result + "\n" + tail;
  }

 private:
  static std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \n");
    return text.substr(first, text.find_last_not_of(" \n") + 1 - first);
  }
};

}  // namespace migc::drift
