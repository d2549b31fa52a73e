#pragma once

#include "compiler/dialect/dialect.hpp"

/// A dialect that exists only here, with other rules than SQLite's wherever there is a rule: what
/// is written for one dialect alone does not pass.
namespace migc::test {

inline const dialect::Dialect& testbase() {
  // `rank` is a name to SQLite.
  static constexpr dialect::ReservedWord words[] = {
      {"and"},    {"as"},   {"by"},     {"delete"},      {"from"},   {"group"},
      {"insert"}, {"into"}, {"join"},   {"on"},          {"order"},  {"rank"},
      {"select"}, {"set"},  {"update"}, {"user", false}, {"values"}, {"where"}};
  static constexpr std::string_view columns[] = {"name", "kind"};
  static constexpr dialect::Catalog catalogs[] = {{"sys_objects", columns}};
  static constexpr std::string_view system_schemas[] = {"sys"};
  static constexpr std::string_view prefixes[] = {"sys_"};
  static constexpr dialect::Dialect rules{
      .name = "testbase",
      .title = "Testbase",
      .naming = {.keeps_quoted = true,
                 .has_schemas = true,
                 .usual_schema = "public",
                 .temporary_schema = "",
                 .triggers_per_table = true},
      .system_schemas = system_schemas,
      .reserved_prefixes = prefixes,
      .reserved_words = words,
      .catalogs = catalogs,
      .quotes_may_be_text = false,
      .most_joined = 8,
  };
  return rules;
}

}  // namespace migc::test
