#include "compiler/diagnostics/gitlab.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <map>

#include "compiler/diagnostics/json_text.hpp"
#include "compiler/diagnostics/region.hpp"
#include "compiler/diagnostics/sorted.hpp"

namespace migc::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

/// GitLab compares two reports by these: the same complaint of the same file has the same one,
/// wherever in the file it stands by now. `count` tells apart those that say the same.
std::string fingerprint(const Diagnostic& one, const std::string& path, std::size_t count) {
  const std::string text = fmt::format("{}\n{}\n{}\n{}", one.id, path, one.text, count);
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "info";
    case Severity::warning:
      return "minor";
    case Severity::error:
      return "major";
  }
  return "major";
}

}  // namespace

std::string to_gitlab(const Diagnostics& diagnostics, const source::SourceSet& sources) {
  Json all = Json::array();
  std::map<std::string, std::size_t> seen;
  for (const Diagnostic* one : sorted(diagnostics, sources)) {
    const bool known = one->place.known();
    const std::string path(known ? bare_path(sources[one->place.file].path()) : "migc.toml");
    const std::size_t line = known ? region_of(one->place, sources).begin.line : 1;
    const std::size_t count = seen[fmt::format("{}\n{}\n{}", one->id, path, one->text)]++;
    all.push_back({{"description", whole_text(*one)},
                   {"check_name", one->id},
                   {"fingerprint", fingerprint(*one, path, count)},
                   {"severity", severity_of(one->severity)},
                   {"location", {{"path", path}, {"lines", {{"begin", line}}}}}});
  }
  return json_text(all);
}

}  // namespace migc::diagnostics
