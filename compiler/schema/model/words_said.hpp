#pragma once

#include <set>
#include <string>
#include <string_view>

#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// The words of a text, folded: the longest runs of `a` to `z`, digits, `_` and `$`.
[[nodiscard]] std::set<std::string> words_in(std::string_view text);

/// All words in the text of a view or trigger, those of comments and literals included, and the
/// empty one; nothing for another object.
[[nodiscard]] std::set<std::string> words_said(const Object& object);

}  // namespace migc::schema
