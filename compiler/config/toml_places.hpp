#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <string>

#include "compiler/source/source_file.hpp"

namespace migc::config {

/// Where things are in a migc.toml: toml++ counts lines and code points from one, spans count
/// bytes.
class TomlPlaces {
 public:
  TomlPlaces(std::uint32_t file, const source::SourceSet& sources)
      : file_(file), sources_(sources) {}

  [[nodiscard]] source::Span begin() const { return {file_, 0, 0}; }
  [[nodiscard]] source::Span span(const toml::source_region& region) const;
  /// Where `${NAME}` stands inside a value; the whole value when an escape hides it.
  [[nodiscard]] source::Span variable(const source::Span& value, const std::string& name) const;

 private:
  [[nodiscard]] std::uint32_t offset(const toml::source_position& position) const;

  std::uint32_t file_;
  const source::SourceSet& sources_;
};

}  // namespace migc::config
