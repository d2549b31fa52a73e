#include "compiler/config/toml_places.hpp"

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/escape.hpp"

namespace migc::config {

source::Span TomlPlaces::span(const toml::source_region& region) const {
  source::Span span{file_, offset(region.begin), offset(region.end)};
  span.end = std::max(span.begin, span.end);
  return span;
}

source::Span TomlPlaces::variable(const source::Span& value, const std::string& name) const {
  const std::string written = "${" + name + "}";
  const std::size_t at = sources_.text(value).find(written);
  if (at == std::string_view::npos) return value;
  const auto begin = static_cast<std::uint32_t>(value.begin + at);
  return {file_, begin, begin + static_cast<std::uint32_t>(written.size())};
}

std::uint32_t TomlPlaces::offset(const toml::source_position& position) const {
  const source::SourceFile& file = sources_[file_];
  const auto size = static_cast<std::uint32_t>(file.text().size());
  if (position.line == 0 || position.line > file.position(size).line) return size;
  std::string_view rest = file.text().substr(file.line_begin(position.line));
  const std::size_t all = rest.size();
  for (auto column = position.column; column > 1 && !rest.empty(); --column)
    rest.remove_prefix(diagnostics::next_code_point(rest).bytes);
  return static_cast<std::uint32_t>(file.line_begin(position.line) + all - rest.size());
}

}  // namespace migc::config
