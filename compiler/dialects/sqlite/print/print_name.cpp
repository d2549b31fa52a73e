#include <string>
#include <string_view>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

/// A name need not have been written by anybody: `[naming]` makes it of other names.
std::string quote(const source::Name& name) {
  const bool bare = !name.quoted && ir::is_word(name.text) && !rules().needs_quotes(name.text);
  return bare ? name.text : quoted(name.text, '"');
}

std::string quote_list(const std::vector<source::Name>& names) {
  std::string text;
  for (const source::Name& name : names) text += (text.empty() ? "" : ", ") + quote(name);
  return text;
}

}  // namespace migc::backends::sqlite
