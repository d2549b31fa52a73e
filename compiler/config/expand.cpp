#include "compiler/config/expand.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace migc::config {

namespace {

bool is_variable_name(std::string_view name) {
  const auto legal = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && !(name.front() >= '0' && name.front() <= '9') &&
         std::all_of(name.begin(), name.end(), legal);
}

/// Appends what one variable stands for; `inside` is the text between its braces.
void expand_variable(std::string_view inside, const Environment& environment, Expanded& result) {
  const std::size_t mark = inside.find(":-");
  const std::string_view name = inside.substr(0, mark);
  if (!is_variable_name(name)) {
    result.malformed.push_back(
        "`${…}` takes a name of letters, digits and `_`, and a default after `:-`");
    return;
  }
  const bool has_default = mark != std::string_view::npos;
  const std::string_view otherwise = has_default ? inside.substr(mark + 2) : "";
  if (otherwise.find("${") != std::string_view::npos) {
    result.malformed.push_back(fmt::format("the default of `{}` cannot contain a variable", name));
    return;
  }
  const std::optional<std::string> value = environment(std::string(name));
  if (has_default && (!value || value->empty()))
    result.text += otherwise;
  else if (value)
    result.text += *value;
  else
    result.unset.emplace_back(name);
}

}  // namespace

Expanded expand(std::string_view text, const Environment& environment) {
  Expanded result;
  while (!text.empty()) {
    const std::size_t begin = text.find("${");
    result.text += text.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find('}', begin);
    if (end == std::string_view::npos) {
      result.malformed.push_back("`${` has no closing `}`");
      break;
    }
    expand_variable(text.substr(begin + 2, end - begin - 2), environment, result);
    text.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace migc::config
