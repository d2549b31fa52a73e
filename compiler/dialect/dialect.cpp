#include "compiler/dialect/dialect.hpp"

#include <algorithm>

#include "compiler/source/name.hpp"

namespace migc::dialect {

namespace {

bool is_among(std::string_view key, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), key) != names.end();
}

/// By the first letter, by which most names are no reserved word.
const ReservedWord* find(std::span<const ReservedWord> words, std::string_view word) {
  if (word.empty()) return nullptr;
  const char first = source::fold(word.front());
  const auto found =
      std::lower_bound(words.begin(), words.end(), first,
                       [](const ReservedWord& one, char c) { return one.word.front() < c; });
  for (auto at = found; at != words.end() && at->word.front() == first; ++at)
    if (source::same(at->word, word)) return &*at;
  return nullptr;
}

}  // namespace

bool Dialect::is_rowid(std::string_view key) const { return is_among(key, rowid_names); }

bool Dialect::is_own_schema(std::string_view key) const {
  return schemas.empty() ? !is_among(key, system_schemas) : is_among(key, schemas);
}

std::string_view Dialect::reserved_prefix_of(std::string_view key) const {
  for (const std::string_view prefix : reserved_prefixes)
    if (key.starts_with(prefix)) return prefix;
  return {};
}

const Catalog* Dialect::catalog(std::string_view key) const {
  const auto found = std::find_if(catalogs.begin(), catalogs.end(),
                                  [&](const Catalog& one) { return one.name == key; });
  return found == catalogs.end() ? nullptr : &*found;
}

bool Dialect::is_other_catalog(std::string_view key) const {
  return is_among(key, other_catalogs) ||
         std::any_of(catalog_prefixes.begin(), catalog_prefixes.end(),
                     [&](std::string_view prefix) { return key.starts_with(prefix); });
}

bool Dialect::is_strict_type(std::string_view type) const {
  return std::any_of(strict_types.begin(), strict_types.end(),
                     [&](std::string_view one) { return source::same(one, type); });
}

bool Dialect::is_reserved(std::string_view word) const {
  const ReservedWord* found = find(reserved_words, word);
  return found != nullptr && found->always;
}

bool Dialect::needs_quotes(std::string_view word) const {
  return find(reserved_words, word) != nullptr;
}

}  // namespace migc::dialect
