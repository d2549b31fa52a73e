#include "tests/random/way.hpp"

#include <sqlite3.h>

namespace migc::random {

Way way(std::uint64_t number) {
  switch (number % ways) {
    case 1:
      return {.coalesced = true};
    case 2:
      return {.metadata = true};
    case 3:
      return {.newest = true};
    case 4:
      return {.coalesced = true, .metadata = true, .newest = true};
    case 5:
      return {.always_rebuild = true};
    case 6:  // proven by migc's own engine, which is no older
      return {.squashed = sqlite3_libversion_number() >= 3037000};
    default:
      return {};
  }
}

config::Settings settings_of(const Way& way) {
  config::Settings settings;
  if (way.metadata && sqlite3_libversion_number() >= 3037000)
    settings.sqlite_strategy.value = config::Strategy::metadata;
  if (way.always_rebuild) settings.sqlite_rebuild.value = config::Rebuild::always;
  if (way.newest) settings.sqlite_min_version.value = sqlite3_libversion();
  return settings;
}

std::string describe(const Way& way) {
  std::string text;
  const auto add = [&text](bool is, const char* word) {
    if (is) text += (text.empty() ? "" : ", ") + std::string(word);
  };
  add(way.shell, "by the shell");
  add(way.coalesced, "in one transaction");
  add(way.squashed, "squashed");
  add(way.metadata, "metadata");
  add(way.always_rebuild, "always rebuilt");
  add(way.newest, "for this engine");
  return text.empty() ? "as usual" : text;
}

}  // namespace migc::random
