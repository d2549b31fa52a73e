#pragma once

#include <string_view>

/// The words that are offered where nothing better is known. A test compares them with the grammar.
namespace migc::lsp {

inline constexpr std::string_view header_words[] = {
    "created",   "depends",  "describe", "downgrade", "label",       "message",
    "parameter", "replaces", "revision", "revises",   "transaction", "upgrade",
};

inline constexpr std::string_view downgrade_words[] = {"auto", "irreversible"};

inline constexpr std::string_view statement_words[] = {
    "allow", "alter",  "assert", "comment", "create",  "delete", "drop", "execute",
    "for",   "insert", "on",     "rename",  "replace", "update", "with",
};

/// Inside of a statement.
inline constexpr std::string_view inner_words[] = {
    "action", "add",      "after",      "and",       "as",         "asc",     "autoincrement",
    "before", "begin",    "between",    "by",        "cascade",    "check",   "collate",
    "column", "conflict", "constraint", "default",   "deferrable", "delete",  "desc",
    "drop",   "each",     "end",        "enum",      "exists",     "fill",    "first",
    "for",    "foreign",  "from",       "generated", "if",         "in",      "index",
    "insert", "instead",  "into",       "is",        "key",        "like",    "no",
    "not",    "null",     "of",         "on",        "or",         "primary", "references",
    "rename", "replace",  "restrict",   "row",       "select",     "set",     "stored",
    "strict", "table",    "temporary",  "to",        "trigger",    "type",    "unique",
    "update", "using",    "values",     "view",      "virtual",    "when",    "where",
    "with",   "without",
};

inline constexpr std::string_view type_words[] = {
    "bigint", "blob",    "boolean", "char", "date",     "datetime", "decimal", "double precision",
    "int",    "integer", "numeric", "real", "smallint", "text",     "time",    "timestamp",
    "uuid",   "varchar",
};

}  // namespace migc::lsp
