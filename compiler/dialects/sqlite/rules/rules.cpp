#include "compiler/dialects/sqlite/rules/rules.hpp"

#include <string_view>

namespace migc::backends::sqlite {

namespace {

using dialect::Catalog;

constexpr bool in_places = false;

/// The words that SQLite 3.40 does not take as a name without quotes, found by trying each keyword
/// as table and column. `in_places` are those that it takes in some, and `go`, which alone on a
/// line ends a statement in SQLite's shell. https://www.sqlite.org/lang_keywords.html
constexpr dialect::ReservedWord reserved_words[] = {{"add"},
                                                    {"all"},
                                                    {"alter"},
                                                    {"and"},
                                                    {"as"},
                                                    {"autoincrement"},
                                                    {"between"},
                                                    {"case"},
                                                    {"cast", in_places},
                                                    {"check"},
                                                    {"collate"},
                                                    {"commit"},
                                                    {"constraint"},
                                                    {"create"},
                                                    {"current_date", in_places},
                                                    {"current_time", in_places},
                                                    {"current_timestamp", in_places},
                                                    {"default"},
                                                    {"deferrable"},
                                                    {"delete"},
                                                    {"distinct"},
                                                    {"drop"},
                                                    {"else"},
                                                    {"escape"},
                                                    {"except"},
                                                    {"exists"},
                                                    {"false", in_places},
                                                    {"foreign"},
                                                    {"from"},
                                                    {"go", in_places},
                                                    {"group"},
                                                    {"having"},
                                                    {"if", in_places},
                                                    {"in"},
                                                    {"index"},
                                                    {"insert"},
                                                    {"intersect"},
                                                    {"into"},
                                                    {"is"},
                                                    {"isnull"},
                                                    {"join"},
                                                    {"limit"},
                                                    {"not"},
                                                    {"nothing"},
                                                    {"notnull"},
                                                    {"null"},
                                                    {"on"},
                                                    {"or"},
                                                    {"order"},
                                                    {"primary"},
                                                    {"raise", in_places},
                                                    {"references"},
                                                    {"returning"},
                                                    {"select"},
                                                    {"set"},
                                                    {"table"},
                                                    {"then"},
                                                    {"to"},
                                                    {"transaction"},
                                                    {"true", in_places},
                                                    {"union"},
                                                    {"unique"},
                                                    {"update"},
                                                    {"using"},
                                                    {"values"},
                                                    {"when"},
                                                    {"where"}};

/// https://www.sqlite.org/schematab.html
constexpr std::string_view schema_table[] = {"type", "name", "tbl_name", "rootpage", "sql"};
constexpr std::string_view sequence_table[] = {"name", "seq"};
constexpr std::string_view stat1_table[] = {"tbl", "idx", "stat"};
constexpr std::string_view stat4_table[] = {"tbl", "idx", "neq", "nlt", "ndlt", "sample"};
constexpr std::string_view json_table[] = {"key", "value",  "type",    "atom",
                                           "id",  "parent", "fullkey", "path"};
constexpr std::string_view json_hidden[] = {"json", "root"};

constexpr Catalog catalogs[] = {
    {"sqlite_master", schema_table},        {"sqlite_schema", schema_table},
    {"sqlite_temp_master", schema_table},   {"sqlite_temp_schema", schema_table},
    {"sqlite_sequence", sequence_table},    {"sqlite_stat1", stat1_table},
    {"sqlite_stat4", stat4_table},          {"json_each", json_table, json_hidden},
    {"json_tree", json_table, json_hidden},
};

constexpr std::string_view other_catalogs[] = {"dbstat", "generate_series", "bytecode",
                                               "tables_used"};
constexpr std::string_view catalog_prefixes[] = {"pragma_", "sqlite_"};

constexpr std::string_view schemas[] = {"main", "temp"};
constexpr std::string_view reserved_prefixes[] = {"sqlite_"};
/// https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
constexpr std::string_view rowid_names[] = {"rowid", "oid", "_rowid_"};
/// https://www.sqlite.org/stricttables.html
constexpr std::string_view strict_types[] = {"int", "integer", "real", "text", "blob", "any"};

}  // namespace

const dialect::Dialect& rules() {
  static constexpr dialect::Dialect sqlite{
      .name = "sqlite",
      .title = "SQLite",
      .naming = {.usual_schema = "main", .temporary_schema = "temp"},
      .schemas = schemas,
      .reserved_prefixes = reserved_prefixes,
      .reserved_words = reserved_words,
      .catalogs = catalogs,
      .other_catalogs = other_catalogs,
      .catalog_prefixes = catalog_prefixes,
      // https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
      .quotes_may_be_text = true,
      .most_joined = 64,  // https://www.sqlite.org/limits.html
      .rowid_names = rowid_names,
      .rowid_key_type = "integer",
      .strict_types = strict_types,
  };
  return sqlite;
}

}  // namespace migc::backends::sqlite
